import { Type } from '@sinclair/typebox';
import { defineEvent, type EventOf } from '@tramo/event-log';
import { dateSchema } from '@tramo/identity';
import { moneySchema } from '@tramo/journal';
import { text } from '../../shapes';

const ofInvoice = { programme: text, taxId: text, type: text, number: text, by: text };
const ofAllocation = { ...ofInvoice, reservation: text, agreement: text, expense: text };

/** What it is of in all, as the first report that holds something of it has it. */
export const InvoiceOpened = defineEvent('InvoiceOpened', Type.Object({ ...ofInvoice, total: moneySchema }));

/** To one expense, in place of what had been allocated to it before. */
export const InvoiceAllocated = defineEvent(
  'InvoiceAllocated',
  Type.Object({ ...ofAllocation, amount: moneySchema, change: moneySchema }),
);

export const InvoiceFreed = defineEvent(
  'InvoiceFreed',
  Type.Object({ ...ofAllocation, change: moneySchema, reason: text }),
);

/** What it was done for did not come about. */
export const InvoiceStepUndone = defineEvent(
  'InvoiceStepUndone',
  Type.Object({ ...ofAllocation, change: moneySchema, reason: text }),
);

/**
 * On the stream where all spellings of an invoice meet: that it is known by this one, and kept on the stream of this one.
 * Nothing is said where it is spelt as it is meant.
 */
export const InvoiceNamed = defineEvent('InvoiceNamed', Type.Object({ ...ofInvoice, reservation: text }));

/** What it was done for did not come about. */
export const InvoiceNameUndone = defineEvent(
  'InvoiceNameUndone',
  Type.Object({ ...ofInvoice, reservation: text, reason: text }),
);

export const CreditNoteRecorded = defineEvent(
  'CreditNoteRecorded',
  Type.Object({ ...ofInvoice, creditNote: text, amount: moneySchema, issuedOn: dateSchema, reason: text }),
);

export const invoiceEvents = [
  InvoiceOpened,
  InvoiceAllocated,
  InvoiceFreed,
  InvoiceStepUndone,
  InvoiceNamed,
  InvoiceNameUndone,
  CreditNoteRecorded,
] as const;

export type InvoiceEvent = EventOf<(typeof invoiceEvents)[number]>;
export type InvoiceData<Type extends InvoiceEvent['type']> = Extract<InvoiceEvent, { type: Type }>['data'];
