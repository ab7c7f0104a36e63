/**
 * What an amount is classified by. Absent is null, and is no zero: a budget line that names no region is not a line
 * of a region called nothing.
 */
export interface Dimensions {
  /** Whose books: they balance by themselves. */
  readonly entity: string;
  readonly programme: string;
  readonly budgetYear: string | null;
  readonly financing: string | null;
  readonly source: string | null;
  readonly category: string | null;
  readonly component: string | null;
  readonly budgetCode: string | null;
  readonly scope: string | null;
  readonly region: string | null;
  readonly agreement: string | null;
  /** Who contributes, or receives: the counterpart of whom. */
  readonly party: string | null;
}

export type Dimension = keyof Dimensions;

export const DIMENSIONS = [
  'entity',
  'programme',
  'budgetYear',
  'financing',
  'source',
  'category',
  'component',
  'budgetCode',
  'scope',
  'region',
  'agreement',
  'party',
] as const satisfies readonly Dimension[];

/**
 * Those that are named; the rest are absent. Written out, because this is done for every posting there is, and
 * spreading objects into each other takes several times as long.
 */
export const dimensionsOf = ({
  entity,
  programme,
  budgetYear = null,
  financing = null,
  source = null,
  category = null,
  component = null,
  budgetCode = null,
  scope = null,
  region = null,
  agreement = null,
  party = null,
}: Pick<Dimensions, 'entity' | 'programme'> & Partial<Dimensions>): Dimensions => ({
  entity,
  programme,
  budgetYear,
  financing,
  source,
  category,
  component,
  budgetCode,
  scope,
  region,
  agreement,
  party,
});
