import { Type } from '@sinclair/typebox';
import { Rejection, accept } from '@tramo/kernel';
import {
  LedgerCommand,
  consequence,
  decides,
  defineDecider,
  defineEvent,
  reservation,
  type EventOf,
} from '@tramo/event-log';

/** A budget that orders reserve on. */
export const BudgetGranted = defineEvent('TestBudgetGranted', Type.Object({ amountMinor: Type.Integer() }));
export const AmountReserved = defineEvent(
  'TestAmountReserved',
  Type.Object({ reservationId: Type.String(), amountMinor: Type.Integer() }),
);
export const AmountSpent = defineEvent('TestAmountSpent', Type.Object({ reservationId: Type.String() }));
export const AmountFreed = defineEvent(
  'TestAmountFreed',
  Type.Object({ reservationId: Type.String(), reason: Type.String() }),
);
export const budgetEvents = [BudgetGranted, AmountReserved, AmountSpent, AmountFreed] as const;

export interface BudgetState {
  readonly availableMinor: number;
  readonly spentMinor: number;
  readonly reserved: Readonly<Record<string, number>>;
}

const without = (reserved: BudgetState['reserved'], id: string): BudgetState['reserved'] =>
  Object.fromEntries(Object.entries(reserved).filter(([other]) => other !== id));

export const budget = defineDecider({
  events: budgetEvents,
  initial: { availableMinor: 0, spentMinor: 0, reserved: {} },
  evolve: (state: BudgetState, event): BudgetState => {
    switch (event.type) {
      case 'TestBudgetGranted':
        return { ...state, availableMinor: state.availableMinor + event.data.amountMinor };
      case 'TestAmountReserved': {
        const { reservationId, amountMinor } = event.data;
        return {
          ...state,
          availableMinor: state.availableMinor - amountMinor,
          reserved: { ...state.reserved, [reservationId]: amountMinor },
        };
      }
      case 'TestAmountSpent': {
        const { reservationId } = event.data;
        return {
          ...state,
          spentMinor: state.spentMinor + state.reserved[reservationId]!,
          reserved: without(state.reserved, reservationId),
        };
      }
      case 'TestAmountFreed': {
        const { reservationId } = event.data;
        return {
          ...state,
          availableMinor: state.availableMinor + state.reserved[reservationId]!,
          reserved: without(state.reserved, reservationId),
        };
      }
    }
  },
});

export class GrantBudget extends LedgerCommand<{ budget: string; amountMinor: number }> {}
export const GrantBudgetHandler = decides(GrantBudget, {
  decider: budget,
  stream: (body) => body.budget,
  decide: (_state, { amountMinor }) => accept([{ type: 'TestBudgetGranted', data: { amountMinor } }]),
});

/** Orders, each on a stream of its own, paid from two budgets and with an invoice that counts once. */
export const OrderPlaced = defineEvent(
  'TestOrderPlaced',
  Type.Object({ amountMinor: Type.Integer(), invoice: Type.String() }),
);
export const orderEvents = [OrderPlaced] as const;

export const order = defineDecider({
  events: orderEvents,
  initial: { placedMinor: 0 },
  evolve: (state, { data }) => ({ placedMinor: state.placedMinor + data.amountMinor }),
});

interface OrderBody {
  readonly [field: string]: string | number;
  readonly order: string;
  readonly amountMinor: number;
  readonly invoice: string;
  readonly from: string;
  readonly matchedBy: string;
}

const fromBudget = (stream: (body: OrderBody) => string) =>
  reservation({
    decider: budget,
    plan: (body: OrderBody, _state: { placedMinor: number }) => ({
      stream: stream(body),
      ask: { amountMinor: body.amountMinor },
    }),
    reserve: (state, { amountMinor }, { reservationId }) =>
      accept(
        [{ type: 'TestAmountReserved', data: { reservationId, amountMinor } }],
        state.availableMinor < amountMinor
          ? [
              new Rejection({
                code: 'BUDGET_EXHAUSTED',
                message: 'the budget covers the order',
                values: { availableMinor: state.availableMinor, amountMinor },
              }),
            ]
          : [],
      ),
    confirm: (_state, reservationId) => accept([{ type: 'TestAmountSpent', data: { reservationId } }]),
    release: (_state, reservationId, reason) =>
      accept([{ type: 'TestAmountFreed', data: { reservationId, reason } }]),
  });

