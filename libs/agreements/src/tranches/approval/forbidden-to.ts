import { dutyConflicts, policyInForce, type Act } from '@tramo/identity';
import type { LocalDate } from '@tramo/kernel';
import { accountAnswer } from '@tramo/treasury';
import { trancheScope } from '../../agreement.state';
import { allianceAnswer } from '../../alliances';
import { signedAlready } from '../refusals';
import { actsBefore } from '../release';
import type { TrancheStep } from '../steps';
import type { ApprovalStates } from './states';

/** What duties call the act that a tranche waits for; those that are not here are nobody's duty in particular. */
const ACTS: Readonly<Partial<Record<TrancheStep, Act>>> = {
  returned: 'requested',
  reviewed: 'approved',
  approved: 'paid',
  bounced: 'paid',
  ordered: 'paid',
};

interface Asked {
  readonly tranche: number;
  readonly person: string;
  readonly on: LocalDate;
}

/** What keeps somebody from the next act on a tranche, in sentences; nothing where they may do it. */
export function forbiddenTo(states: ApprovalStates, { tranche, person, on }: Asked): readonly string[] {
  const { contract, tranches } = states.agreement.state;
  const found = tranches.tranches.get(tranche);
  const act = found && ACTS[found.state];
  if (!contract || !found || !act) return [];
  const { conflicts } = policyInForce(states.policy.state, on);
  const scopes = { agreement: contract.agreement, tranche: trancheScope(contract.agreement, tranche) };
  const past = actsBefore(contract, {
    alliance: allianceAnswer(states.alliance.state),
    payee: accountAnswer(states.payee.state),
  });
  const { engagements } = states.people.state;
  const { refused } = dutyConflicts({ act, actor: person, on, scopes }, past, conflicts, engagements);
  const before = found.signatures.find(({ affiliation }) => affiliation.person === person);
  const twice = act === 'approved' && before ? [signedAlready(person, tranche, before.on)] : [];
  return [...twice, ...refused].map(({ message }) => message);
}
