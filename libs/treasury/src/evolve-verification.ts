import { putSharded } from '@tramo/kernel';
import { openedOf, type AccountState } from './account.state';
import type { DataOf } from './events';

export const changed = (state: AccountState, data: DataOf<'AccountChanged'>): AccountState => ({
  ...state,
  opened: { ...openedOf(state), bank: data.bank, number: data.number },
  verification: {
    changedBy: { by: data.by, on: data.on, affiliation: data.affiliation },
    checks: [],
    pending: 0,
    verified: null,
    lost: null,
  },
});

export function verified(state: AccountState, data: DataOf<'AccountVerified'>): AccountState {
  const { verification } = state;
  if (!verification) return state;
  const check = { by: data.by, on: data.on, affiliation: data.affiliation };
  return {
    ...state,
    verification: {
      ...verification,
      checks: [...verification.checks, check],
      pending: data.verified ? 0 : verification.pending + 1,
      verified: data.verified ?? verification.verified,
      lost: null,
    },
  };
}

export function verificationLost(state: AccountState, data: DataOf<'AccountVerificationLost'>): AccountState {
  const { verification } = state;
  if (!verification) return state;
  const { reservation, payment, by } = data;
  const { checks, pending, verified: before } = verification;
  return {
    ...state,
    verification: {
      ...verification,
      checks: [],
      pending: 0,
      verified: null,
      lost: { reservation, checks, pending, verified: before },
    },
    reserved: putSharded(state.reserved, reservation, { step: 'verification-lost', by, payment }),
  };
}

export function verificationRestored(
  state: AccountState,
  data: DataOf<'AccountVerificationRestored'>,
): AccountState {
  const { verification } = state;
  if (!verification) return state;
  const { checks, pending, verified: restored } = data;
  return { ...state, verification: { ...verification, checks, pending, verified: restored, lost: null } };
}
