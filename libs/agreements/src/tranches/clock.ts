import type { ParameterName } from '@tramo/identity';
import { unreachable } from '@tramo/kernel';
import type { TrancheStep } from './steps';

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

/** How many working days the policy gives each. */
export const STEP_DAYS = {
  review: 'tranche-review-days',
  correction: 'tranche-correction-days',
  signature: 'tranche-signature-days',
  order: 'tranche-order-days',
  sending: 'tranche-sending-days',
  bank: 'tranche-bank-days',
  'new-account': 'tranche-new-account-days',
  justification: 'tranche-justification-days',
} as const satisfies Readonly<Record<TrancheWait, ParameterName>>;

/** While it is the organisation's, the programme's clock stands still. */
export const WAIT_OWNERS = ['unit', 'approvers', 'treasury', 'bank', 'organisation'] as const;
export type WaitOwner = (typeof WAIT_OWNERS)[number];

export interface Waiting {
  readonly wait: TrancheWait;
  readonly owner: WaitOwner;
}

/** Whose turn it is. */
export function waitingFor(wait: TrancheWait): WaitOwner {
  switch (wait) {
    case 'review':
      return 'unit';
    case 'correction':
    case 'new-account':
    case 'justification':
      return 'organisation';
    case 'signature':
      return 'approvers';
    case 'order':
    case 'sending':
      return 'treasury';
    case 'bank':
      return 'bank';
    default:
      return unreachable(wait, 'what a tranche waits for');
  }
}

/** Nothing is waited for before it is requested and once it has ended. */
export function waitingAt(state: TrancheStep): Waiting | null {
  const wait = waitAt(state);
  return wait && { wait, owner: waitingFor(wait) };
}

function waitAt(state: TrancheStep): TrancheWait | null {
  switch (state) {
    case 'requested':
      return 'review';
    case 'returned':
      return 'correction';
    case 'reviewed':
      return 'signature';
    case 'approved':
      return 'order';
    case 'ordered':
      return 'sending';
    case 'sent':
      return 'bank';
    case 'bounced':
      return 'new-account';
    case 'confirmed':
      return 'justification';
    case 'programmed':
    case 'closed':
    case 'rejected':
    case 'cancelled':
      return null;
    default:
      return unreachable(state, 'step of a tranche');
  }
}
