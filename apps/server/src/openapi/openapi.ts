import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { ProblemDto } from '../http/problem.dto';
import { describeTables } from '../http/tables/openapi-tables';
import { VERSION } from '../version';

const DESCRIPTION =
  'An event-sourced disbursement and fiduciary ledger. Every refusal is a problem document (RFC 9457) with a ' +
  'stable `code`. A command takes an `Idempotency-Key`; its answer names a position in the ledger, which the ' +
  'routes that read views take as `after`.';

const PROBLEM = {
  description: 'Refused, or failed; `code` says why.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** The document of the routes that this server really has, made of the decorators that make the routes. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Tramo')
    .setDescription(DESCRIPTION)
    .setVersion(VERSION)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/')
    .addSecurity('token', { type: 'http', scheme: 'bearer' })
    .addSecurityRequirements('token')
    .addGlobalResponse({ status: 'default', ...PROBLEM })
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    extraModels: [ProblemDto],
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  for (const { post } of Object.values(document.paths)) withoutGuess(post?.responses);
  return describeTables(document);
}

/** To the plugin that reads comments a command's route is no POST, and so it guesses a status that is never answered. */
function withoutGuess(responses: OperationResponses | undefined): void {
  if (responses?.['201']) delete responses['200'];
}

type OperationResponses = NonNullable<OpenAPIObject['paths'][string]['post']>['responses'];