export const ORDER_MAX_MINOR = 1_000;

export class PlaceOrder extends LedgerCommand<OrderBody> {}
export const PlaceOrderHandler = decides(PlaceOrder, {
  decider: order,
  stream: (body) => body.order,
  reserves: { funds: fromBudget((body) => body.from), match: fromBudget((body) => body.matchedBy) },
  claims: ({ invoice }) => [{ kind: 'invoice', value: invoice }],
  decide: (state, { amountMinor, invoice }) => {
    if (state.placedMinor + amountMinor > ORDER_MAX_MINOR) {
      return new Rejection({ code: 'ORDER_TOO_LARGE', message: `an order is at most ${ORDER_MAX_MINOR}` });
    }
    return accept([{ type: 'TestOrderPlaced', data: { amountMinor, invoice } }]);
  },
});

/** An order of twice what is named, from one budget or more; it reserves what it will write, which stands as it was made. */
export class DoubleOrder extends LedgerCommand<{
  order: string;
  from: readonly string[];
  amountMinor: number;
}> {}
export const DoubleOrderHandler = decides(DoubleOrder, {
  decider: order,
  triesFirst: true,
  stream: (body) => body.order,
  reserves: {
    drawn: reservation({
      decider: budget,
      plan: (body: DoubleOrder['body'], _state: { placedMinor: number }, intended: readonly OrderEvent[]) =>
        intended.flatMap(({ data: { amountMinor } }) =>
          body.from.map((stream) => ({ stream, ask: { amountMinor } })),
        ),
      reserve: ({ availableMinor }, { amountMinor }, { reservationId }) =>
        availableMinor < amountMinor
          ? new Rejection({ code: 'BUDGET_EXHAUSTED', message: 'the budget covers the order' })
          : accept([{ type: 'TestAmountReserved', data: { reservationId, amountMinor } }]),
      release: (_state, reservationId, reason) =>
        accept([{ type: 'TestAmountFreed', data: { reservationId, reason } }]),
    }),
  },
  decide: (state, { amountMinor }) =>
    state.placedMinor + 2 * amountMinor > ORDER_MAX_MINOR
      ? new Rejection({ code: 'ORDER_TOO_LARGE', message: `an order is at most ${ORDER_MAX_MINOR}` })
      : accept([{ type: 'TestOrderPlaced', data: { amountMinor: 2 * amountMinor, invoice: 'none' } }]),
});

type OrderEvent = EventOf<typeof OrderPlaced>;

/** Takes an order back; the budget has its amount again once that is so, and not before. */
export class ReturnOrder extends LedgerCommand<{ order: string; to: string; amountMinor: number }> {}
export const ReturnOrderHandler = decides(ReturnOrder, {
  decider: order,
  stream: (body) => body.order,
  follows: {
    given: consequence({
      decider: budget,
      plan: (body: ReturnOrder['body'], _state: { placedMinor: number }, written: readonly OrderEvent[]) =>
        written.map(({ data }) => ({ stream: body.to, ask: { amountMinor: -data.amountMinor } })),
      follow: (_state, { amountMinor }) => accept([{ type: 'TestBudgetGranted', data: { amountMinor } }]),
    }),
  },
  decide: (state, { amountMinor }) =>
    state.placedMinor < amountMinor
      ? new Rejection({ code: 'NOTHING_TO_RETURN', message: 'what was ordered can be returned' })
      : accept([{ type: 'TestOrderPlaced', data: { amountMinor: -amountMinor, invoice: 'none' } }]),
});
