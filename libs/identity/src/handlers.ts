import { policyEvents } from './policy/policy.events';
import { ProposePolicyHandler } from './policy/propose-policy';
import { SecondPolicyHandler } from './policy/second-policy';
import { WithdrawPolicyProposalHandler } from './policy/withdraw-policy-proposal';
import { EndEngagementHandler } from './roles/end-engagement';
import { EngagePersonHandler } from './roles/engage-person';
import { rolesEvents } from './roles/roles.events';

/** Every type of event that this room writes. */
export const identityEvents = [...policyEvents, ...rolesEvents] as const;

/** One for each of its commands. */
export const identityHandlers = [
  ProposePolicyHandler,
  SecondPolicyHandler,
  WithdrawPolicyProposalHandler,
  EngagePersonHandler,
  EndEngagementHandler,
] as const;
