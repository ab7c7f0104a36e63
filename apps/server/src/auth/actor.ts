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

/** Small letters without accents, so that nobody is somebody else by the way the name is written. */
export const PERSON = /^[a-z0-9][a-z0-9._@-]{0,99}$/;
export const PERSON_EXPECTED = 'must be 1 to 100 small letters without accents, digits, dots, dashes or @';

/** Who asks, as the bearer token says. */
export interface Actor {
  readonly person: string;
  readonly roles: readonly Role[];
}
