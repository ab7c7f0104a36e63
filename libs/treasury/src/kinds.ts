/**
 * The lender's currency, what the unit pays from, what municipalities pay into for their works, and what payments are
 * sent to.
 */
export const ACCOUNT_KINDS = ['special', 'operating', 'collection', 'organisation'] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

/** Where money comes from that is no conversion. */
export const RECEIPT_KINDS = ['lender-advance', 'treasury', 'interest', 'unidentified'] as const;
export type ReceiptKind = (typeof RECEIPT_KINDS)[number];

/** What is taken of an account for a payment, before it is decided: it is undone where it comes to nothing. */
export const CASH_TAKEN = ['held', 'paid'] as const;
export type CashTaken = (typeof CASH_TAKEN)[number];
/** How far the cash for one payment has come. */
export type CashStep = CashTaken | 'freed' | 'returned';

export const PAYMENT_STATES = ['ordered', 'sent', 'confirmed', 'bounced', 'cancelled'] as const;
export type PaymentStanding = (typeof PAYMENT_STATES)[number];
