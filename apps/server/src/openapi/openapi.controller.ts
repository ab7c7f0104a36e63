import { Controller, Get } from '@nestjs/common';
import { ApiExcludeEndpoint, type OpenAPIObject } from '@nestjs/swagger';
import { invariant } from '@tramo/kernel';
import { Public } from '../auth/access';

/** Made from the finished application, so it can only be filled in once that exists. */
export class ApiDocument {
  private make: (() => OpenAPIObject) | undefined;
  private made: OpenAPIObject | undefined;

  describes(make: () => OpenAPIObject): void {
    this.make = make;
  }

  read(): OpenAPIObject {
    invariant(this.make, 'the application is built before its document is read');
    return (this.made ??= this.make());
  }
}

@Controller('api/v1/openapi.json')
export class OpenApiController {
  constructor(private readonly document: ApiDocument) {}

  /** Open to everybody: it says how to ask, and nothing that was ever answered. */
  @Get()
  @Public()
  @ApiExcludeEndpoint()
  read(): OpenAPIObject {
    return this.document.read();
  }
}
