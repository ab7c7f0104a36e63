import { decides, LedgerCommand } from '@tramo/event-log';
import { accept, getSharded, Money, Rejection } from '@tramo/kernel';
import { financing, financingStream, financingUnknown, freeOf, rulesOfProgramme } from '@tramo/programmes';
import type { AskedMoney } from '../commands/asking';
import { alreadyHeld, amountNotPositive } from '../commands/refusals';
import { inLendersCurrency, rateFactsOf } from './lenders-currency';
import { programmeOfFinancing } from './programme-of-financing';
import { categoryExhausted, neitherCurrency, placeUnknown } from './refusals';

type Body = {
  readonly financing: string;
  readonly share: string;
  /** Null where the share is not broken down by category. */
  readonly category: string | null;
  readonly reservationId: string;
  /** In the lender's currency, or in the programme's, which is converted. */
  readonly amount: AskedMoney;
  readonly agreement?: string | null;
};

/** Signing an agreement reserves the lender's money for the life of the project. */
export class ReserveCategory extends LedgerCommand<Body> {}

export const ReserveCategoryHandler = decides(ReserveCategory, {
  decider: financing,
  stream: (body) => financingStream(body.financing),
  facts: { programme: programmeOfFinancing<Body>(), ...rateFactsOf<Body>(({ amount }) => amount.currency) },
  decide: (state, body, { effectiveOn, facts }) => {
    const { agreement } = state;
    if (!agreement) return financingUnknown(body.financing);
    const { programme, currency } = agreement;
    const rules = rulesOfProgramme(facts.programme, { programme, effectiveOn });
    if (rules instanceof Rejection) return rules;
    const { share, category, reservationId } = body;
    const nowhere = placeUnknown(state, body);
    if (nowhere) return nowhere;
    if (getSharded(state.reservations, reservationId)) {
      return alreadyHeld('CATEGORY_RESERVATION', reservationId, 'reservationId');
    }
    const asked = Money.asked(body.amount);
    if (!asked.isPositive()) return amountNotPositive(asked, 'amount');
    const { bookCurrency } = facts.programme;
    const given = asked.currency.code;
    if (given !== currency && given !== bookCurrency) return neitherCurrency(given, currency, bookCurrency!);
    const taken = inLendersCurrency(asked, { currency, on: effectiveOn, facts });
    if (taken instanceof Rejection) return taken;
    const free = freeOf(state, share, category);
    const { amount, original, rate } = taken;
    const data = {
      programme,
      financing: agreement.financing,
      share,
      category,
      reservationId,
      amount: amount.toJSON(),
      original,
      rate,
      agreement: body.agreement ?? null,
      byReservation: null,
    };
    const broken = amount.isGreaterThan(free) ? [categoryExhausted(body, free, amount)] : [];
    return accept([{ type: 'CategoryReserved', data }], [...rules, ...broken]);
  },
});
