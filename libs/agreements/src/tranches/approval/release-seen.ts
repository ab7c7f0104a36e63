import { budgetLineAnswer, categoryAnswer } from '@tramo/budget';
import { latestRates } from '@tramo/fx';
import { policyInForce } from '@tramo/identity';
import type { LocalDate, Money } from '@tramo/kernel';
import { accountAnswer } from '@tramo/treasury';
import { placeOf } from '../../agreement.state';
import { allianceAnswer } from '../../alliances';
import type { Instalment } from '../../contract/contract.events';
import type { Contract } from '../../contract/contract.state';
import { organisationAnswer } from '../../organisations/organisation-fact';
import type { Evidence } from '../../shapes';
import type { Release } from '../conditions/condition';
import { releasePolicy } from '../facts/release-policy';
import { releaseOf } from '../release';
import type { ApprovalStates } from './states';

interface Looking {
  readonly contract: Contract;
  readonly instalment: Instalment;
  readonly amount: Money;
  readonly documents: Evidence;
  /** Who would sign, and on which day. */
  readonly actor: string;
  readonly on: LocalDate;
  readonly effectiveOn: LocalDate;
}

/** The same facts that a signature relies on, out of the streams themselves. */
export const factsSeen = (
  states: ApprovalStates,
  { contract, instalment, actor, on, effectiveOn }: Omit<Looking, 'amount' | 'documents'>,
) => {
  const policy = policyInForce(states.policy.state, on);
  const { budgetYear } = instalment;
  const quote = contract.credit.currency.code;
  const ratesIn = (state: ApprovalStates['rates']['state']) =>
    latestRates(state, { base: quote, quote }, effectiveOn);
  return {
    policy: { ...releasePolicy(policy), version: policy.version },
    duties: {
      conflicts: policy.conflicts.filter(({ acts }) => acts.includes('approved')),
    },
    people: states.people.state.engagements.filter(({ person }) => person === actor),
    alliance: allianceAnswer(states.alliance.state),
    organisation: organisationAnswer(states.organisation.state, contract.agreement),
    line: budgetLineAnswer(
      states.line.state,
      placeOf(contract, budgetYear).line,
      contract.committed.get(budgetYear)?.commitment ?? null,
    ),
    category: categoryAnswer(states.category.state, {
      share: contract.reserved?.share ?? '',
      category: contract.reserved?.category ?? null,
      reservation: contract.agreement,
      on,
    }),
    payee: accountAnswer(states.payee.state),
    rates: ratesIn(states.rates.state),
    ratesOfYearBefore: ratesIn(states.ratesOfYearBefore.state),
  };
};

/** The tranche as somebody who is about to sign it sees it. */
export function releaseSeen(states: ApprovalStates, looking: Looking): Release {
  const { contract, instalment, amount, documents, actor, on, effectiveOn } = looking;
  const facts = factsSeen(states, looking);
  const step = { step: 'signature', act: 'approved', amount, documents } as const;
  const context = { actor, actedOn: on, effectiveOn, facts };
  return releaseOf(states.agreement.state, { contract, instalment }, step, context).release;
}
