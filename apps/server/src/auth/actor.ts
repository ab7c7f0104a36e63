export const ROLES = [
  'finance-specialist',
  'disbursement-analyst',
  'fiduciary-analyst',
  'alliance-officer',
  'field-supervisor',
  'coordinator',
  'treasurer',
  'auditor',
  'manager',
  'administrator',
] as const;
export type Role = (typeof ROLES)[number];

export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);

/** Who asks, as the bearer token says. */
export interface Actor {
  readonly person: string;
  readonly roles: readonly Role[];
}
