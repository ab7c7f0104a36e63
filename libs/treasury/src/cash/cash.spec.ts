import { Money, Rejection } from '@tramo/kernel';
import type { AccountEvent } from '../events';
import type { LotPart } from '../events/shapes';
import {
  bankRate,
  bob,
  converted,
  ofOperating,
  operating,
  outcomeOf,
  payee,
  received,
  reserving,
  special,
  stateOf,
  usd,
} from '../treasury.testing';
import { freesCash, holdsCash, paysCash, returnsCash } from './reservations';
import { sellsFunds } from './sells-funds';

const nothing = () => [];
const [holds, frees, pays, returns, sells] = [
  holdsCash(nothing),
  freesCash(nothing),
  paysCash(nothing),
  returnsCash(nothing),
  sellsFunds(nothing),
];

const lotL1 = converted('L-1', '10.00', '69.70', { book: '68.60', difference: '1.10', rate: '6.97' });
const before = [operating, received('T-1', '100'), lotL1];
const part = (lot: string | null, amount: string): LotPart => ({
  lot,
  amount: bob(amount),
  rate: lot === 'L-1' ? bankRate('6.97') : null,
});

const step = (reservation: string, payment = 'P-1', amount = '120.00') => ({
  ...ofOperating,
  reservation,
  payment,
  amount: bob(amount),
});
const held = (reservation = 'r1'): AccountEvent => ({ type: 'CashHeld', data: step(reservation) });
const paid: AccountEvent = {
  type: 'CashPaid',
  data: { ...step('r2'), lots: [part('T-1', '100.00'), part('L-1', '20.00')] },
};
const returned: AccountEvent = {
  type: 'CashReturned',
  data: { ...step('r3'), lots: [part('T-1', '100.00'), part('L-1', '20.00')], reason: 'bounced' },
};

const ask = { account: 'op', payment: 'P-1', amount: bob('120') };
const why = { account: 'op', payment: 'P-1', reason: 'bounced' };

const balances = (...events: readonly AccountEvent[]) => {
  const { opened, lots } = stateOf(...events);
  return {
    balance: opened!.balance.amount,
    held: opened!.held.amount,
    lots: lots.open.map(({ lot, left }) => [lot, left.amount]),
  };
};

describe('cash for a payment', () => {
  test('is held as far as it is free', () => {
    expect(outcomeOf(holds.reserve(stateOf(...before), ask, reserving('r1')))).toEqual({
      events: [held()],
      broken: [],
    });
    const more = { ...ask, payment: 'P-2', amount: bob('49.71') };
    const decision = holds.reserve(stateOf(...before, held()), more, reserving('r9'));
    expect(decision).not.toBeInstanceOf(Rejection);
    if (decision instanceof Rejection) return;
    expect(decision.broken[0]).toMatchObject({
      code: 'CASH_EXCEEDED',
      values: {
        balance: Money.of('169.70', 'BOB'),
        held: Money.of('120', 'BOB'),
        free: Money.of('49.70', 'BOB'),
        asked: Money.of('49.71', 'BOB'),
        shortfall: Money.of('0.01', 'BOB'),
      },
      cure: 'bring another 0.01 BOB to the account, or ask for at most 49.70 BOB',
    });
  });

  test('is held once, in an open account of the programme, in its currency', () => {
    const refused = (events: readonly AccountEvent[], body: object, code: string) =>
      expect(
        outcomeOf(holds.reserve(stateOf(...events), { ...ask, ...body }, reserving('r9'))).broken,
      ).toEqual([code]);
    refused([...before, held()], {}, 'CASH_HELD_ALREADY');
    refused([...before, held(), paid], {}, 'CASH_HELD_ALREADY');
    refused([], {}, 'ACCOUNT_UNKNOWN');
    refused([payee], {}, 'NOT_OF_ACCOUNT_KIND');
    refused(before, { amount: usd('1') }, 'CURRENCY_NOT_OF_ACCOUNT');
    refused(before, { amount: bob('0') }, 'AMOUNT_NOT_POSITIVE');
    const closed: AccountEvent = { type: 'AccountClosed', data: { ...ofOperating, reason: 'x' } };
    refused([...before, closed], {}, 'ACCOUNT_CLOSED');
  });

  test('is paid out of the lots that came first', () => {
    const decision = pays.reserve(stateOf(...before, held()), ask, reserving('r2'));
    expect(outcomeOf(decision)).toEqual({ events: [paid], broken: [] });
    expect(balances(...before, held(), paid)).toEqual({
      balance: '49.70',
      held: '0.00',
      lots: [['L-1', '49.70']],
    });
  });

  test('is paid once, and only when it was held', () => {
    const refused = (events: readonly AccountEvent[], code: string) =>
      expect(outcomeOf(pays.reserve(stateOf(...before, ...events), ask, reserving('r9'))).broken).toEqual([
        code,
      ]);
    refused([], 'CASH_NOT_HELD');
    refused([held(), paid], 'CASH_PAID_ALREADY');
    refused([held(), paid, returned], 'CASH_NOT_HELD');
    refused([held(), { type: 'CashFreed', data: { ...step('r4'), reason: 'x' } }], 'CASH_NOT_HELD');
    expect(outcomeOf(pays.reserve(stateOf(), ask, reserving('r9'))).broken).toEqual(['ACCOUNT_UNKNOWN']);
  });

  test('comes back into the lots that it was paid from', () => {
    const decision = returns.follow(stateOf(...before, held(), paid), why, reserving('r3'));
    expect(outcomeOf(decision)).toEqual({ events: [returned], broken: [] });
    expect(balances(...before, held(), paid, returned)).toEqual({
      balance: '169.70',
      held: '0.00',
      lots: [
        ['T-1', '100.00'],
        ['L-1', '69.70'],
      ],
    });
    for (const events of [before, [...before, held()], [...before, held(), paid, returned]]) {
      expect(outcomeOf(returns.follow(stateOf(...events), why, reserving('r9'))).broken).toEqual([
        'CASH_NOT_PAID',
      ]);
    }
    expect(outcomeOf(returns.follow(stateOf(), why, reserving('r9'))).broken).toEqual(['ACCOUNT_UNKNOWN']);
  });

  test('is freed when it is not to be paid', () => {
    const decision = frees.follow(stateOf(...before, held()), why, reserving('r4'));
    expect(outcomeOf(decision)).toEqual({
      events: [{ type: 'CashFreed', data: { ...step('r4'), reason: 'bounced' } }],
      broken: [],
    });
    expect(outcomeOf(frees.follow(stateOf(...before), why, reserving('r9'))).broken).toEqual([
      'CASH_NOT_HELD',
    ]);
    expect(outcomeOf(frees.follow(stateOf(), why, reserving('r9'))).broken).toEqual(['ACCOUNT_UNKNOWN']);
  });

  test('that history paid without having it comes from no lot', () => {
    const short = [operating, received('T-1', '100'), held()];
    const { events, broken } = outcomeOf(pays.reserve(stateOf(...short), ask, reserving('r2', 'history')));
    expect(broken).toEqual([]);
    expect(events).toMatchObject([{ data: { lots: [part('T-1', '100.00'), part(null, '20.00')] } }]);
    expect(balances(...short, events[0] as AccountEvent)).toMatchObject({ balance: '-20.00', lots: [] });
  });
});

