import { factByOwnState, type Fact } from '@tramo/event-log';
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

export interface RateFacts<Body, State> {
  readonly policy: Fact<Body, State, { readonly version: number; readonly terms: RateTerms }>;
  readonly rates: Fact<Body, State, readonly Quoted[]>;
  readonly ratesOfYearBefore: Fact<Body, State, readonly Quoted[]>;
}

const ACT = 'reserve-category';

/** For an act on the agreement's own stream. */
export const rateFactsOf = <Body>(currencyOf: (body: Body) => string): RateFacts<Body, FinancingState> =>
  lenderRateFacts({
    act: ACT,
    programme: (_body, { agreement }) => agreement?.programme ?? '',
    pair: (body, { agreement }) => {
      const quote = currencyOf(body) as CurrencyCode;
      return { base: agreement?.currency ?? quote, quote };
    },
  });

interface RateQuestion<Body, State> {
  /** What policies call the act. */
  readonly act: string;
  readonly programme: (body: Body, own: State) => string;
  /** The lender's currency, and the one that an amount is given in; the same one twice where nothing is converted. */
  readonly pair: (body: Body, own: State) => { readonly base: CurrencyCode; readonly quote: CurrencyCode };
}

/** What the policy says about rates for an act, and the rates there are from the lender's currency to the other. */
export const lenderRateFacts = <Body, State>({
  act,
  programme,
  pair,
}: RateQuestion<Body, State>): RateFacts<Body, State> => ({
  policy: policyFact({
    programme,
    select: (policy) => ({ terms: { ...policy.rateRegime(act) } }),
  }),
  rates: ratesOf(pair, 0),
  ratesOfYearBefore: ratesOf(pair, 1),
});

const ratesOf = <Body, State>(
  pair: RateQuestion<Body, State>['pair'],
  yearsBefore: number,
): Fact<Body, State, readonly Quoted[]> =>
  factByOwnState(
    ratesDecider,
    (body: Body, own: State, { effectiveOn }) =>
      ratesStream(pair(body, own), yearOf(effectiveOn) - yearsBefore),
    (state, body, own, { effectiveOn }): readonly Quoted[] => {
      // Rates of a stream are all of its pair, whichever way it is named.
      const { quote } = pair(body, own);
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
