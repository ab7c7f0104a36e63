import { PostingRules } from '@tramo/journal';
import { invoiceEvents } from './invoice.events';

/** Who may report what of an invoice moves no money. */
export const invoicePostings = PostingRules.for<typeof invoiceEvents>(invoiceEvents, {
  InvoiceOpened: null,
  InvoiceAllocated: null,
  InvoiceFreed: null,
  InvoiceStepUndone: null,
  InvoiceNamed: null,
  InvoiceNameUndone: null,
  CreditNoteRecorded: null,
});
