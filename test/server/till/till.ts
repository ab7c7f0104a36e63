import { Type } from '@sinclair/typebox';
import { decides, defineDecider, defineEvent, LedgerCommand } from '@tramo/event-log';
import { accept, Rejection } from '@tramo/kernel';

/** The smallest room that has everything a room has: a till that may be opened, and holds so much and no more. */
export const TillOpened = defineEvent('TestTillOpened', Type.Object({ keeper: Type.String() }));
export const CoinsPutIn = defineEvent('TestCoinsPutIn', Type.Object({ amountMinor: Type.Integer() }));
export const tillEvents = [TillOpened, CoinsPutIn] as const;

const MOST_MINOR = 1_000;

const till = defineDecider({
  events: tillEvents,
  initial: { open: false, heldMinor: 0 },
  evolve: (state, event) =>
    event.type === 'TestTillOpened'
      ? { ...state, open: true }
      : { ...state, heldMinor: state.heldMinor + event.data.amountMinor },
});

export class OpenTill extends LedgerCommand<{ keeper: string }> {}
export class PutCoinsIn extends LedgerCommand<{ till: string; amountMinor: number; note?: string }> {}

export const tillHandlers = [
  decides(OpenTill, {
    decider: till,
    creates: 'till',
    decide: (_state, { keeper }) => accept([{ type: 'TestTillOpened', data: { keeper } }]),
  }),
  decides(PutCoinsIn, {
    decider: till,
    stream: ({ till: stream }) => stream,
    decide: (state, { till: stream, amountMinor }, { roles }) => {
      if (!state.open) {
        return new Rejection({
          code: 'NO_SUCH_TILL',
          category: 'missing',
          message: `there is no till ${stream}`,
        });
      }
      const broken = [
        ...(roles.includes('treasurer') ? [] : [notATreasurer]),
        ...(state.heldMinor + amountMinor > MOST_MINOR ? [tillFull(state.heldMinor)] : []),
      ];
      return accept([{ type: 'TestCoinsPutIn', data: { amountMinor } }], broken);
    },
  }),
];

const notATreasurer = new Rejection({
  code: 'NOT_A_TREASURER',
  category: 'forbidden',
  message: 'only a treasurer puts coins in',
});

const tillFull = (heldMinor: number): Rejection =>
  new Rejection({
    code: 'TILL_FULL',
    message: `a till holds at most ${MOST_MINOR}`,
    values: { heldMinor, mostMinor: MOST_MINOR },
    cure: `put in at most ${MOST_MINOR - heldMinor}`,
  });
