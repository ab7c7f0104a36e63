import { Money, unreachable, type LocalDate } from '@tramo/kernel';
import { giftBack } from './evolve-deposit';
import { unpaid } from './evolve-sheet';
import { withMoney } from './evolve-work';
import { minus, sharedOf } from './shared';
import type { Collected } from './shapes';
import type { WorkData, WorkEvent } from './work.events';
import type { WorkPayment, WorkState } from './work.state';

export type Paying = Extract<
  WorkEvent,
  {
    type:
      | 'WorksAdvancePaid'
      | 'ProgressSheetPaid'
      | 'WorkAccepted'
      | 'RetentionReleased'
      | 'MunicipalFundsReturned';
  }
>;

const PAYING: ReadonlySet<string> = new Set([
  'WorksAdvancePaid',
  'ProgressSheetPaid',
  'WorkAccepted',
  'RetentionReleased',
  'MunicipalFundsReturned',
] satisfies Paying['type'][]);

export const isPaying = (event: WorkEvent): event is Paying => PAYING.has(event.type);

/** What leaves with it, by whose it is. */
export function leaving({ type, data }: Paying) {
  switch (type) {
    case 'WorksAdvancePaid':
      return data.shared;
    case 'ProgressSheetPaid':
      return { municipal: data.parts.municipal.payable, lender: data.parts.lender.payable };
    case 'WorkAccepted':
    case 'RetentionReleased':
      return data.released;
    case 'MunicipalFundsReturned':
      return { municipal: data.amount, lender: Money.parse(data.amount).times(0).toJSON() };
    default:
      return unreachable(type, 'event that pays');
  }
}

export const OF = {
  WorksAdvancePaid: 'advance',
  ProgressSheetPaid: 'sheet',
  WorkAccepted: 'retention',
  RetentionReleased: 'retention',
  MunicipalFundsReturned: 'municipality',
} as const satisfies Record<Paying['type'], WorkPayment['of']>;

export function withPayment(state: WorkState, event: Paying): WorkState {
  const { payment, payer, collected } = event.data;
  const one: WorkPayment = {
    payment,
    of: OF[event.type],
    payer,
    collected,
    shared: sharedOf(leaving(event)),
    paid: event.type === 'ProgressSheetPaid' ? sheetOf(event.data) : null,
    on: event.effectiveOn ?? null,
    bounced: false,
  };
  const payments = new Map(state.payments).set(payment, one);
  return { ...state, payments, collected: moved(state.collected, collected, -1) };
}

const sheetOf = ({ sheet, budgetYear, commitment, parts, eligible }: WorkData<'ProgressSheetPaid'>) => ({
  sheet,
  budgetYear,
  commitment,
  parts,
  eligible,
});

/** Back where it came from, and owed as it was before. */
export function bounced(
  before: WorkState,
  data: WorkData<'WorkPaymentBounced'>,
  on: LocalDate | undefined,
): WorkState {
  const known = before.payments.get(data.payment);
  const state = {
    ...before,
    payments: known
      ? new Map(before.payments).set(data.payment, { ...known, bounced: true })
      : before.payments,
    collected: moved(before.collected, data.collected, 1),
  };
  const back = sharedOf(data.shared);
  switch (data.of) {
    case 'advance':
      return withMoney(state, (money) => ({ ...money, advanced: minus(money.advanced, back) }));
    case 'sheet':
      return data.paid ? unpaid(state, data.paid, on) : state;
    case 'retention':
      return withMoney(state, (money) => ({ ...money, released: minus(money.released, back) }));
    case 'municipality':
      return giftBack(state, back.municipal);
    default:
      return unreachable(data.of, 'payment of a work');
  }
}

function moved(before: WorkState['collected'], parts: Collected, sign: 1 | -1): WorkState['collected'] {
  const all = new Map(before);
  for (const { account, amount: json } of parts) {
    const amount = Money.parse(json).times(sign);
    all.set(account, all.get(account)?.plus(amount) ?? amount);
  }
  return all;
}
