import { Type } from '@sinclair/typebox';
import { decides, defineDecider, defineEvent, LedgerCommand, type JsonObject } from '@tramo/event-log';
import { dimensionsOf, move, moneySchema, PostingRules, type AccountCode } from '@tramo/journal';
import { accept, Money, Rejection, type MoneyJson } from '@tramo/kernel';

const nullable = () => Type.Union([Type.String(), Type.Null()]);

/** The smallest room with books: whatever is booked, in two currencies, and never more than so much. */
const Booked = defineEvent(
  'TestBooked',
  Type.Object({
    programme: Type.String(),
    entity: Type.String(),
    debit: Type.Unsafe<AccountCode>(Type.String()),
    credit: Type.Unsafe<AccountCode>(Type.String()),
    amount: moneySchema,
    book: Type.Union([moneySchema, Type.Null()]),
    component: nullable(),
  }),
);
export const bookingEvents = [Booked] as const;

export const bookingPostings = PostingRules.for<typeof bookingEvents>(bookingEvents, {
  TestBooked: ({ programme, entity, debit, credit, amount, book, component }) =>
    move({
      debit,
      credit,
      amount: Money.parse(amount),
      ...(book && { book: Money.parse(book) }),
      dimensions: dimensionsOf({ entity, programme, component }),
    }),
});

const bookings = defineDecider({ events: bookingEvents, initial: {}, evolve: (state) => state });

export interface Booking extends JsonObject {
  readonly programme: string;
  readonly entity: string;
  readonly debit: AccountCode;
  readonly credit: AccountCode;
  readonly amount: MoneyJson & JsonObject;
  readonly book: (MoneyJson & JsonObject) | null;
  readonly component: string | null;
}

export class Book extends LedgerCommand<Booking> {}

const MOST_MINOR = 1_000_000n;

export const bookingHandlers = [
  decides(Book, {
    decider: bookings,
    stream: ({ programme }) => `bookings-${programme}`,
    decide: (_state, body) =>
      accept(
        [{ type: 'TestBooked', data: body }],
        Money.parse(body.amount).amountMinor > MOST_MINOR
          ? [
              new Rejection({
                code: 'BOOKED_TOO_MUCH',
                message: 'nobody books so much at once',
                values: { amount: body.amount },
                cure: 'book it in parts',
                field: 'amount',
              }),
            ]
          : [],
      ),
  }),
];
