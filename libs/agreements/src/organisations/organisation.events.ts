import { Type } from '@sinclair/typebox';
import { defineEvent, type EventOf } from '@tramo/event-log';
import { dateSchema } from '@tramo/identity';
import { moneySchema } from '@tramo/journal';
import { ofAgreement, text } from '../shapes';

const ofOrganisation = { ...ofAgreement, organisation: text, expense: text, by: text };

/** For an expense that was ruled out: more than before, or less since something of it was made good. */
export const OrganisationDebtChanged = defineEvent(
  'OrganisationDebtChanged',
  Type.Object({ ...ofOrganisation, change: moneySchema }),
);

/** Something about an expense of theirs is asked of them by this day. */
export const OrganisationAsked = defineEvent(
  'OrganisationAsked',
  Type.Object({ ...ofOrganisation, dueOn: dateSchema }),
);

/** What was asked by this day is asked no more: remedied, withdrawn or ruled on. */
export const OrganisationAnswered = defineEvent(
  'OrganisationAnswered',
  Type.Object({ ...ofOrganisation, dueOn: dateSchema }),
);

export const organisationEvents = [OrganisationDebtChanged, OrganisationAsked, OrganisationAnswered] as const;

export type OrganisationEvent = EventOf<(typeof organisationEvents)[number]>;
