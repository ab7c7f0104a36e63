import { Money } from '@tramo/kernel';
import type { AgreementState } from '../agreement.state';
import type { Contract } from '../contract/contract.state';
import type { Contribution } from '../shapes';
import { contributionKey, fourNumbersOf, type FourNumbers } from './counterpart.state';

type Of = Pick<Contribution, 'party' | 'kind'>;

/** The four numbers of one party in one way; all zero while there is nothing. */
export function numbersOf(
  { contract, counterpart }: AgreementState,
  of: Of,
  promised: readonly Contribution[] = contract?.promised ?? [],
): FourNumbers | undefined {
  if (!contract) return undefined;
  const key = contributionKey(of);
  const all = fourNumbersOf(counterpart, promised, contract.credit.currency.code);
  return all.find((one) => contributionKey(one) === key);
}

/** By how much more is given without a promise when so much is deposited, or less when it is taken back. */
export function beyondPromiseAfter(state: AgreementState, of: Of, change: Money): Money {
  const zero = Money.zero(change.currency.code);
  const { promised, deposited } = numbersOf(state, of) ?? { promised: zero, deposited: zero };
  return beyond(promised, deposited.plus(change)).minus(beyond(promised, deposited));
}

/** The same for each party and kind when other amounts are promised. */
export function beyondPromiseUnder(
  state: AgreementState & { readonly contract: Contract },
  promised: readonly Contribution[],
): readonly Contribution[] {
  const { contract, counterpart } = state;
  return fourNumbersOf(counterpart, [], contract.credit.currency.code).flatMap(
    ({ party, kind, deposited }) => {
      const under = (promises: readonly Contribution[]): Money =>
        beyond(numbersOf(state, { party, kind }, promises)!.promised, deposited);
      const amount = under(promised).minus(under(contract.promised));
      return amount.isZero() ? [] : [{ party, kind, amount: amount.toJSON() }];
    },
  );
}

function beyond(promised: Money, deposited: Money): Money {
  const excess = deposited.minus(promised);
  return excess.isPositive() ? excess : Money.zero(excess.currency.code);
}
