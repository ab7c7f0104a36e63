import { Rejection, type Money } from '@tramo/kernel';

export const commitmentExceedsShare = (budgetYear: string, left: Money, asked: Money): Rejection =>
  new Rejection({
    code: 'COMMITMENT_EXCEEDS_SHARE',
    message: `of the lender's share ${left.toString()} is neither accrued nor committed for ${budgetYear}`,
    values: { budgetYear, left, asked, excess: asked.minus(left) },
    cure: left.isPositive() ? `commit at most ${left.toString()}` : 'nothing is left to commit',
    field: 'amount',
  });

interface Deposit {
  readonly promised: Money;
  readonly deposited: Money;
  readonly asked: Money;
}

export const depositExceedsShare = ({ promised, deposited, asked }: Deposit): Rejection => {
  const left = promised.minus(deposited);
  return new Rejection({
    code: 'DEPOSIT_EXCEEDS_SHARE',
    message: `the municipality's share is ${promised.toString()}, of which ${deposited.toString()} is deposited`,
    values: { promised, deposited, left, asked, excess: asked.minus(left) },
    cure: left.isPositive() ? `record at most ${left.toString()}` : 'nothing is left to deposit',
    field: 'amount',
  });
};

interface Short {
  readonly verified: Money;
  /** What has to be verified for this to be paid. */
  readonly needed: Money;
}

export const municipalShareNotVerified = ({ verified, needed }: Short): Rejection => {
  const shortfall = needed.minus(verified);
  return new Rejection({
    code: 'MUNICIPAL_SHARE_NOT_VERIFIED',
    message: `${verified.toString()} of the municipality's deposits are verified, and this takes ${needed.toString()}`,
    values: { verified, needed, shortfall },
    cure: `have another ${shortfall.toString()} of the municipality's deposits verified first`,
  });
};

interface Advancing {
  readonly percentage: string;
  readonly most: Money;
  readonly advanced: Money;
  readonly asked: Money;
}

export const advanceExceedsShare = ({ percentage, most, advanced, asked }: Advancing): Rejection => {
  const left = most.minus(advanced);
  return new Rejection({
    code: 'ADVANCE_EXCEEDS_SHARE',
    message: `at most ${percentage} % of the contract is advanced, ${most.toString()}`,
    values: { percentage, most, advanced, left, asked, excess: asked.minus(left) },
    cure: left.isPositive() ? `advance at most ${left.toString()}` : 'nothing is left to advance',
    field: 'amount',
  });
};

export const advanceTooLate = (sheets: number): Rejection =>
  new Rejection({
    code: 'ADVANCE_TOO_LATE',
    message: 'an advance is paid before the first progress sheet, which begins to amortise it',
    values: { sheets },
    cure: 'have the work that is done paid by a progress sheet instead',
  });
