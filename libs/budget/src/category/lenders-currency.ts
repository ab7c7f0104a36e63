import { fact, type Fact } from '@tramo/event-log';
import { convertRecorded, latestRates, rateFor, ratesDecider, ratesStream } from '@tramo/fx';
import { policyFact, type RateTerms } from '@tramo/identity';
import {
  yearOf,
  Rejection,
  type CurrencyCode,
  type LocalDate,
  Money,
  type MoneyJson,
  type RateJson,
} from '@tramo/kernel';
import type { FinancingState } from '@tramo/programmes';

/** A rate without its pair, which the agreement and the amount say. */
type Quoted = { readonly [Field in Exclude<keyof RateJson, 'base' | 'quote'>]: RateJson[Field] };

interface RateFacts<Body> {
  readonly policy: Fact<Body, FinancingState, { readonly version: number; readonly terms: RateTerms }>;
  readonly rates: Fact<Body, FinancingState, readonly Quoted[]>;
  readonly ratesOfYearBefore: Fact<Body, FinancingState, readonly Quoted[]>;
}

const ACT = 'reserve-category';

/** What the policy says about rates for this act, and the rates there are from the lender's currency to the other. */
export const rateFactsOf = <Body>(currencyOf: (body: Body) => string): RateFacts<Body> => ({
  policy: policyFact({
    programme: (_body, { agreement }) => agreement?.programme ?? '',
    select: (policy) => ({ terms: { ...policy.rateRegime(ACT) } }),
  }),
  rates: ratesOf(currencyOf, 0),
  ratesOfYearBefore: ratesOf(currencyOf, 1),
});

const ratesOf = <Body>(
  currencyOf: (body: Body) => string,
  yearsBefore: number,
): Fact<Body, FinancingState, readonly Quoted[]> =>
  fact(
    ratesDecider,
    (body: Body, { agreement }: FinancingState, { effectiveOn }) => {
      const quote = currencyOf(body) as CurrencyCode;
      return ratesStream({ base: agreement?.currency ?? quote, quote }, yearOf(effectiveOn) - yearsBefore);
    },
    (state, body, { effectiveOn }): readonly Quoted[] => {
      const quote = currencyOf(body) as CurrencyCode;
      const latest = latestRates(state, { base: quote, quote }, effectiveOn);
      return latest.map(({ regime, side, date, value, source }) => ({ regime, side, date, value, source }));
    },
  );

interface Asked {
  /** The lender's. */
  readonly currency: CurrencyCode;
  readonly on: LocalDate;
  readonly facts: {
    readonly policy: { readonly terms: RateTerms };
    readonly rates: readonly Quoted[];
    readonly ratesOfYearBefore: readonly Quoted[];
  };
}

/** The amount in the lender's currency, with what it was in another and the rate it was taken at. */
export interface Taken {
  readonly amount: Money;
  readonly original: MoneyJson | null;
  readonly rate: RateJson | null;
}

export function inLendersCurrency(asked: Money, { currency, on, facts }: Asked): Taken | Rejection {
  if (asked.currency.code === currency) return { amount: asked, original: null, rate: null };
  const pair = { base: currency, quote: asked.currency.code };
  const { regime, side, dateRule, days, rounding } = facts.policy.terms;
  const known = [...facts.rates, ...facts.ratesOfYearBefore].map((rate) => ({ ...rate, ...pair }));
  const rate = rateFor(known, { ...pair, regime, side, dateRule, days, on });
  if (rate instanceof Rejection) return rate;
  const { converted } = convertRecorded(asked, rate, rounding);
  return { amount: Money.parse(converted), original: asked.toJSON(), rate: rate.toJSON() };
}
