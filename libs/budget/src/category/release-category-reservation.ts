import { decides, LedgerCommand } from '@tramo/event-log';
import { accept, getSharded, Money, Rejection } from '@tramo/kernel';
import { financing, financingStream, financingUnknown, rulesOfProgramme } from '@tramo/programmes';
import type { AskedMoney } from '../commands/asking';
import { amountNotPositive, nothingHeld, releaseExceeds } from '../commands/refusals';
import { programmeOfFinancing } from './programme-of-financing';
import { heldByAgreement } from '../commands/refusals';
import { notInLendersCurrency } from './refusals';

type Release = {
  readonly financing: string;
  readonly reservationId: string;
  /** In the lender's currency; all that is left when absent. */
  readonly amount?: AskedMoney | null;
  readonly reason: string;
};

export class ReleaseCategoryReservation extends LedgerCommand<Release> {}

export const ReleaseCategoryReservationHandler = decides(ReleaseCategoryReservation, {
  decider: financing,
  stream: (body) => financingStream(body.financing),
  facts: { programme: programmeOfFinancing<Release>() },
  decide: (state, body, { effectiveOn, facts }) => {
    const { agreement } = state;
    if (!agreement) return financingUnknown(body.financing);
    const { programme, currency } = agreement;
    const rules = rulesOfProgramme(facts.programme, { programme, effectiveOn });
    if (rules instanceof Rejection) return rules;
    const held = getSharded(state.reservations, body.reservationId);
    if (!held) return nothingHeld('CATEGORY_RESERVATION', body.reservationId, 'reservationId');
    if (held.byAgreement) return heldByAgreement(body.reservationId, held.agreement);
    const amount = body.amount ? Money.parse(body.amount) : held.amount;
    if (amount.currency.code !== currency) return notInLendersCurrency(amount.currency.code, currency);
    if (!amount.isPositive()) return amountNotPositive(amount, 'amount');
    const data = {
      programme,
      financing: agreement.financing,
      share: held.share,
      category: held.category,
      reservationId: body.reservationId,
      amount: amount.toJSON(),
      agreement: held.agreement,
      reason: body.reason,
    };
    const excess = amount.isGreaterThan(held.amount)
      ? [releaseExceeds('CATEGORY_RESERVATION', body.reservationId, held.amount, amount)]
      : [];
    return accept([{ type: 'CategoryReservationReleased', data }], [...rules, ...excess]);
  },
});
