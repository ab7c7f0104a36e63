import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Public } from '../auth/access';

const asset = (name: string): string => readFileSync(join(__dirname, 'assets', name), 'utf8');

const PAGE = asset('index.html');
const STYLE = asset('status.css');
const SCRIPT = asset('status.js');
const ICON = asset('status.svg');

/** How the server is, for a person with a browser and no token. */
@ApiExcludeController()
@Controller()
export class StatusPageController {
  @Get()
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-cache')
  page(): string {
    return PAGE;
  }

  @Get('status.css')
  @Public()
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', 'no-cache')
  style(): string {
    return STYLE;
  }

  @Get('status.js')
  @Public()
  @Header('content-type', 'text/javascript; charset=utf-8')
  @Header('cache-control', 'no-cache')
  script(): string {
    return SCRIPT;
  }

  @Get('status.svg')
  @Public()
  @Header('content-type', 'image/svg+xml')
  @Header('cache-control', 'no-cache')
  icon(): string {
    return ICON;
  }
}