describe('a step of the cash that was part of nothing', () => {
  const undone = (events: readonly AccountEvent[], reservation: string) => {
    const { events: undoing, broken } = outcomeOf(
      holds.release(stateOf(...events), reservation, 'the attempt broke off'),
    );
    expect(broken).toEqual([]);
    return [...events, ...(undoing as AccountEvent[])];
  };

  test('is undone: held and paid', () => {
    for (const [events, reservation] of [
      [[...before, held()], 'r1'],
      [[...before, held(), paid], 'r2'],
    ] as const) {
      expect(balances(...undone(events, reservation))).toEqual(balances(...events.slice(0, -1)));
    }
  });

  test('leaves the payment free to take it again', () => {
    expect(
      outcomeOf(holds.reserve(stateOf(...undone([...before, held()], 'r1')), ask, reserving('r5'))).events,
    ).toEqual([held('r5')]);
    const unpaid = undone([...before, held(), paid], 'r2');
    expect(outcomeOf(pays.reserve(stateOf(...unpaid), ask, reserving('r6'))).broken).toEqual([]);
  });
});

describe('what a conversion sells', () => {
  const advance = received('A-1', '1', { account: 'ce', amount: usd('1000'), accountKind: 'special' });
  const sale = { account: 'ce', to: 'op', lot: 'L-9', sold: usd('400') };

  test('leaves the special account, as far as it is free there', () => {
    const { events, broken } = outcomeOf(sells.reserve(stateOf(special, advance), sale, reserving('r1')));
    expect(broken).toEqual([]);
    expect(events).toMatchObject([
      { type: 'FundsSold', data: { lot: 'L-9', to: 'op', sold: usd('400.00') } },
    ]);
    const sold = events as readonly AccountEvent[];
    expect(balances(special, advance, ...sold).balance).toBe('600.00');
    const undoing = outcomeOf(sells.release(stateOf(special, advance, ...sold), 'r1', 'broke off'));
    expect(balances(special, advance, ...sold, ...(undoing.events as AccountEvent[]))).toEqual(
      balances(special, advance),
    );
    const more = { ...sale, sold: usd('1000.01') };
    expect(outcomeOf(sells.reserve(stateOf(special, advance), more, reserving('r1'))).broken).toEqual([
      'CASH_EXCEEDED',
    ]);
    const closed: AccountEvent = {
      type: 'AccountClosed',
      data: { ...ofOperating, account: 'ce', reason: 'x' },
    };
    expect(outcomeOf(sells.reserve(stateOf(special, advance, closed), sale, reserving('r1'))).broken).toEqual(
      ['ACCOUNT_CLOSED'],
    );
    expect(outcomeOf(sells.reserve(stateOf(), sale, reserving('r1'))).broken).toEqual(['ACCOUNT_UNKNOWN']);
  });
});
