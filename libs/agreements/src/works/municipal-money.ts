import { Money, type Rejection } from '@tramo/kernel';
import { municipalShareNotVerified } from './money-refusals';
import { unamortised, type Sheet, type WorkMoney } from './work.state';

/**
 * What of the municipality's deposits is spoken for: used by sheets that are paid, or with the contractor as an advance
 * that no paid sheet has amortised.
 */
function takenOf(money: WorkMoney, sheets: Iterable<Sheet>): Money {
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
  const needed = takenOf(money, sheets.values()).plus(more);
  const { verified } = money;
  return more.isPositive() && needed.isGreaterThan(verified)
    ? [municipalShareNotVerified({ verified, needed })]
    : [];
}
