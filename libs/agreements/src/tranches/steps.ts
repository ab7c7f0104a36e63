/** Where a tranche can be; the first before anybody has asked for it. */
export const TRANCHE_STATES = [
  'programmed',
  'requested',
  'reviewed',
  'approved',
  'ordered',
  'sent',
  'confirmed',
  'closed',
  'returned',
  'rejected',
  'cancelled',
  'bounced',
] as const;
export type TrancheStep = (typeof TRANCHE_STATES)[number];
