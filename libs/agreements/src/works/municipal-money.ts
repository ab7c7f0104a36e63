import { Money, type Rejection } from '@tramo/kernel';
import { hasEnded, type SignedGround } from './ground';
import { municipalShareNotVerified } from './money-refusals';
import { promisedBy, unamortised, type Sheet, type WorkMoney, type WorkState } from './work.state';
import type { WorkEvent } from './work.events';

/**
 * What of the municipality's deposits is spoken for: used by sheets that are paid, or with the contractor as an advance
 * that no paid sheet has amortised.
 */
export function municipalTaken(money: WorkMoney, sheets: Iterable<Sheet>): Money {
  let taken = money.used.plus(unamortised(money).municipal);
  for (const { state, approved } of sheets) {
    if (state === 'approved' && approved) {
      taken = taken.plus(Money.parse(approved.parts.municipal.amortisation));
    }
  }
  return taken;
}

/** Nothing is paid for the municipality but from what it has deposited, and a bank line shows. */
export function municipalShort(
  { money, sheets }: { readonly money: WorkMoney; readonly sheets: ReadonlyMap<number, Sheet> },
  more: Money,
): readonly Rejection[] {
  const needed = municipalTaken(money, sheets.values()).plus(more);
  const { verified } = money;
  return more.isPositive() && needed.isGreaterThan(verified)
    ? [municipalShareNotVerified({ verified, needed })]
    : [];
}

/** What of the municipality's is built or with the contractor: so much of its money is taken, now or when that is paid. */
const takenInAll = (money: WorkMoney): Money => money.gross.municipal.plus(unamortised(money).municipal);

const greater = (one: Money, other: Money): Money => (one.isGreaterThan(other) ? one : other);

/** Of what is verified, what nobody needs: beyond its share while the work goes on, and beyond what it took once it ended. */
export function freeOfMunicipality({ stage }: WorkState, { money, contract }: SignedGround): Money {
  const taken = takenInAll(money);
  const needed = hasEnded(stage) ? taken : greater(taken, promisedBy(contract, money));
  const free = money.verified.minus(needed);
  return free.isPositive() ? free : Money.zero(free.currency.code);
}

/** Of the promise, what has neither been paid in nor is owed for what was built: with the work it ends. */
export function promiseLessened({ posting, contract, money }: SignedGround): readonly WorkEvent[] {
  const amount = promisedBy(contract, money).minus(greater(money.deposited, takenInAll(money)));
  return amount.isPositive()
    ? [{ type: 'MunicipalPromiseLessened', data: { ...posting, amount: amount.toJSON() } }]
    : [];
}
