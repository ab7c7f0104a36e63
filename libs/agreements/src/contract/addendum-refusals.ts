import { Rejection, type Money } from '@tramo/kernel';
import type { TrancheStep } from '../tranches/steps';
import type { Instalment } from './contract.events';

export const addendumExists = (addendum: string): Rejection =>
  new Rejection({
    code: 'ADDENDUM_EXISTS',
    category: 'conflict',
    message: `there is an addendum ${addendum} already`,
    values: { addendum },
    cure: 'give it a code of its own',
    field: 'addendum',
  });

export const addendumWithoutChange = (addendum: string): Rejection =>
  new Rejection({
    code: 'ADDENDUM_CHANGES_NOTHING',
    message: `addendum ${addendum} agrees on what is agreed already`,
    values: { addendum },
    cure: 'say what it changes: the credit, the end, the tranches, the phases, the counterpart or the promises',
  });

export const trancheUnderWay = ({ tranche, amount }: Instalment, state: TrancheStep): Rejection =>
  new Rejection({
    code: 'TRANCHE_UNDER_WAY',
    message: `tranche ${tranche} is ${state} and stays as it was agreed`,
    values: { tranche, state, amount },
    cure: `leave tranche ${tranche} as it is, or have it returned or cancelled first where it is not paid`,
    field: `tranches.${tranche - 1}`,
  });

export const creditBelowAccrued = (credit: Money, accrued: Money): Rejection =>
  new Rejection({
    code: 'CREDIT_BELOW_ACCRUED',
    message: `${accrued.toString()} of the agreement is accrued already`,
    values: { credit, accrued, shortfall: accrued.minus(credit) },
    cure: `agree on a credit of at least ${accrued.toString()}`,
    field: 'credit',
  });

interface OfYear {
  readonly budgetYear: string;
  readonly agreed: Money;
  readonly committed: Money;
}

export function committedBeyondAgreed({ budgetYear, agreed, committed }: OfYear): Rejection {
  const excess = committed.minus(agreed);
  return new Rejection({
    code: 'COMMITTED_BEYOND_AGREED',
    message: `${committed.toString()} is committed for ${budgetYear}, more than the ${agreed.toString()} now agreed`,
    values: { budgetYear, agreed, committed, excess },
    cure: `release ${excess.toString()} of ${budgetYear} first`,
    field: 'tranches',
  });
}
