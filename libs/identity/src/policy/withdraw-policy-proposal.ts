import { decides, LedgerCommand } from '@tramo/event-log';
import { accept, Rejection } from '@tramo/kernel';
import { openProposal } from './policy-rules';
import { policyDecider, policyStream } from './policy.state';

type Body = { readonly programme: string; readonly proposal: number; readonly reason: string };

/** Takes a proposal back, or turns it down: one person is enough to leave things as they are. */
export class WithdrawPolicyProposal extends LedgerCommand<Body> {}

export const WithdrawPolicyProposalHandler = decides(WithdrawPolicyProposal, {
  decider: policyDecider,
  stream: ({ programme }) => policyStream(programme),
  decide: (state, { programme, proposal: number, reason }, { actor }) => {
    const proposal = openProposal(state, number);
    if (proposal instanceof Rejection) return proposal;
    const data = { programme, proposal: number, reason, by: actor };
    return accept([{ type: 'PolicyProposalWithdrawn', data }]);
  },
});
