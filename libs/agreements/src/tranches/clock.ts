import { unreachable } from '@tramo/kernel';
import type { TrancheStep } from './tranche.state';

/** What is waited for, each with somebody whose turn it is. */
export const TRANCHE_WAITS = [
  'review',
  'correction',
  'signature',
  'order',
  'sending',
  'bank',
  'new-account',
  'justification',
] as const;
export type TrancheWait = (typeof TRANCHE_WAITS)[number];

/** While it is the organisation's, the programme's clock stands still. */
export const WAIT_OWNERS = ['unit', 'approvers', 'treasury', 'bank', 'organisation'] as const;
export type WaitOwner = (typeof WAIT_OWNERS)[number];

export interface Waiting {
  readonly wait: TrancheWait;
  readonly owner: WaitOwner;
}

/** Nothing is waited for before it is requested and once it has ended. */
export function waitingAt(state: TrancheStep): Waiting | null {
  switch (state) {
    case 'requested':
      return { wait: 'review', owner: 'unit' };
    case 'returned':
      return { wait: 'correction', owner: 'organisation' };
    case 'reviewed':
      return { wait: 'signature', owner: 'approvers' };
    case 'approved':
      return { wait: 'order', owner: 'treasury' };
    case 'ordered':
      return { wait: 'sending', owner: 'treasury' };
    case 'sent':
      return { wait: 'bank', owner: 'bank' };
    case 'bounced':
      return { wait: 'new-account', owner: 'organisation' };
    case 'confirmed':
      return { wait: 'justification', owner: 'organisation' };
    case 'programmed':
    case 'closed':
    case 'rejected':
    case 'cancelled':
      return null;
    default:
      return unreachable(state, 'step of a tranche');
  }
}
