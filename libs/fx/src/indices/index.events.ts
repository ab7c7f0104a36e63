import { Type } from '@sinclair/typebox';
import { defineEvent } from '@tramo/event-log';
import { readingProperties, readingSchema } from '../schemas';
import type { Frequency } from './periods';

const valueOfPeriod = { index: Type.String(), period: Type.String(), ...readingProperties };

export const IndexDefined = defineEvent(
  'IndexDefined',
  Type.Object({
    index: Type.String(),
    name: Type.String(),
    country: Type.String(),
    frequency: Type.Unsafe<Frequency>(Type.String()),
    /** What counts as 100, as the office that publishes it says: `2018`, `December 2018`. */
    basePeriod: Type.String(),
    source: Type.String(),
    by: Type.String(),
  }),
);

export const IndexValuePublished = defineEvent(
  'IndexValuePublished',
  Type.Object({ ...valueOfPeriod, by: Type.String() }),
);

/** What was published was wrong, or provisional. */
export const IndexValueSuperseded = defineEvent(
  'IndexValueSuperseded',
  Type.Object({
    ...valueOfPeriod,
    /** Which reading of this value it is; what was published is the first. */
    reading: Type.Integer(),
    previous: readingSchema,
    reason: Type.String(),
    by: Type.String(),
  }),
);

export const indexEvents = [IndexDefined, IndexValuePublished, IndexValueSuperseded] as const;
