import type { Role } from '../../auth/actor';

/** Whoever imports anything holds one of these. */
export const IMPORTERS = [
  'administrator',
  'coordinator',
  'finance-specialist',
] as const satisfies readonly Role[];
export type Importing = (typeof IMPORTERS)[number];

const ALL: readonly Importing[] = IMPORTERS;
const COORDINATORS: readonly Importing[] = ['coordinator', 'finance-specialist'];
const FINANCE: readonly Importing[] = ['finance-specialist'];

/**
 * The line is that of the routes by which the same is done live: whoever may do all that a table says may import it, and
 * a finance specialist any. What moves money, or says who signed, is for finance specialists alone.
 */
const BY_KIND: Readonly<Record<string, readonly Importing[]>> = {
  programmes: ALL,
  entities: ALL,
  'code-levels': ALL,
  financing: ALL,
  shares: ALL,
  categories: ALL,
  classifiers: ALL,
  crosswalk: ALL,
  rates: ALL,
  indices: ALL,
  'index-values': ALL,
  budgets: ALL,
  allocations: COORDINATORS,
  'prior-executions': COORDINATORS,
  'category-plans': COORDINATORS,
  plans: COORDINATORS,
  inscriptions: COORDINATORS,
  'appropriation-transfers': COORDINATORS,
  reductions: COORDINATORS,
  figures: ALL,
  commitments: COORDINATORS,
};

/** Who may import a table; what nobody has thought of is for finance specialists. */
export const importersOf = (kind: string): readonly Importing[] => BY_KIND[kind] ?? FINANCE;
