import { defineDecider, fact, type Fact } from '@tramo/event-log';
import type { CurrencyCode, MoneyJson } from '@tramo/kernel';
import { financingEvents, financingStream } from '@tramo/programmes';

type SpecialAccount = {
  readonly code: string;
  readonly ceiling: { readonly amount: string; readonly currency: string };
};

/** A credit as its special accounts have it; null until it is signed. */
export type SpecialAccounts = {
  readonly programme: string;
  readonly currency: CurrencyCode;
  readonly accounts: readonly SpecialAccount[];
} | null;

const NONE = null as SpecialAccounts;

/** Of a financing agreement's events, the one that says what it calls its special accounts. */
const specialAccounts = defineDecider({
  events: financingEvents,
  initial: NONE,
  evolve: (state: SpecialAccounts, { type, data }): SpecialAccounts =>
    type === 'FinancingAgreementSigned'
      ? {
          programme: data.programme,
          currency: data.amount.currency as CurrencyCode,
          accounts: data.specialAccounts.map(({ code, ceiling }) => ({ code, ceiling: moneyOf(ceiling) })),
        }
      : state,
});

const moneyOf = ({ amount, currency }: MoneyJson) => ({ amount, currency });

export const specialAccountsFact = <Body, State>(
  financingOf: (body: Body) => string | null,
): Fact<Body, State, SpecialAccounts> =>
  fact(
    specialAccounts,
    (body: Body) => financingStream(financingOf(body) ?? ''),
    (state) => state,
  );
