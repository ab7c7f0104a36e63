import type { ExpenseTables } from '@tramo/agreements';
import type { Kysely } from 'kysely';

export type MarkTables = Pick<ExpenseTables, 'administration_spending'>;

const CODES = ['budgetYear', 'component', 'budgetCode', 'region', 'scope'] as const;
type Codes = Readonly<Record<(typeof CODES)[number], string | null>>;
type Placed = Codes & { readonly agreement: string | null };

const placeOf = (agreement: string | null, codes: Codes): string =>
  JSON.stringify([agreement, ...CODES.map((code) => codes[code])]);

/**
 * The dimensions of postings that were derived and not given, as those say who recorded the spending: what it says of
 * the line of its agreement in a year holds for all that the agreement did there.
 */
export async function derivedMarks(
  db: Kysely<MarkTables>,
  programme: string,
  postings: readonly Placed[],
): Promise<(posting: Placed) => string[]> {
  const agreements = [...new Set(postings.flatMap(({ agreement }) => agreement ?? []))];
  if (agreements.length === 0) return () => [];
  const rows = await db
    .selectFrom('administration_spending')
    .select(['agreement', 'budget_year', 'line', 'derived'])
    .where('programme', '=', programme)
    .where('agreement', 'in', agreements)
    .execute();
  const marks = new Map<string, Set<string>>();
  for (const { agreement, budget_year: budgetYear, line, derived } of rows) {
    const place = placeOf(agreement, { ...(JSON.parse(line) as Codes), budgetYear });
    marks.set(place, new Set([...(marks.get(place) ?? []), ...(JSON.parse(derived) as string[])]));
  }
  return (posting) => [...(marks.get(placeOf(posting.agreement, posting)) ?? [])];
}
