import { fact, type Fact } from '@tramo/event-log';
import {
  convertRecorded,
  latestRates,
  rateFor,
  ratesDecider,
  ratesStream,
  type RecordedConversion,
} from '@tramo/fx';
import { policyFact, type RateTerms } from '@tramo/identity';
import {
  yearOf,
  type CurrencyCode,
  type LocalDate,
  type Money,
  type RateJson,
  type Rejection,
} from '@tramo/kernel';
import type { AccountState } from '../account.state';

/** A rate without its pair, which the amount and the books say. */
type Quoted = { readonly [Field in Exclude<keyof RateJson, 'base' | 'quote'>]: RateJson[Field] };

interface Question<Body> {
  /** By its name the policy says which rate applies. */
  readonly act: (body: Body) => string;
  /** Of the amount that the books have in their own. */
  readonly currency: (body: Body) => string;
}

interface BookFacts<Body> {
  readonly policy: Fact<Body, AccountState, { readonly version: number; readonly terms: RateTerms }>;
  readonly rates: Fact<Body, AccountState, readonly Quoted[]>;
  readonly ratesOfYearBefore: Fact<Body, AccountState, readonly Quoted[]>;
}

/** What the policy says about rates for an act, and the rates there are into the currency of the books. */
export const bookFacts = <Body extends { readonly programme: string }>(
  question: Question<Body>,
): BookFacts<Body> => ({
  policy: policyFact({
    programme: ({ programme }) => programme,
    select: (policy, body) => ({ terms: { ...policy.rateRegime(question.act(body)) } }),
  }),
  rates: ratesOf(question, 0),
  ratesOfYearBefore: ratesOf(question, 1),
});

const ratesOf = <Body>(
  { currency }: Question<Body>,
  yearsBefore: number,
): Fact<Body, AccountState, readonly Quoted[]> =>
  fact(
    ratesDecider,
    (body: Body, { opened }: AccountState, { effectiveOn }) => {
      const base = currency(body) as CurrencyCode;
      return ratesStream({ base, quote: opened?.bookCurrency ?? base }, yearOf(effectiveOn) - yearsBefore);
    },
    (state, body, { effectiveOn }): readonly Quoted[] => {
      const base = currency(body) as CurrencyCode;
      return latestRates(state, { base, quote: base }, effectiveOn).map(
        ({ regime, side, date, value, source }) => ({ regime, side, date, value, source }),
      );
    },
  );

interface Asked {
  readonly bookCurrency: CurrencyCode;
  readonly on: LocalDate;
  readonly facts: {
    readonly policy: { readonly terms: RateTerms };
    readonly rates: readonly Quoted[];
    readonly ratesOfYearBefore: readonly Quoted[];
  };
}

/** The amount as the books have it; null where it is in their currency already. */
export function inBooks(
  amount: Money,
  { bookCurrency, on, facts }: Asked,
): RecordedConversion | null | Rejection {
  const pair = { base: amount.currency.code, quote: bookCurrency };
  if (pair.base === pair.quote) return null;
  const { regime, side, dateRule, days, rounding } = facts.policy.terms;
  const known = [...facts.rates, ...facts.ratesOfYearBefore].map((rate) => ({ ...rate, ...pair }));
  const rate = rateFor(known, { ...pair, regime, side, dateRule, days, on });
  return 'code' in rate ? rate : convertRecorded(amount, rate, rounding);
}
