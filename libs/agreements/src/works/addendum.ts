import { inLendersCurrency } from '@tramo/budget';
import { Money, Rejection, type LocalDate } from '@tramo/kernel';
import { committedBeyondAgreed } from '../contract/addendum-refusals';
import { amountBelowMeasured, endsBeforeMeasured } from './addendum-refusals';
import type { SignedGround } from './ground';
import { HUNDRED, millionths, totalOf, type Shared } from './shared';
import { unamortised, type WorkContract, type WorkState } from './work.state';
import type { WorkData } from './work.events';

/** What is agreed from now on. */
export interface Terms {
  readonly amount: Money;
  readonly shared: Shared;
  readonly endsOn: LocalDate;
}

/** What was done already cannot be agreed away. */
export const addendumBroken = (
  state: WorkState,
  ground: SignedGround,
  terms: Terms,
): readonly Rejection[] => [
  ...belowMeasured(state, ground, terms),
  ...committedBeyond(state, ground, terms),
  ...endsTooEarly(state, terms),
];

function belowMeasured(
  { sheets }: WorkState,
  { money, contract }: SignedGround,
  { amount }: Terms,
): readonly Rejection[] {
  const presented = [...sheets.values()].filter(({ state }) => state === 'presented');
  const measured = presented.reduce((sum, { gross }) => sum.plus(gross), totalOf(money.gross));
  const open = presented.reduce(
    (sum, { amortisation }) => sum.minus(amortisation),
    totalOf(unamortised(money)),
  );
  const least = measured.plus(grossFor(open, contract));
  return amount.isLessThan(least)
    ? [amountBelowMeasured({ amount, measured, unamortised: open, least })]
    : [];
}

/** What has to be measured, beside its retention, to amortise so much. */
function grossFor(open: Money, { retentionPercentage }: WorkContract): Money {
  const kept = HUNDRED - millionths(retentionPercentage);
  if (!open.isPositive() || kept === 0n) return open;
  const minor = (open.amountMinor * HUNDRED + kept - 1n) / kept;
  return Money.ofMinor(minor, open.currency.code);
}

function committedBeyond(
  { committed }: WorkState,
  { money }: SignedGround,
  { shared }: Terms,
): readonly Rejection[] {
  const left = shared.lender.minus(money.gross.lender);
  return [...committed].flatMap(([budgetYear, { amount, accrued }]) =>
    amount.minus(accrued).isGreaterThan(left)
      ? [committedBeyondAgreed({ budgetYear, agreed: left.plus(accrued), committed: amount })]
      : [],
  );
}

function endsTooEarly({ sheets }: WorkState, { endsOn }: Terms): readonly Rejection[] {
  const last = [...sheets.values()].filter(({ state }) => state !== 'returned').at(-1)?.measuredUntil;
  return last && endsOn < last ? [endsBeforeMeasured(endsOn, last)] : [];
}

/** By how much the municipality's promise changes, and what it has paid in beyond that. */
export function promiseChanged({ money, contract }: SignedGround, { shared }: Terms) {
  const zero = Money.zero(contract.amount.currency.code);
  const beyond = money.deposited.minus(shared.municipal);
  const after = beyond.isPositive() ? beyond : zero;
  return {
    promise: shared.municipal.minus(contract.shared.municipal).toJSON(),
    beyondPromise: after.minus(money.beyondPromise).toJSON(),
  };
}

type Rates = Parameters<typeof inLendersCurrency>[1]['facts'];

/** More takes more of the category, at the rate of the day; less gives back its share, as far as that is there. */
export function changeOfReserved(
  { reserved, shared }: WorkContract,
  { shared: { lender: after } }: Terms,
  at: { readonly on: LocalDate; readonly facts: Rates },
): WorkData<'WorkAddendumSigned'>['reservedChange'] | Rejection {
  const { lender: before } = shared;
  if (!reserved || after.equals(before)) return null;
  if (after.isGreaterThan(before)) {
    const currency = reserved.amount.currency.code;
    const taken = inLendersCurrency(after.minus(before), { currency, ...at });
    if (taken instanceof Rejection) return taken;
    return taken.amount.isPositive() ? { amount: taken.amount.toJSON(), rate: taken.rate } : null;
  }
  const less = before.minus(after);
  const part = reserved.amount.allocate([less.amountMinor, after.amountMinor])[0]!;
  const freed = part.isGreaterThan(reserved.left) ? reserved.left : part;
  return freed.isPositive() ? { amount: freed.negate().toJSON(), rate: reserved.rate } : null;
}
