import { Money, type CurrencyCode, type MoneyJson } from '@tramo/kernel';
import type { SheetPart, SheetParts } from './shapes';

/** An amount by whose it is. */
export interface Shared {
  readonly municipal: Money;
  readonly lender: Money;
}

/** How a work is shared, in percent as it was agreed. */
export interface Shares {
  readonly municipalPercentage: string;
  readonly lenderPercentage: string;
}

export const noneOf = (currency: CurrencyCode): Shared => ({
  municipal: Money.zero(currency),
  lender: Money.zero(currency),
});

export const totalOf = ({ municipal, lender }: Shared): Money => municipal.plus(lender);

export const plus = (one: Shared, other: Shared): Shared => ({
  municipal: one.municipal.plus(other.municipal),
  lender: one.lender.plus(other.lender),
});

export const minus = (one: Shared, other: Shared): Shared => ({
  municipal: one.municipal.minus(other.municipal),
  lender: one.lender.minus(other.lender),
});

export const sharedOf = (json: { readonly municipal: MoneyJson; readonly lender: MoneyJson }): Shared => ({
  municipal: Money.parse(json.municipal),
  lender: Money.parse(json.lender),
});

export const sharedJson = ({ municipal, lender }: Shared) => ({
  municipal: municipal.toJSON(),
  lender: lender.toJSON(),
});

export function share(amount: Money, { municipalPercentage, lenderPercentage }: Shares): Shared {
  const [municipal, lender] = amount.allocate([municipalPercentage, lenderPercentage]);
  return { municipal: municipal!, lender: lender! };
}

/** Of what comes next: counted from the beginning, so that the parts of everything are the shares of everything. */
export function shareNext(before: Shared, amount: Money, shares: Shares): Shared {
  const due = minus(share(totalOf(before).plus(amount), shares), before).municipal;
  // What came back may have left more with one of the two than its share: the other one makes up for it from here on.
  const municipal = between(Money.zero(amount.currency.code), due, amount);
  return { municipal, lender: amount.minus(municipal) };
}

/** The four amounts of a sheet. */
export interface SheetAmounts {
  readonly gross: Money;
  readonly amortisation: Money;
  readonly retention: Money;
  readonly payable: Money;
}

/** What sheets have come to before. */
export interface SoFar {
  readonly gross: Shared;
  readonly advanced: Shared;
  readonly amortised: Shared;
  readonly retained: Shared;
}

/**
 * Each party's part of a sheet. What is amortised and retained is shared as the advance and the retention are; what is
 * payable takes the cents that bring the gross to its share, as far as there is anything payable.
 */
export function sheetParts(
  { gross: before, advanced, amortised, retained }: SoFar,
  sheet: SheetAmounts,
  shares: Shares,
) {
  const amortisation = shareOf(minus(advanced, amortised), shareNext(amortised, sheet.amortisation, shares));
  const retention = shareNext(retained, sheet.retention, shares);
  const due = minus(minus(shareNext(before, sheet.gross, shares), amortisation), retention).municipal;
  const municipal = between(Money.zero(due.currency.code), due, sheet.payable);
  const payable = { municipal, lender: sheet.payable.minus(municipal) };
  const gross = plus(plus(amortisation, retention), payable);
  const all = { gross, amortisation, retention, payable };
  return { municipal: partOf(all, 'municipal'), lender: partOf(all, 'lender') } satisfies SheetParts;
}

/** Nobody's part is more than what there is of theirs. */
function shareOf(there: Shared, { municipal, lender }: Shared): Shared {
  const amount = municipal.plus(lender);
  const part = between(amount.minus(there.lender), municipal, there.municipal);
  return { municipal: part, lender: amount.minus(part) };
}

type All = Readonly<Record<keyof SheetPart, Shared>>;

const partOf = (all: All, whose: keyof Shared) => ({
  gross: all.gross[whose].toJSON(),
  amortisation: all.amortisation[whose].toJSON(),
  retention: all.retention[whose].toJSON(),
  payable: all.payable[whose].toJSON(),
});

const between = (least: Money, amount: Money, most: Money): Money =>
  amount.isLessThan(least) ? least : amount.isGreaterThan(most) ? most : amount;

/** Of what there is of each, an amount as it is agreed to be shared, as far as that is there. */
export function takenFrom(there: Shared, amount: Money, shares: Shares): Shared {
  const zero = Money.zero(amount.currency.code);
  const least = between(zero, amount.minus(there.lender), amount);
  const municipal = between(least, share(amount, shares).municipal, there.municipal);
  return { municipal, lender: amount.minus(municipal) };
}

/** Of two, for each party the less. */
export const lesserOf = (one: Shared, other: Shared): Shared => ({
  municipal: between(Money.zero(one.municipal.currency.code), one.municipal, other.municipal),
  lender: between(Money.zero(one.lender.currency.code), one.lender, other.lender),
});

/** Out of the parts, one amount by whose it is. */
export const ofParts = ({ municipal, lender }: SheetParts, field: keyof SheetPart): Shared =>
  sharedOf({ municipal: municipal[field], lender: lender[field] });

const MILLIONTHS = 6;

/** A percentage in millionths of a percent, exactly. */
export function millionths(percentage: string): bigint {
  const [whole = '0', decimals = ''] = percentage.split('.');
  return BigInt(whole + decimals.padEnd(MILLIONTHS, '0').slice(0, MILLIONTHS));
}

export const HUNDRED = millionths('100');

/** So much of an amount, to the nearest cent. */
export function percentOf(amount: Money, percentage: string): Money {
  const part = millionths(percentage);
  return amount.allocate([part, HUNDRED - part])[0]!;
}
