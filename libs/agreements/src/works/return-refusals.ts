import { Rejection, type Money } from '@tramo/kernel';
import type { AdvanceReturn, WorkStage } from './shapes';

interface InUse {
  readonly deposit: string;
  readonly amount: Money;
  readonly verified: Money;
  readonly taken: Money;
  /** What of it can go. */
  readonly free: Money;
}

export const depositInUse = ({ deposit, amount, verified, taken, free }: InUse): Rejection => {
  const shortfall = amount.minus(free);
  return new Rejection({
    code: 'MUNICIPAL_DEPOSIT_IN_USE',
    category: 'conflict',
    message: `without deposit ${deposit} less of the municipality's is there than the work has taken`,
    values: { deposit, amount, verified, taken, free, shortfall },
    cure: `have another ${shortfall.toString()} of the municipality's deposits verified first, on the same account`,
    field: 'deposit',
  });
};

interface Returning {
  readonly free: Money;
  readonly asked: Money;
}

export const municipalFundsNeeded = ({ free, asked }: Returning): Rejection =>
  new Rejection({
    code: 'MUNICIPAL_FUNDS_NEEDED',
    category: 'conflict',
    message: `of what the municipality has paid in ${free.toString()} is not needed for the work`,
    values: { free, asked, excess: asked.minus(free) },
    cure: free.isPositive()
      ? `return at most ${free.toString()}`
      : 'sign an addendum on less, have the contractor return his advance, or terminate the work, first',
    field: 'amount',
  });

export const nothingAdvanced = (work: string): Rejection =>
  new Rejection({
    code: 'NOTHING_ADVANCED',
    category: 'conflict',
    message: `of the advance for ${work} nothing is with the contractor`,
    values: { work },
    cure: 'nothing is left to do',
  });

interface NotHeld {
  readonly from: AdvanceReturn;
  readonly most: Money;
  readonly asked: Money;
}

export const advanceNotHeld = ({ from, most, asked }: NotHeld): Rejection =>
  new Rejection({
    code: 'ADVANCE_RETURN_EXCEEDED',
    message: `of the advance ${most.toString()} can come back from the ${from}`,
    values: { from, most, asked, excess: asked.minus(most) },
    cure: most.isPositive() ? `return at most ${most.toString()}` : 'have the contractor pay it back',
    field: 'amount',
  });

export const retentionKept = (work: string, state: WorkStage): Rejection =>
  new Rejection({
    code: 'WORK_NOT_TERMINATED',
    category: 'conflict',
    message: `${work} is ${state}: what was retained stands for its defects`,
    values: { work, state },
    cure: 'terminate it first, or have the contractor pay the advance back',
    field: 'from',
  });

export const refundAccountMissing = (fund: string): Rejection =>
  new Rejection({
    code: 'REFUND_ACCOUNT_MISSING',
    message: `what the contractor pays back of the lender's comes to an operating account of ${fund}`,
    values: { fund },
    cure: `name an operating account in the books of ${fund}`,
    field: 'account',
  });

export const bankLineUsed = (line: string, deposit: string): Rejection =>
  new Rejection({
    code: 'BANK_LINE_SHOWS_ANOTHER',
    category: 'conflict',
    message: `${line} shows deposit ${deposit} already`,
    values: { shownBy: line, deposit },
    cure: `name the line that shows this one, or reverse deposit ${deposit} first`,
    field: 'shownBy',
  });
