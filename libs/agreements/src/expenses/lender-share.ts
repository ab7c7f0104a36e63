import { inLendersCurrency, lenderRateFacts } from '@tramo/budget';
import { Money, Rejection, type LocalDate } from '@tramo/kernel';
import { currencyOf, type AgreementState } from '../agreement.state';
import type { Contract } from '../contract/contract.state';
import type { AskedOfAgreement } from '../ground';
import type { LenderAmount, TrancheState } from '../tranches/tranche.state';
import type { Freed } from './expense.events';

/** The rates at which what was spent is eligible in the lender's currency. */
export const expenseRateFacts = <Body extends AskedOfAgreement>() =>
  lenderRateFacts<Body, AgreementState>({
    act: 'expense',
    programme: ({ programme }) => programme,
    pair: (_body, { contract }) => {
      const quote = contract ? currencyOf(contract) : 'USD';
      return { base: contract?.reserved?.amount.currency.code ?? quote, quote };
    },
  });

type RateFacts = Parameters<typeof inLendersCurrency>[1]['facts'];

interface On {
  readonly on: LocalDate;
  readonly facts: RateFacts;
}

/** What of the lender's category an expense takes; nothing where no lender pays it, or nothing was spent. */
export function takenBy(
  { reserved }: Contract,
  spent: Money,
  { on, facts }: On,
): LenderAmount | null | Rejection {
  if (!reserved || !spent.isPositive()) return null;
  const taken = inLendersCurrency(spent, { currency: reserved.amount.currency.code, on, facts });
  return taken instanceof Rejection ? taken : { amount: taken.amount.toJSON(), rate: taken.rate };
}

/**
 * What of the category is free again when money comes back: in proportion to what the transfer made eligible or,
 * where only expenses do, to what signing reserved. Counted from the beginning, so that all of it gives all back.
 */
export function freedBy(state: AgreementState, tranche: TrancheState, amount: Money): Freed | null {
  const { contract, expenses } = state;
  if (!contract?.reserved) return null;
  const { reserved, credit } = contract;
  if (reserved.eligibleAt === 'transfer') {
    const { eligible, transferred, offset } = tranche;
    if (!eligible) return null;
    const before = expenses.refunded.get(tranche.tranche) ?? Money.zero(amount.currency.code);
    const whole = { lender: Money.parse(eligible.amount), paid: transferred.minus(offset) };
    return freed('eligible', partOf(whole, before, amount));
  }
  const before = Money.sum(amount.currency.code, expenses.refunded.values());
  return freed('reserved', partOf({ lender: reserved.amount, paid: credit }, before, amount));
}

const freed = (from: Freed['from'], amount: Money): Freed | null =>
  amount.isPositive() ? { from, amount: amount.toJSON() } : null;

interface Whole {
  readonly lender: Money;
  readonly paid: Money;
}

function partOf({ lender, paid }: Whole, before: Money, amount: Money): Money {
  const upTo = (sum: Money): Money => {
    if (!paid.isPositive() || !sum.isPositive()) return Money.zero(lender.currency.code);
    if (!sum.isLessThan(paid)) return lender;
    return lender.allocate([sum.amountMinor, paid.minus(sum).amountMinor])[0]!;
  };
  return upTo(before.plus(amount)).minus(upTo(before));
}
