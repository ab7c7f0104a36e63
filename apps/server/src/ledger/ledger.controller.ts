import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { writePosition, type EventLog } from '@tramo/event-log';
import { AllowRoles } from '../auth/access';
import type { Settings } from '../config/settings';
import { LOG, SETTINGS } from '../injection';
import { VERSION } from '../version';
import { pageOfLedger, pageOfStream } from './event-pages';
import { EventsAnswer, EventsQuery, LedgerAnswer, StreamEventsAnswer, StreamQuery } from './ledger.dto';

/** The ledger as it rests, for those who check it. */
@ApiTags('ledger')
@Controller('api/v1')
export class LedgerController {
  constructor(
    @Inject(LOG) private readonly log: EventLog,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** Which ledger this is and how far it reaches. */
  @Get('ledger')
  @ApiOkResponse({ type: LedgerAnswer })
  async ledger(): Promise<LedgerAnswer> {
    const head = await this.log.head();
    return {
      ledgerId: this.log.ledgerId,
      engine: this.settings.log.engine,
      head: head ? writePosition(head) : null,
      version: VERSION,
    };
  }

  /** Events in the ledger's order. */
  @Get('events')
  @AllowRoles('auditor', 'administrator')
  @ApiOkResponse({ type: EventsAnswer })
  events(@Query() { after, limit, ...filter }: EventsQuery): Promise<EventsAnswer> {
    return pageOfLedger(this.log, after, limit, filter);
  }

  /** Events of one stream in its order: where every figure leads, and so open to whoever reads figures. */
  @Get('streams/:stream/events')
  @ApiOkResponse({ type: StreamEventsAnswer })
  stream(@Param('stream') stream: string, @Query() query: StreamQuery): Promise<StreamEventsAnswer> {
    return pageOfStream(this.log, stream, query.from, query.limit);
  }
}
