import { decides } from '@tramo/event-log';
import { accept, type LocalDate } from '@tramo/kernel';
import { CommandOfPerson } from '../duties/command-of-person';
import { peopleFact } from '../roles/people-fact';
import { affiliationOn } from '../roles/roles.state';
import { impossibleChange } from './change-rules';
import type { PolicyChange } from './policy.events';
import { retroactive } from './policy-rules';
import { policyDecider, policyStream } from './policy.state';

type Body = {
  readonly programme: string;
  readonly changes: readonly PolicyChange[];
  readonly effectiveFrom: LocalDate;
  readonly reason: string;
};

/** Says what shall count from a day on; it counts once another person has seconded it. */
export class ProposePolicy extends CommandOfPerson<Body> {}

export const ProposePolicyHandler = decides(ProposePolicy, {
  decider: policyDecider,
  stream: ({ programme }) => policyStream(programme),
  facts: { people: peopleFact({ programme: ({ programme }) => programme, persons: ({ by }) => [by] }) },
  decide: (state, { programme, changes, effectiveFrom, reason, by }, { actedOn, facts }) => {
    const impossible = impossibleChange(changes);
    if (impossible) return impossible;
    const data = {
      programme,
      proposal: state.proposals.length + 1,
      changes,
      effectiveFrom,
      reason,
      proposedOn: actedOn,
      by: affiliationOn(facts.people, by, actedOn),
    };
    return accept([{ type: 'PolicyProposed', data }], retroactive(state, effectiveFrom, actedOn));
  },
});
