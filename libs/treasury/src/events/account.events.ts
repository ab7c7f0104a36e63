import { Type } from '@sinclair/typebox';
import { defineEvent } from '@tramo/event-log';
import { moneySchema, oneOf, orNull } from '@tramo/journal';
import { ACCOUNT_KINDS } from '../kinds';
import { doneProperties, doneSchema, ofAccount, reserved, text, verifiedSchema } from './shapes';

const kindSchema = oneOf(ACCOUNT_KINDS);

export const AccountOpened = defineEvent(
  'AccountOpened',
  Type.Object({
    ...ofAccount,
    ...doneProperties,
    kind: kindSchema,
    /** Whose books it stands in. */
    entity: text,
    holder: text,
    /** Of a special account: the credit, what the credit calls the account, and its ceiling there. */
    financing: orNull(text),
    specialAccount: orNull(text),
    ceiling: orNull(moneySchema),
    bank: text,
    number: text,
    currency: text,
    bookCurrency: text,
  }),
);

export const AccountChanged = defineEvent(
  'AccountChanged',
  Type.Object({ ...ofAccount, ...doneProperties, bank: text, number: text, reason: text }),
);

export const AccountVerified = defineEvent(
  'AccountVerified',
  Type.Object({
    ...ofAccount,
    ...doneProperties,
    evidence: text,
    /** Of the document, sha-256 in hexadecimal. */
    evidenceHash: orNull(text),
    /** Null after the first of the two. */
    verified: orNull(verifiedSchema),
  }),
);

const lost = { ...ofAccount, ...reserved, payment: text, reason: text };

/** A payment came back: what was verified was not so. */
export const AccountVerificationLost = defineEvent('AccountVerificationLost', Type.Object(lost));

/** The payment did not come back after all: as it was before. */
export const AccountVerificationRestored = defineEvent(
  'AccountVerificationRestored',
  Type.Object({
    ...lost,
    verified: orNull(verifiedSchema),
    checks: Type.Array(doneSchema),
    /** How many of the checks wait for a second one. */
    pending: Type.Integer(),
  }),
);

export const AccountClosed = defineEvent('AccountClosed', Type.Object({ ...ofAccount, reason: text }));

export const accountLifeEvents = [
  AccountOpened,
  AccountChanged,
  AccountVerified,
  AccountVerificationLost,
  AccountVerificationRestored,
  AccountClosed,
] as const;
