import { Type, type Static } from '@sinclair/typebox';
import { defineEvent } from '@tramo/event-log';
import { dateSchema } from '../schemas';

/** Somebody at a date, with what ties them to others; null where nothing is known of it. */
export const affiliationSchema = Type.Object({
  person: Type.String(),
  employer: Type.Union([Type.String(), Type.Null()]),
  hiredBy: Type.Union([Type.String(), Type.Null()]),
});
export type Affiliation = Readonly<Static<typeof affiliationSchema>>;

export const PersonEngaged = defineEvent(
  'PersonEngaged',
  Type.Object({
    programme: Type.String(),
    person: Type.String(),
    employer: Type.String(),
    hiredBy: Type.Union([Type.String(), Type.Null()]),
    from: dateSchema,
    by: Type.String(),
  }),
);

export const EngagementEnded = defineEvent(
  'EngagementEnded',
  Type.Object({
    programme: Type.String(),
    person: Type.String(),
    /** When the engagement that ends had begun. */
    from: dateSchema,
    /** The last day of it. */
    until: dateSchema,
    by: Type.String(),
  }),
);

export const rolesEvents = [PersonEngaged, EngagementEnded] as const;
