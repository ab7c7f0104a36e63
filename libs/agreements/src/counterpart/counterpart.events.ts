import { Type } from '@sinclair/typebox';
import { defineEvent } from '@tramo/event-log';
import { dateSchema } from '@tramo/identity';
import { moneySchema, oneOf, orNull } from '@tramo/journal';
import { done, evidenceSchema, KINDS, posting, text } from '../shapes';

const ofDeposit = {
  ...posting,
  ...done,
  deposit: text,
  party: text,
  kind: oneOf(KINDS),
  amount: moneySchema,
};

export const CounterpartDeposited = defineEvent(
  'CounterpartDeposited',
  Type.Object({
    ...ofDeposit,
    /** In cash: the account it went to. */
    account: orNull(text),
    /** In kind: what it is. */
    description: orNull(text),
    depositedOn: dateSchema,
    /** How much of it nobody had promised: it counts as promised from now on. */
    beyondPromise: moneySchema,
    evidence: evidenceSchema,
  }),
);

export const CounterpartVerified = defineEvent(
  'CounterpartVerified',
  Type.Object({
    ...ofDeposit,
    /** The line of the bank that shows it, or the act that found it. */
    shownBy: text,
  }),
);

export const REVERSALS = ['bounced', 'reversed'] as const;

export const CounterpartReversed = defineEvent(
  'CounterpartReversed',
  Type.Object({
    ...ofDeposit,
    how: oneOf(REVERSALS),
    reason: text,
    wasVerified: Type.Boolean(),
    /** How much less is given without a promise. */
    beyondPromise: moneySchema,
  }),
);

export const counterpartEvents = [CounterpartDeposited, CounterpartVerified, CounterpartReversed] as const;
