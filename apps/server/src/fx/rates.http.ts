import { Body, Controller, Get, Inject, Query } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { CommandAnswer, CommandContext } from '@tramo/event-log';
import { listRates, PublishRates, SupersedeRate, type FxTables, type RateKey, type RateRow } from '@tramo/fx';
import type { SqlStore } from '@tramo/stores';
import { AllowRoles } from '../auth/access';
import { Asked, PostCommand } from '../http/command-route';
import { problems } from '../http/problems';
import { ReadsViews } from '../http/reads-views';
import { VIEWS } from '../injection';
import {
  PublishRatesBody,
  PublishedRatesAnswer,
  RatesQuery,
  SupersedeRateBody,
  type RateLineDto,
} from './rates.dto';

/** Rates of exchange: evidence with a regime, a side, a date and a source. */
@ApiTags('rates')
@Controller('api/v1/rates')
export class RatesController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(VIEWS) private readonly views: SqlStore<FxTables>,
  ) {}

  /** Publishes up to 500 rates of one pair and year. */
  @PostCommand()
  @AllowRoles('finance-specialist', 'treasurer', 'coordinator', 'administrator')
  publish(@Body() { rates }: PublishRatesBody, @Asked() asked: CommandContext): Promise<CommandAnswer> {
    return this.commands.execute(new PublishRates({ rates: rates.map(line) }, asked));
  }

  /** Says what a published rate should have been. Conversions that used it keep it. */
  @PostCommand('supersessions')
  @AllowRoles('finance-specialist', 'treasurer', 'coordinator', 'administrator')
  supersede(
    @Body() { rate, reason }: SupersedeRateBody,
    @Asked() asked: CommandContext,
  ): Promise<CommandAnswer> {
    return this.commands.execute(new SupersedeRate({ rate: line(rate), reason }, asked));
  }

  /** Rates, the latest date first. */
  @Get()
  @ReadsViews('fx')
  @ApiOkResponse({ type: PublishedRatesAnswer })
  async list(@Query() { cursor, limit, ...wanted }: RatesQuery): Promise<PublishedRatesAnswer> {
    const after = cursor === undefined ? undefined : readCursor(cursor);
    const rows = await listRates(this.views.db, { ...wanted, after, limit: limit + 1 });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return { items: rows.slice(0, limit).map(answer), next: last ? writeCursor(last) : null };
  }
}

/** A plain object, as bodies of commands are. */
const line = ({ base, quote, regime, side, date, value, source }: RateLineDto) => ({
  base,
  quote,
  regime,
  side,
  date,
  value,
  source,
});

const answer = ({ known_from, known_until, reading, ...rate }: RateRow) => ({
  ...rate,
  reading: Number(reading),
  knownFrom: known_from,
  knownUntil: known_until,
});

const CURSOR = /^(\d{4}-\d{2}-\d{2})\.([A-Z]{3})\.([A-Z]{3})\.([a-z]+)\.([a-z]+)\.(\d{1,9})$/;

const writeCursor = ({ date, base, quote, regime, side, reading }: RateKey): string =>
  [date, base, quote, regime, side, reading].join('.');

function readCursor(cursor: string): RateKey {
  const match = CURSOR.exec(cursor);
  if (!match) throw problems.cursorMalformed();
  const [, date, base, quote, regime, side, reading] = match;
  return { date, base, quote, regime, side, reading: BigInt(reading!) } as RateKey;
}
