import { Type } from '@sinclair/typebox';
import { defineEvent, type EventOf } from '@tramo/event-log';
import { affiliationSchema } from '../roles/roles.events';
import { dateSchema } from '../schemas';
import { policyChangeSchema } from './policy-changes';

const proposal = {
  programme: Type.String(),
  /** Counted from 1 within the programme. */
  proposal: Type.Integer(),
};

const what = {
  changes: Type.Array(policyChangeSchema),
  effectiveFrom: dateSchema,
  reason: Type.String(),
};

export const PolicyProposed = defineEvent(
  'PolicyProposed',
  Type.Object({ ...proposal, ...what, proposedOn: dateSchema, by: affiliationSchema }),
);

/** All that was proposed once more, so that a version can be read by itself. */
export const PolicyAdopted = defineEvent(
  'PolicyAdopted',
  Type.Object({
    ...proposal,
    ...what,
    /** Counted from 1; what counts before any is adopted is version 0. */
    version: Type.Integer(),
    adoptedOn: dateSchema,
    proposedBy: Type.String(),
    secondedBy: Type.String(),
  }),
);

export const PolicyProposalWithdrawn = defineEvent(
  'PolicyProposalWithdrawn',
  Type.Object({ ...proposal, reason: Type.String(), by: Type.String() }),
);

export const policyEvents = [PolicyProposed, PolicyAdopted, PolicyProposalWithdrawn] as const;

export type PolicyChange = EventOf<typeof PolicyAdopted>['data']['changes'][number];
