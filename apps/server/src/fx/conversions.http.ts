import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CommandRefused } from '@tramo/event-log';
import {
  convertRecorded,
  findIndex,
  findIndexValue,
  findPair,
  findRate,
  indexValueMissing,
  noSuchIndex,
  rateMissing,
  restate,
  type FxTables,
  type IndexReading,
  type RateWanted,
} from '@tramo/fx';
import { currencyOf, Money, type CurrencyCode, type Rate } from '@tramo/kernel';
import type { SqlStore } from '@tramo/stores';
import { problems } from '../http/problems';
import { ReadsViews } from '../http/reads-views';
import { VIEWS } from '../injection';
import { ConversionAnswer, ConversionQuery, RestatementAnswer, RestatementQuery } from './conversions.dto';
import { IndexPath } from './indices.dto';

/** Amounts in another currency, or in the prices of another time. Nothing is recorded by asking. */
@ApiTags('conversions')
@Controller('api/v1')
export class ConversionsController {
  constructor(@Inject(VIEWS) private readonly views: SqlStore<FxTables>) {}

  /** An amount in another currency, with the rate, the rounding and what rounding dropped. */
  @Get('conversions')
  @ReadsViews('fx')
  @ApiOkResponse({ type: ConversionAnswer })
  async convert(@Query() query: ConversionQuery): Promise<ConversionAnswer> {
    const { amount, from, to, regime, side, on, days, recordedUpTo, rounding, decimals } = query;
    const money = Money.of(amount, from);
    if (from === to) throw problems.invalid([{ field: 'to', message: 'must be another currency than from' }]);
    if (decimals !== undefined && decimals > currencyOf(to).decimals) {
      throw problems.invalid([
        { field: 'decimals', message: `must not be more than ${to} has: ${currencyOf(to).decimals}` },
      ]);
    }
    const rate = await this.rateOf(
      from,
      to,
      { regime, side, on, dateRule: 'latest-within', days },
      recordedUpTo,
    );
    return convertRecorded(money, rate, rounding, decimals) as ConversionAnswer;
  }

  /** An amount in the prices of another period, with index, base, both values and the factor. */
  @Get('indices/:index/restatement')
  @ReadsViews('fx')
  @ApiOkResponse({ type: RestatementAnswer })
  async restate(
    @Param() { index }: IndexPath,
    @Query() { amount, currency, from, to, rounding }: RestatementQuery,
  ): Promise<RestatementAnswer> {
    const money = Money.of(amount, currency);
    const known = await findIndex(this.views.db, index);
    if (!known) throw new CommandRefused(noSuchIndex(index));
    const change = {
      index,
      basePeriod: known.base_period,
      from: await this.readingOf(index, from),
      to: await this.readingOf(index, to),
    };
    const { original, restated, ...shown } = restate(money, change, rounding);
    return { original: original.toJSON(), restated: restated.toJSON(), ...shown } as RestatementAnswer;
  }

  /** In whichever direction the two are quoted. */
  private async rateOf(
    from: CurrencyCode,
    to: CurrencyCode,
    terms: Omit<RateWanted, 'base' | 'quote'>,
    recordedUpTo: string | undefined,
  ): Promise<Rate> {
    const { db } = this.views;
    const asked = { base: from, quote: to, ...terms };
    const rate =
      (await findRate(db, asked, recordedUpTo)) ??
      (await findRate(db, { ...asked, base: to, quote: from }, recordedUpTo));
    if (rate) return rate;
    throw new CommandRefused(rateMissing({ ...asked, ...(await findPair(db, from, to)) }));
  }

  private async readingOf(index: string, period: string): Promise<IndexReading> {
    const value = await findIndexValue(this.views.db, index, period);
    if (!value) throw new CommandRefused(indexValueMissing(index, period));
    return value;
  }
}
