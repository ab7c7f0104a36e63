import { Type } from '@sinclair/typebox';
import { defineEvent } from '@tramo/event-log';
import { pairProperties, quotationProperties, readingProperties, readingSchema } from '../schemas';

export const RatePublished = defineEvent(
  'RatePublished',
  Type.Object({ ...pairProperties, ...quotationProperties, ...readingProperties, by: Type.String() }),
);

/** What was published was wrong. Whoever used it goes on having used it. */
export const RateSuperseded = defineEvent(
  'RateSuperseded',
  Type.Object({
    ...pairProperties,
    ...quotationProperties,
    ...readingProperties,
    /** Which reading of this rate it is; what was published is the first. */
    reading: Type.Integer(),
    previous: readingSchema,
    reason: Type.String(),
    by: Type.String(),
  }),
);

export const ratesEvents = [RatePublished, RateSuperseded] as const;
