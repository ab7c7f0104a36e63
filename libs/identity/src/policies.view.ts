import type { EventOf, Projection, RowChange } from '@tramo/event-log';
import type { LocalDate } from '@tramo/kernel';
import type { PolicyAdopted, PolicyProposalWithdrawn, PolicyProposed } from './policy/policy.events';
import type { EngagementEnded, PersonEngaged } from './roles/roles.events';

/** As they are read from the views. */
export interface PoliciesTables {
  policy_proposal: {
    programme: string;
    proposal: bigint;
    /** JSON: the changes. */
    changes: string;
    effective_from: LocalDate;
    reason: string;
    proposed_by: string;
    proposed_at: string;
    state: 'open' | 'adopted' | 'withdrawn';
    settled_by: string | null;
    settled_at: string | null;
    version: bigint | null;
    withdrawal: string | null;
  };
  policy_version: {
    programme: string;
    version: bigint;
    proposal: bigint;
    changes: string;
    effective_from: LocalDate;
    adopted_on: LocalDate;
    adopted_at: string;
    proposed_by: string;
    seconded_by: string;
    reason: string;
  };
  engagement: {
    programme: string;
    person: string;
    starts_on: LocalDate;
    ends_on: LocalDate | null;
    employer: string;
    hired_by: string | null;
  };
}

const nullable = <const Type extends 'text' | 'integer' | 'date' | 'instant'>(type: Type) => ({
  type,
  nullable: true,
});

/** What is proposed, what was adopted, and who works for whom. */
export const policiesProjection: Projection = {
  name: 'policies',
  version: 1,
  tables: {
    policy_proposal: {
      columns: {
        programme: 'text',
        proposal: 'integer',
        changes: 'json',
        effective_from: 'date',
        reason: 'text',
        proposed_by: 'text',
        proposed_at: 'instant',
        state: 'text',
        settled_by: nullable('text'),
        settled_at: nullable('instant'),
        version: nullable('integer'),
        withdrawal: nullable('text'),
      },
      key: ['programme', 'proposal'],
    },
    policy_version: {
      columns: {
        programme: 'text',
        version: 'integer',
        proposal: 'integer',
        changes: 'json',
        effective_from: 'date',
        adopted_on: 'date',
        adopted_at: 'instant',
        proposed_by: 'text',
        seconded_by: 'text',
        reason: 'text',
      },
      key: ['programme', 'version'],
    },
    engagement: {
      columns: {
        programme: 'text',
        person: 'text',
        starts_on: 'date',
        ends_on: nullable('date'),
        employer: 'text',
        hired_by: nullable('text'),
      },
      key: ['programme', 'person', 'starts_on'],
    },
  },
  *project({ type, data }, { instant }) {
    switch (type) {
      case 'PolicyProposed':
        yield proposed(data as DataOf<typeof PolicyProposed>, instant);
        return;
      case 'PolicyAdopted':
        yield* adopted(data as DataOf<typeof PolicyAdopted>, instant);
        return;
      case 'PolicyProposalWithdrawn':
        yield withdrawn(data as DataOf<typeof PolicyProposalWithdrawn>, instant);
        return;
      case 'PersonEngaged':
        yield engaged(data as DataOf<typeof PersonEngaged>);
        return;
      case 'EngagementEnded':
        yield ended(data as DataOf<typeof EngagementEnded>);
        return;
      default:
        return;
    }
  },
};

type DataOf<Definition> = EventOf<Definition>['data'];

const proposed = (data: DataOf<typeof PolicyProposed>, instant: string): RowChange => ({
  table: 'policy_proposal',
  key: { programme: data.programme, proposal: data.proposal },
  set: {
    changes: data.changes,
    effective_from: data.effectiveFrom,
    reason: data.reason,
    proposed_by: data.by.person,
    proposed_at: instant,
    state: 'open',
  },
});

function* adopted(data: DataOf<typeof PolicyAdopted>, instant: string): Iterable<RowChange> {
  const { programme, proposal, version, secondedBy } = data;
  yield {
    table: 'policy_proposal',
    key: { programme, proposal },
    set: { state: 'adopted', settled_by: secondedBy, settled_at: instant, version },
  };
  yield {
    table: 'policy_version',
    key: { programme, version },
    set: {
      proposal,
      changes: data.changes,
      effective_from: data.effectiveFrom,
      adopted_on: data.adoptedOn,
      adopted_at: instant,
      proposed_by: data.proposedBy,
      seconded_by: secondedBy,
      reason: data.reason,
    },
  };
}

const withdrawn = (data: DataOf<typeof PolicyProposalWithdrawn>, instant: string): RowChange => ({
  table: 'policy_proposal',
  key: { programme: data.programme, proposal: data.proposal },
  set: { state: 'withdrawn', settled_by: data.by, settled_at: instant, withdrawal: data.reason },
});

const engaged = (data: DataOf<typeof PersonEngaged>): RowChange => ({
  table: 'engagement',
  key: { programme: data.programme, person: data.person, starts_on: data.from },
  set: { employer: data.employer, hired_by: data.hiredBy },
});

const ended = (data: DataOf<typeof EngagementEnded>): RowChange => ({
  table: 'engagement',
  key: { programme: data.programme, person: data.person, starts_on: data.from },
  set: { ends_on: data.until },
});
