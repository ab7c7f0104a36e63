import type { Reservation } from '@tramo/event-log';
import { fold } from '@tramo/kernel';
import type { PaymentEvent } from '../events';
import { payment } from '../payment';
import { bob, outcomeOf, reserving } from '../treasury.testing';
import { bouncesPayment, cancelsPayment, confirmsPayment, ordersPayment, sendsPayment } from './reservations';

const nothing = () => [];
const steps = {
  order: ordersPayment(nothing),
  send: sendsPayment(nothing),
  confirm: confirmsPayment(nothing),
  bounce: bouncesPayment(nothing),
  cancel: cancelsPayment(nothing),
} as const satisfies Readonly<Record<string, Reservation<unknown, unknown>>>;
type Step = keyof typeof steps;

const order = {
  payment: 'A-17-1',
  programme: 'par2',
  agreement: 'A-17',
  tranche: 1,
  payer: 'op',
  payee: { account: 'asoproq-1', holder: 'ASOPROQ', bank: 'Banco Unión', number: '1-777' },
  amount: bob('120'),
  by: 'tito',
};
const ASKS = {
  order,
  send: { payment: 'A-17-1', by: 'tito', reference: 'lote 9' },
  confirm: { payment: 'A-17-1', by: 'tito', reference: 'extracto 9' },
  bounce: { payment: 'A-17-1', by: 'tito', reason: 'account closed' },
  cancel: { payment: 'A-17-1', by: 'tito', reason: 'typed twice' },
} as const;

const stateAfter = (events: readonly PaymentEvent[]) => fold(payment, events);
const take = (events: readonly PaymentEvent[], step: Step, ask: object = ASKS[step]) =>
  outcomeOf(steps[step].reserve(stateAfter(events), { ...ask }, reserving(`r-${events.length}`)));

const after = (...taken: readonly Step[]): readonly PaymentEvent[] =>
  taken.reduce<readonly PaymentEvent[]>((events, step) => {
    const decision = take(events, step);
    expect([step, decision.broken]).toEqual([step, []]);
    return [...events, ...(decision.events as PaymentEvent[])];
  }, []);

test('a payment is ordered, sent and confirmed, and says each time what is needed to read it', () => {
  expect(after('order', 'send', 'confirm')).toEqual([
    {
      type: 'PaymentOrdered',
      data: { ...order, amount: bob('120.00'), reservation: 'r-0' },
    },
    { type: 'PaymentSent', data: { ...ASKS.send, programme: 'par2', reservation: 'r-1' } },
    { type: 'PaymentConfirmed', data: { ...ASKS.confirm, programme: 'par2', reservation: 'r-2' } },
  ]);
});

const REFUSED: readonly (readonly [readonly Step[], Step, string])[] = [
  [['order'], 'order', 'PAYMENT_EXISTS'],
  [['order', 'cancel'], 'order', 'PAYMENT_EXISTS'],
  [[], 'send', 'PAYMENT_UNKNOWN'],
  [[], 'confirm', 'PAYMENT_UNKNOWN'],
  [[], 'bounce', 'PAYMENT_UNKNOWN'],
  [[], 'cancel', 'PAYMENT_UNKNOWN'],
  [['order', 'send'], 'send', 'PAYMENT_NOT_ORDERED'],
  [['order', 'cancel'], 'send', 'PAYMENT_NOT_ORDERED'],
  [['order', 'send'], 'cancel', 'PAYMENT_NOT_ORDERED'],
  [['order'], 'confirm', 'PAYMENT_NOT_SENT'],
  [['order'], 'bounce', 'PAYMENT_NOT_SENT'],
  [['order', 'cancel'], 'confirm', 'PAYMENT_NOT_SENT'],
  [['order', 'send', 'confirm'], 'confirm', 'PAYMENT_CONFIRMED_ALREADY'],
  [['order', 'send', 'bounce'], 'confirm', 'PAYMENT_NOT_SENT'],
  [['order', 'send', 'bounce'], 'bounce', 'PAYMENT_NOT_SENT'],
];

test.each(REFUSED)('after %j, %s is refused: %s', (taken, step, code) => {
  expect(take(after(...taken), step)).toEqual({ events: [], broken: [code] });
});

test('a payment is of more than nothing', () => {
  expect(take([], 'order', { ...order, amount: bob('0') }).broken).toEqual(['AMOUNT_NOT_POSITIVE']);
});

test('it may come back before the bank has confirmed it, and after', () => {
  expect(after('order', 'send', 'bounce')).toHaveLength(3);
  expect(after('order', 'send', 'confirm', 'bounce')).toHaveLength(4);
});

test.each([
  [['order']],
  [['order', 'send']],
  [['order', 'send', 'confirm']],
  [['order', 'send', 'bounce']],
  [['order', 'cancel']],
] as const)('the last of %j is undone when it was part of nothing, and can be taken again', (taken) => {
  const events = after(...taken);
  const last = taken.at(-1)!;
  const reservation = `r-${events.length - 1}`;
  const undone = outcomeOf(steps[last].release(stateAfter(events), reservation, 'broke off'));
  const again = [...events, ...(undone.events as PaymentEvent[])];
  const [before, now] = [stateAfter(events.slice(0, -1)), stateAfter(again)];
  expect({ ordered: now.ordered, standing: now.standing }).toEqual({
    ordered: before.ordered,
    standing: before.standing,
  });
  expect(take(again, last).broken).toEqual([]);
});
