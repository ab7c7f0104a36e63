/** What people do to an agreement, a budget or a policy that somebody else must not do as well. */
export const ACTS = [
  'advised',
  'rated',
  'certified',
  'requested',
  'approved',
  'paid',
  'accepted-work',
  'reviewed-expenses',
  'changed-account',
  'verified-account',
  'requested-inscription',
  'inscribed',
  'pre-committed',
  'committed',
  'proposed-policy',
  'seconded-policy',
  'proposed-month-reopening',
  'seconded-month-reopening',
] as const;
export type Act = (typeof ACTS)[number];

/** How far apart two acts may be and still meet. */
export const CONFLICT_SCOPES = ['act', 'tranche', 'agreement', 'budget-year', 'programme'] as const;
export type ConflictScope = (typeof CONFLICT_SCOPES)[number];

/** What makes two acts the acts of one: the same person, people of one employer, or one who hired the other. */
export const CONFLICT_TIES = ['person', 'employer', 'hired-by'] as const;
export type ConflictTie = (typeof CONFLICT_TIES)[number];

export const CONFLICT_FORCES = ['refuse', 'finding'] as const;
export type ConflictForce = (typeof CONFLICT_FORCES)[number];

/** A row of the matrix. The order of its acts says nothing. */
export type ConflictRule = {
  readonly acts: readonly [Act, Act];
  readonly scope: ConflictScope;
  readonly by: ConflictTie;
  readonly force: ConflictForce;
};

/** Two rows of one name are the same row, of which the later one counts. */
export const conflictName = ({ acts, scope, by }: Omit<ConflictRule, 'force'>): string =>
  `${[...acts].sort().join(' / ')}, ${by}, within one ${scope}`;
