import { decides } from '@tramo/event-log';
import { accept, Rejection, type LocalDate } from '@tramo/kernel';
import { CommandOfPerson } from '../duties/command-of-person';
import { dutyConflicts, type DutyConflicts } from '../duties/duty-conflicts';
import { peopleFact } from '../roles/people-fact';
import type { Engagement } from '../roles/roles.state';
import { policyInForce } from './policy-in-force';
import { openProposal, retroactive } from './policy-rules';
import { policyDecider, policyStream, type PolicyProposal, type PolicyState } from './policy.state';

/** Takes the second of the two people that a policy needs. */
export class SecondPolicy extends CommandOfPerson<{ programme: string; proposal: number }> {}

export const SecondPolicyHandler = decides(SecondPolicy, {
  decider: policyDecider,
  stream: ({ programme }) => policyStream(programme),
  facts: { people: peopleFact({ programme: ({ programme }) => programme, persons: ({ by }) => [by] }) },
  decide: (state, { programme, proposal: number, by }, { actedOn, facts }) => {
    const proposal = openProposal(state, number);
    if (proposal instanceof Rejection) return proposal;
    const { changes, effectiveFrom, reason } = proposal;
    const { refused, found } = conflictsOfSeconding(state, proposal, by, actedOn, facts.people);
    const data = {
      programme,
      proposal: number,
      changes,
      effectiveFrom,
      reason,
      version: state.versions.length + 1,
      adoptedOn: actedOn,
      proposedBy: proposal.by.person,
      secondedBy: by,
    };
    return accept(
      [{ type: 'PolicyAdopted', data }],
      [...samePerson(proposal, by), ...refused, ...retroactive(state, effectiveFrom, actedOn)],
      found,
    );
  },
});

/** Stands apart from the matrix, which is policy: nobody may switch it off, not even two people together. */
const samePerson = ({ by: { person: proposedBy }, proposal }: PolicyProposal, by: string): Rejection[] =>
  proposedBy === by
    ? [
        new Rejection({
          code: 'SAME_PERSON',
          category: 'forbidden',
          message: 'a policy takes two people: who proposes it does not second it',
          values: { proposal, proposedBy, secondedBy: by },
          cure: `let somebody other than ${proposedBy} second it`,
        }),
      ]
    : [];

function conflictsOfSeconding(
  state: PolicyState,
  { proposal, by: affiliation, on: proposedOn }: PolicyProposal,
  by: string,
  on: LocalDate,
  people: readonly Engagement[],
): DutyConflicts {
  if (affiliation.person === by) return { refused: [], found: [] };
  const { conflicts } = policyInForce(state, on);
  const { person } = affiliation;
  const reference = `proposal ${proposal}`;
  return dutyConflicts(
    { act: 'seconded-policy', actor: by, on },
    [{ act: 'proposed-policy', person, on: proposedOn, reference, affiliation }],
    conflicts,
    people,
  );
}
