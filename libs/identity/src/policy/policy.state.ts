import { defineDecider, type EventOf } from '@tramo/event-log';
import type { LocalDate } from '@tramo/kernel';
import type { Affiliation } from '../roles/roles.events';
import { policyEvents, type PolicyAdopted } from './policy.events';

type Adopted = EventOf<typeof PolicyAdopted>['data'];

export type PolicyVersion = Pick<Adopted, 'version' | 'changes' | 'effectiveFrom' | 'adoptedOn'>;

export interface PolicyProposal {
  readonly proposal: number;
  readonly changes: Adopted['changes'];
  readonly effectiveFrom: LocalDate;
  readonly reason: string;
  readonly by: Affiliation;
  readonly on: LocalDate;
  readonly state: 'open' | 'adopted' | 'withdrawn';
}

export interface PolicyState {
  readonly proposals: readonly PolicyProposal[];
  /** As they were adopted. */
  readonly versions: readonly PolicyVersion[];
}

const INITIAL: PolicyState = { proposals: [], versions: [] };

export const policyStream = (programme: string): string => `policy-${programme}`;

export const policyDecider = defineDecider({
  events: policyEvents,
  initial: INITIAL,
  evolve: (state: PolicyState, event): PolicyState => {
    switch (event.type) {
      case 'PolicyProposed': {
        const { proposal, changes, effectiveFrom, reason, by, proposedOn: on } = event.data;
        const opened = { proposal, changes, effectiveFrom, reason, by, on, state: 'open' } as const;
        return { ...state, proposals: [...state.proposals, opened] };
      }
      case 'PolicyAdopted': {
        const { proposal, version, changes, effectiveFrom, adoptedOn } = event.data;
        return {
          proposals: settled(state.proposals, proposal, 'adopted'),
          versions: [...state.versions, { version, changes, effectiveFrom, adoptedOn }],
        };
      }
      case 'PolicyProposalWithdrawn':
        return { ...state, proposals: settled(state.proposals, event.data.proposal, 'withdrawn') };
    }
  },
});

const settled = (
  proposals: readonly PolicyProposal[],
  number: number,
  state: PolicyProposal['state'],
): readonly PolicyProposal[] => proposals.map((one) => (one.proposal === number ? { ...one, state } : one));
