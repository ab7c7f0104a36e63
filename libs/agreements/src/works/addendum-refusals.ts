import { Rejection, type LocalDate, type Money } from '@tramo/kernel';

interface Lowering {
  readonly amount: Money;
  readonly measured: Money;
  /** Of the advance, what sheets have still to amortise. */
  readonly unamortised: Money;
  readonly least: Money;
}

export const amountBelowMeasured = ({ amount, measured, unamortised, least }: Lowering): Rejection =>
  new Rejection({
    code: 'AMOUNT_BELOW_MEASURED',
    message:
      `${measured.toString()} is measured already, and ${unamortised.toString()} of the advance ` +
      'is still to be amortised by what is not',
    values: { amount, measured, unamortised, least, shortfall: least.minus(amount) },
    cure: `agree on at least ${least.toString()}`,
    field: 'amount',
  });

export const endsBeforeMeasured = (endsOn: LocalDate, measuredUntil: LocalDate): Rejection =>
  new Rejection({
    code: 'ENDS_BEFORE_MEASURED',
    message: `a sheet has measured the work until ${measuredUntil}`,
    values: { endsOn, measuredUntil },
    cure: `let it end on ${measuredUntil} or later`,
    field: 'endsOn',
  });

export const nothingChanged = (addendum: string): Rejection =>
  new Rejection({
    code: 'ADDENDUM_CHANGES_NOTHING',
    message: `addendum ${addendum} leaves everything as it was agreed`,
    values: { addendum },
    cure: 'say another amount or another end',
  });
