import type { Kysely, Selectable } from 'kysely';
import type { BudgetTables } from './tables';

type Db = Kysely<BudgetTables>;
type Row<Table extends keyof BudgetTables> = Selectable<BudgetTables[Table]>;

export interface OfYear {
  readonly programme: string;
  readonly year: string;
}

export interface BudgetPage {
  /** What the page before ended with. */
  readonly after?: string | undefined;
  readonly limit: number;
}

export const budgetYears = (
  db: Db,
  programme: string,
  { after, limit }: BudgetPage,
): Promise<Row<'budget_year'>[]> => {
  let years = db.selectFrom('budget_year').selectAll().where('programme', '=', programme);
  if (after !== undefined) years = years.where('year', '>', after);
  return years.orderBy('year').limit(limit).execute();
};

export const budgetYear = (db: Db, { programme, year }: OfYear): Promise<Row<'budget_year'> | undefined> =>
  db
    .selectFrom('budget_year')
    .selectAll()
    .where('programme', '=', programme)
    .where('year', '=', year)
    .executeTakeFirst();

/** By column, only lines with exactly this code. */
export type LineFilter = Readonly<
  Partial<
    Record<
      'entity' | 'source' | 'financing' | 'category' | 'component' | 'budget_code' | 'region' | 'scope',
      string
    >
  >
>;

/** In the order of their codes; a page begins after the line of an id. */
export function budgetLines(
  db: Db,
  { programme, year }: OfYear,
  filter: LineFilter,
  { after, limit }: BudgetPage,
): Promise<Row<'budget_line'>[]> {
  let lines = db
    .selectFrom('budget_line')
    .selectAll()
    .where('programme', '=', programme)
    .where('year', '=', year);
  for (const [column, code] of Object.entries(filter)) {
    lines = lines.where(column as keyof LineFilter, '=', code);
  }
  if (after !== undefined) {
    lines = lines.where('sort', '>', (one) =>
      one
        .selectFrom('budget_line as before')
        .select('before.sort')
        .where('before.programme', '=', programme)
        .where('before.year', '=', year)
        .where('before.id', '=', after),
    );
  }
  return lines.orderBy('sort').limit(limit).execute();
}

export const budgetLine = (
  db: Db,
  { programme, year }: OfYear,
  id: string,
): Promise<Row<'budget_line'> | undefined> =>
  db
    .selectFrom('budget_line')
    .selectAll()
    .where('programme', '=', programme)
    .where('year', '=', year)
    .where('id', '=', id)
    .executeTakeFirst();

export interface HeldFilter {
  readonly line?: string | undefined;
  /** Only those of which something is still held. */
  readonly open?: boolean | undefined;
}

export function budgetPreCommitments(
  db: Db,
  { programme, year }: OfYear,
  { line, open }: HeldFilter,
  { after, limit }: BudgetPage,
): Promise<Row<'budget_pre_commitment'>[]> {
  let held = db
    .selectFrom('budget_pre_commitment')
    .selectAll()
    .where('programme', '=', programme)
    .where('year', '=', year);
  if (line !== undefined) held = held.where('line', '=', line);
  if (open !== undefined) held = held.where('open', open ? '>' : '<=', 0n);
  if (after !== undefined) held = held.where('id', '>', after);
  return held.orderBy('id').limit(limit).execute();
}

export function budgetCommitments(
  db: Db,
  { programme, year }: OfYear,
  { line, open, agreement }: HeldFilter & { readonly agreement?: string | undefined },
  { after, limit }: BudgetPage,
): Promise<Row<'budget_commitment'>[]> {
  let held = db
    .selectFrom('budget_commitment')
    .selectAll()
    .where('programme', '=', programme)
    .where('year', '=', year);
  if (line !== undefined) held = held.where('line', '=', line);
  if (agreement !== undefined) held = held.where('agreement', '=', agreement);
  if (open !== undefined) held = held.where('open', open ? '>' : '<=', 0n);
  if (after !== undefined) held = held.where('id', '>', after);
  return held.orderBy('id').limit(limit).execute();
}

export function budgetRequests(
  db: Db,
  { programme, year }: OfYear,
  { open }: Pick<HeldFilter, 'open'>,
  { after, limit }: BudgetPage,
): Promise<Row<'budget_request'>[]> {
  let requests = db
    .selectFrom('budget_request')
    .selectAll()
    .where('programme', '=', programme)
    .where('year', '=', year);
  if (open !== undefined) requests = requests.where('open', open ? '>' : '<=', 0n);
  if (after !== undefined) requests = requests.where('id', '>', after);
  return requests.orderBy('id').limit(limit).execute();
}

export const budgetRequestLines = (
  db: Db,
  { programme, year }: OfYear,
  requests: readonly string[],
): Promise<Row<'budget_request_line'>[]> =>
  db
    .selectFrom('budget_request_line')
    .selectAll()
    .where('programme', '=', programme)
    .where('year', '=', year)
    .where('request', 'in', requests)
    .orderBy('request')
    .orderBy('line')
    .execute();

/** In the order in which they took effect in the budget. */
export function budgetLegalActs(
  db: Db,
  { programme, year }: OfYear,
  { number, line }: { readonly number?: string | undefined; readonly line?: string | undefined },
  { after, limit }: BudgetPage,
): Promise<Row<'budget_legal_act'>[]> {
  let acts = db
    .selectFrom('budget_legal_act')
    .selectAll()
    .where('programme', '=', programme)
    .where('year', '=', year);
  if (number !== undefined) acts = acts.where('number', '=', number);
  if (line !== undefined) {
    acts = acts.where((each) => each.or([each('line', '=', line), each('other_line', '=', line)]));
  }
  if (after !== undefined) acts = acts.where('revision', '>', BigInt(after));
  return acts.orderBy('revision').limit(limit).execute();
}
