import { Type } from '@sinclair/typebox';
import { defineEvent } from '@tramo/event-log';
import { rateSchema } from '@tramo/fx';
import { moneySchema, oneOf } from '@tramo/journal';
import { RECEIPT_KINDS } from '../kinds';
import { bookSchema, lotPartSchema, ofAccount, posting, reserved, text } from './shapes';

const receipt = {
  ...posting,
  receipt: text,
  kind: oneOf(RECEIPT_KINDS),
  accountKind: oneOf(['special', 'operating']),
  amount: moneySchema,
  book: bookSchema,
};

export const FundsReceived = defineEvent('FundsReceived', Type.Object({ ...receipt, reference: text }));

/** The whole of a receipt, taken back out of its own lot as far as that goes. */
export const ReceiptReversed = defineEvent(
  'ReceiptReversed',
  Type.Object({ ...receipt, lots: Type.Array(lotPartSchema), reason: text }),
);

const sold = { ...ofAccount, ...reserved, lot: text, to: text, sold: moneySchema };

/** What leaves the special account to be converted. */
export const FundsSold = defineEvent('FundsSold', Type.Object({ ...sold, lots: Type.Array(lotPartSchema) }));
export const FundsSaleUndone = defineEvent(
  'FundsSaleUndone',
  Type.Object({ ...sold, lots: Type.Array(lotPartSchema), reason: text }),
);

/** Written where the money arrives, as a lot that carries the bank's rate. */
export const FundsConverted = defineEvent(
  'FundsConverted',
  Type.Object({
    ...posting,
    lot: text,
    from: text,
    to: text,
    sold: moneySchema,
    received: moneySchema,
    /** What the bank gave for one unit, derived from the two amounts. */
    bankRate: rateSchema,
    /** What was sold, as the books have it. */
    book: bookSchema,
    /** What the bank gave beyond that; below zero where it gave less. */
    difference: moneySchema,
    reference: text,
  }),
);

export const fundsEvents = [
  FundsReceived,
  ReceiptReversed,
  FundsSold,
  FundsSaleUndone,
  FundsConverted,
] as const;
