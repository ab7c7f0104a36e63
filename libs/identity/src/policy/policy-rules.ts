import { Rejection, type LocalDate } from '@tramo/kernel';
import type { PolicyProposal, PolicyState } from './policy.state';

/**
 * What was decided on a day must not turn out to have been decided under another policy. The ledger of policies
 * does not go back either: where a version was adopted later than today's date says, that day is the earliest.
 */
export function retroactive(
  { versions }: PolicyState,
  effectiveFrom: LocalDate,
  today: LocalDate,
): readonly Rejection[] {
  const lastAdoptedOn = versions.at(-1)?.adoptedOn ?? today;
  const earliest = lastAdoptedOn > today ? lastAdoptedOn : today;
  if (effectiveFrom >= earliest) return [];
  return [
    new Rejection({
      code: 'POLICY_RETROACTIVE',
      message: 'a policy takes effect on the day on which it is adopted, or later',
      values: { effectiveFrom, earliest },
      cure: `propose it with effectiveFrom ${earliest} or later`,
      field: 'effectiveFrom',
    }),
  ];
}

/** The proposal, while something can still become of it. */
export function openProposal({ proposals }: PolicyState, number: number): PolicyProposal | Rejection {
  const found = proposals.find(({ proposal }) => proposal === number);
  if (!found) {
    return new Rejection({
      code: 'NO_SUCH_PROPOSAL',
      category: 'missing',
      message: `there is no proposal ${number}`,
      values: { proposal: number, proposals: proposals.length },
      cure: 'name a proposal of this programme',
      field: 'proposal',
    });
  }
  if (found.state === 'open') return found;
  return new Rejection({
    code: 'PROPOSAL_SETTLED',
    category: 'conflict',
    message: `the proposal ${number} is ${found.state} already`,
    values: { proposal: number, state: found.state },
    cure:
      found.state === 'adopted'
        ? 'leave it as it is; to change what counts, propose what shall count instead'
        : 'propose it again',
    field: 'proposal',
  });
}
