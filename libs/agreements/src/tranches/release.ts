import { inLendersCurrency, type Taken } from '@tramo/budget';
import type { DecisionContext } from '@tramo/event-log';
import { dutyConflicts, type Act, type ConflictRule, type Engagement, type PastAct } from '@tramo/identity';
import { Rejection, type CurrencyCode, type LocalDate, type Money } from '@tramo/kernel';
import type { AccountAnswer } from '@tramo/treasury';
import { trancheScope, type AgreementState } from '../agreement.state';
import type { Contract } from '../contract/contract.state';
import type { Evidence } from '../shapes';
import type { Release, ReleaseFacts, ReleaseStep } from './conditions/condition';
import { thresholdNotComparable } from './conditions/threshold';
import type { PayerAnswer } from './facts/money-facts';
import { ratePairOf } from './facts/release-facts';
import type { ReleasePolicy } from './facts/release-policy';
import type { TrancheGround } from './ground';

type Rates = Parameters<typeof inLendersCurrency>[1]['facts']['rates'];

/** What there is of rates, and which of them the policy wants. */
export interface RateGround {
  readonly policy: Pick<ReleasePolicy, 'rate'>;
  readonly rates: Rates;
  readonly ratesOfYearBefore: Rates;
}

interface Facts extends ReleaseFacts, RateGround {
  readonly policy: ReleaseFacts['policy'];
  readonly duties: { readonly conflicts: readonly ConflictRule[] };
  readonly people: readonly Engagement[];
}

type Context = Pick<DecisionContext<Facts>, 'actor' | 'actedOn' | 'effectiveOn' | 'facts'>;

interface Looking {
  readonly step: ReleaseStep;
  /** What the actor is about to do, as duties know it. */
  readonly act: Act;
  readonly amount: Money;
  readonly documents: Evidence;
  readonly payer?: PayerAnswer;
}

/** The tranche as its conditions look at it, and what duties only want known. */
export function releaseOf(
  state: AgreementState,
  { contract, instalment }: Pick<TrancheGround, 'contract' | 'instalment'>,
  { step, act, amount, documents, payer }: Looking,
  { actor, actedOn: on, effectiveOn, facts }: Context,
): { readonly release: Release; readonly found: readonly Rejection[] } {
  const scopes = {
    agreement: contract.agreement,
    tranche: trancheScope(contract.agreement, instalment.tranche),
  };
  const { refused, found } = dutyConflicts(
    { act, actor, on, scopes },
    actsBefore(contract, facts),
    facts.duties.conflicts,
    facts.people,
  );
  const taken = lendersAmount(amount, contract, effectiveOn, facts);
  return {
    found,
    release: {
      step,
      state,
      contract,
      instalment,
      amount,
      documents,
      on,
      actor,
      facts,
      payer: payer ?? null,
      inLendersCurrency: taken && !(taken instanceof Rejection) ? taken.amount : taken,
      inCurrency: (asked, currency) => amountIn(currency, asked, contract, { on: effectiveOn, facts }),
      duties: refused,
    },
  };
}

/** The amount as the lender's category takes it; nothing where no lender pays. */
export function lendersAmount(
  amount: Money,
  contract: Contract,
  on: LocalDate,
  facts: RateGround,
): Taken | Rejection | null {
  const { reserved } = contract;
  return reserved && amountIn(reserved.amount.currency.code, amount, contract, { on, facts });
}

/** By the only rates there are to decide on: those of the agreement's own pair. */
function amountIn(
  currency: CurrencyCode,
  amount: Money,
  contract: Contract,
  { on, facts: { policy, rates, ratesOfYearBefore } }: { readonly on: LocalDate; readonly facts: RateGround },
): Taken | Rejection {
  const { base, quote } = ratePairOf(contract);
  if (currency !== base && currency !== quote) {
    return thresholdNotComparable(currency, [...new Set([quote, base])]);
  }
  const facts = { policy: { terms: policy.rate }, rates, ratesOfYearBefore };
  return inLendersCurrency(amount, { currency, on, facts });
}

/** Everything anybody did on the way of this money: in the alliance, under the agreement, to the account. */
export const actsBefore = (
  { acts, payee }: Contract,
  { alliance, payee: account }: Pick<ReleaseFacts, 'alliance' | 'payee'>,
): readonly PastAct[] => [...acts, ...alliance.acts, ...actsOnAccount(payee, account)];

function actsOnAccount(payee: string | null, account: AccountAnswer): readonly PastAct[] {
  if (!account.exists) return [];
  const reference = `account ${payee}`;
  const { changedBy, verifications } = account;
  const past = (act: Act) => (done: (typeof verifications)[number]) => ({
    act,
    person: done.by,
    on: done.on,
    reference,
    affiliation: done.affiliation,
  });
  return [
    ...(changedBy ? [past('changed-account')(changedBy)] : []),
    ...verifications.map(past('verified-account')),
  ];
}
