import type { DateRule } from '@tramo/identity';
import {
  addDays,
  Rate,
  Rejection,
  type CurrencyCode,
  type LocalDate,
  type RateJson,
  type RateRegime,
  type RateSide,
} from '@tramo/kernel';

/** Which rate is wanted: a pair, what policy says for the act, and the date. */
export interface RateWanted {
  readonly base: CurrencyCode;
  readonly quote: CurrencyCode;
  readonly regime: RateRegime;
  readonly side: RateSide;
  readonly on: LocalDate;
  readonly dateRule: DateRule;
  /** How old it may be, where the rule is `latest-within`. */
  readonly days: number;
}

/** The rate that counts, or the refusal that says which one is missing. */
export function rateFor(rates: readonly RateJson[], wanted: RateWanted): Rate | Rejection {
  const earliest = earliestDate(wanted);
  const [latest] = rates
    .filter((rate) => isOfKind(rate, wanted) && rate.date >= earliest && rate.date <= wanted.on)
    .sort((a, b) => (a.date < b.date ? 1 : -1));
  return latest ? Rate.parse(latest) : rateMissing(wanted);
}

export const earliestDate = ({
  on,
  dateRule,
  days,
}: Pick<RateWanted, 'on' | 'dateRule' | 'days'>): LocalDate =>
  dateRule === 'same-day' ? on : addDays(on, -days);

const isOfKind = (rate: RateJson, { base, quote, regime, side }: RateWanted): boolean =>
  rate.base === base && rate.quote === quote && rate.regime === regime && rate.side === side;

export function rateMissing(wanted: RateWanted): Rejection {
  const { base, quote, regime, side, on, dateRule, days } = wanted;
  const pair = `${base}/${quote}`;
  const earliest = earliestDate(wanted);
  const when = earliest === on ? `on ${on}` : `from ${earliest} to ${on}`;
  return new Rejection({
    code: 'RATE_MISSING',
    message: `a conversion between ${base} and ${quote} needs a rate, and none is published: ${regime}, ${side}, ${when}`,
    values: { pair, regime, side, date: on, dateRule, days: dateRule === 'same-day' ? 0 : days },
    cure: `publish the ${regime} ${side} rate of ${pair} for ${on}`,
  });
}
