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

export const advanceNotRequested = (asked: Money, requested: Money | null): Rejection =>
  new Rejection({
    code: 'ADVANCE_NOT_REQUESTED',
    message: requested
      ? `an advance of ${requested.toString()} is asked for, not ${asked.toString()}`
      : 'nobody has asked for an advance',
    values: { asked, requested },
    cure: requested
      ? `pay ${requested.toString()}, or have ${asked.toString()} asked for instead`
      : 'have it asked for first, by somebody other than the one who pays it',
    field: 'amount',
  });

export const advanceAmortised = (payment: string, left: Money, back: Money): Rejection =>
  new Rejection({
    code: 'ADVANCE_AMORTISED',
    category: 'conflict',
    message: `of the advance ${left.toString()} is not amortised, less than the ${back.toString()} of ${payment}`,
    values: { payment, unamortised: left, back, shortfall: back.minus(left) },
    cure: 'record what the contractor gives back otherwise: sheets have taken this off already',
    field: 'payment',
  });

export const paymentUnknown = (payment: string, payments: readonly string[]): Rejection =>
  new Rejection({
    code: 'WORK_PAYMENT_UNKNOWN',
    category: 'missing',
    message: `the work has no payment ${payment}`,
    values: { payment, payments },
    cure: payments.length > 0 ? `name one of ${payments.join(', ')}` : 'nothing has been paid yet',
    field: 'payment',
  });

export const paymentBouncedAlready = (payment: string): Rejection =>
  new Rejection({
    code: 'WORK_PAYMENT_BOUNCED_ALREADY',
    category: 'conflict',
    message: `payment ${payment} came back already`,
    values: { payment },
    cure: 'pay again what it was for, and name that payment if it came back too',
    field: 'payment',
  });

export const nothingRetained = (work: string): Rejection =>
  new Rejection({
    code: 'NOTHING_RETAINED',
    category: 'conflict',
    message: `nothing of what was retained of ${work} is held any more`,
    values: { work },
    cure: 'nothing is left to do',
  });

export const collectionMissing = (fund: string, field: string): Rejection =>
  new Rejection({
    code: 'COLLECTION_ACCOUNT_MISSING',
    message: `what a municipality pays in arrives on a collection account of ${fund}`,
    values: { fund },
    cure: `name a collection account in the books of ${fund}, or open one first`,
    field,
  });

interface OfCollection {
  readonly account: string;
  readonly entity: string;
  readonly fund: string;
}

export const collectionNotOfFund = (values: OfCollection, field: string): Rejection =>
  new Rejection({
    code: 'COLLECTION_ACCOUNT_NOT_OF_FUND',
    message: `${values.account} is in the books of ${values.entity}, not of ${values.fund}`,
    values: { ...values },
    cure: `name a collection account in the books of ${values.fund}`,
    field,
  });
