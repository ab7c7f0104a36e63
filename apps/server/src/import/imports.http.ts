import {
  Body,
  Controller,
  Get,
  Header,
  HttpCode,
  HttpException,
  Inject,
  Param,
  Post,
  Query,
  Req,
} from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import { invariant } from '@tramo/kernel';
import { FileTooLarge, type SqlStore } from '@tramo/stores';
import type { FastifyRequest } from 'fastify';
import { AllowRoles } from '../auth/access';
import { problems } from '../http/problems';
import { ReadsViews } from '../http/reads-views';
import { PageQuery } from '../http/tables/page.dto';
import { VIEWS } from '../injection';
import { summaryAnswer } from './answers';
import { FileQuery, ImportAnswer, ImportBody, ImportsAnswer, KeptFileAnswer } from './imports.dto';
import { Imports } from './imports';
import type { ImportTables } from './ledger/imports.view';
import { listImports } from './ledger/queries';
import { templateCsv } from './template-csv';
import { templateOf } from './templates';
import { IMPORTERS } from './templates/who-imports';

const PAYLOAD_TOO_LARGE = 413;

/** History from tables: sent as files, tried out as a whole, and carried out only when nothing is wrong with it. */
@ApiTags('imports')
@Controller('api/v1/imports')
@AllowRoles(...IMPORTERS)
export class ImportsController {
  constructor(
    private readonly imports: Imports,
    @Inject(VIEWS) private readonly views: SqlStore<ImportTables>,
  ) {}

  /** Keeps a file, of up to 64 MB, to be imported; by itself this records nothing. */
  @Post('files')
  @HttpCode(201)
  @RouteConfig({ takesFile: true })
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  @ApiCreatedResponse({ type: KeptFileAnswer })
  async keep(@Query() { name }: FileQuery, @Req() request: FastifyRequest): Promise<KeptFileAnswer> {
    const { body } = request;
    if (!isStream(body)) throw new HttpException('send the file as text/csv', 415);
    try {
      return await this.imports.keep(name, body);
    } catch (error) {
      if (error instanceof FileTooLarge) throw new HttpException(error.message, PAYLOAD_TOO_LARGE);
      throw error;
    }
  }

  /**
   * Tries files out, all of them or none, and imports them when no row is bad. Answers at once: how far it is, every bad
   * row and every finding are read by its id. Files that were imported before are left as they are.
   */
  @Post()
  @HttpCode(202)
  @ApiAcceptedResponse({ type: ImportAnswer })
  start(
    @Body() { files, dryRun = false, decimal = 'point' }: ImportBody,
    @Req() { actor }: FastifyRequest,
  ): Promise<ImportAnswer> {
    invariant(actor, 'this route is not public');
    return this.imports.start({ files, dryRun, decimal }, actor);
  }

  /** Imports that were begun, the latest first. */
  @Get()
  @ReadsViews('imports')
  @ApiOkResponse({ type: ImportsAnswer })
  async list(@Query() { cursor, limit }: PageQuery): Promise<ImportsAnswer> {
    const before = cursor === undefined ? undefined : readCursor(cursor);
    const found = await listImports(this.views.db, { before, limit: limit + 1 });
    const last = found.length > limit ? found[limit - 1] : undefined;
    return {
      items: found.slice(0, limit).map(summaryAnswer),
      next: last ? `${last.run.begun_at}_${last.run.import}` : null,
    };
  }

  /** The header of a table with one row as an example. */
  @Get('templates/:kind')
  @Header('content-type', 'text/csv; charset=utf-8')
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  template(@Param('kind') kind: string): string {
    const template = templateOf(kind);
    if (!template) throw problems.noSuch('template', kind);
    return templateCsv(template);
  }

  /** One import or trial: bad rows with file, line and column, and findings by code. */
  @Get(':id')
  @ApiOkResponse({ type: ImportAnswer })
  find(@Param('id') id: string): Promise<ImportAnswer> {
    return this.imports.find(id);
  }
}

const isStream = (body: unknown): body is AsyncIterable<Uint8Array> =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

function readCursor(cursor: string): { readonly at: string; readonly id: string } {
  const [, at, id] = /^(\d{4}-\d\d-\d\dT[\d:.]{8,15}Z)_([0-9a-f]{64})$/.exec(cursor) ?? [];
  if (!at || !id) throw problems.cursorMalformed();
  return { at, id };
}
