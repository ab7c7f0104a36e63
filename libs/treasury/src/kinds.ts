/**
 * The lender's currency, what the unit pays from, what municipalities pay into for their works, and what payments are
 * sent to.
 */
export const ACCOUNT_KINDS = ['special', 'operating', 'collection', 'organisation'] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];

/** Where money comes from that is no conversion. */
export const RECEIPT_KINDS = ['lender-advance', 'treasury', 'interest', 'unidentified'] as const;
export type ReceiptKind = (typeof RECEIPT_KINDS)[number];

/** How far the cash for one payment has come. */
export const CASH_STEPS = ['held', 'freed', 'paid', 'returned'] as const;
export type CashStep = (typeof CASH_STEPS)[number];

export const PAYMENT_STATES = ['ordered', 'sent', 'confirmed', 'bounced', 'cancelled'] as const;
export type PaymentStanding = (typeof PAYMENT_STATES)[number];
