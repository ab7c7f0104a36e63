import type { LocalDate } from '@tramo/kernel';
import type { Kysely, Selectable } from 'kysely';
import type { Classifier } from '../codes';
import type { ProgrammesTables } from './tables';

type Db = Kysely<ProgrammesTables>;
type Row<Table extends keyof ProgrammesTables> = Selectable<ProgrammesTables[Table]>;

export interface Page {
  /** The code after which the page begins. */
  readonly after?: string | undefined;
  readonly limit?: number | undefined;
}

interface EntryFilter extends Page {
  /** Only what is valid on this date. */
  readonly on?: LocalDate | undefined;
}

/** The entries of a classifier by code: all of them, or those valid on a date. */
export function classifierEntries(
  db: Db,
  programme: string,
  classifier: Classifier,
  { on, after, limit }: EntryFilter = {},
): Promise<Row<'programme_classifier'>[]> {
  let entries = db
    .selectFrom('programme_classifier')
    .selectAll()
    .where('programme', '=', programme)
    .where('classifier', '=', classifier)
    .orderBy('code');
  if (on !== undefined) {
    entries = entries
      .where('valid_from', '<=', on)
      .where((each) => each.or([each('valid_to', 'is', null), each('valid_to', '>=', on)]));
  }
  if (after !== undefined) entries = entries.where('code', '>', after);
  if (limit !== undefined) entries = entries.limit(limit);
  return entries.execute();
}

export interface CrosswalkInForce extends Row<'programme_crosswalk'> {
  readonly entries: readonly { readonly component: string; readonly category: string }[];
}

/** The crosswalk that holds on a date; of several with the same date, the one adopted last. */
export async function crosswalk(
  db: Db,
  financing: string,
  on: LocalDate,
): Promise<CrosswalkInForce | undefined> {
  const inForce = await db
    .selectFrom('programme_crosswalk')
    .selectAll()
    .where('financing', '=', financing)
    .where('valid_from', '<=', on)
    .orderBy('valid_from', 'desc')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return inForce && { ...inForce, entries: await crosswalkEntries(db, inForce) };
}

const crosswalkEntries = (
  db: Db,
  { financing, number }: Row<'programme_crosswalk'>,
): Promise<{ component: string; category: string }[]> =>
  db
    .selectFrom('programme_crosswalk_entry')
    .select(['component', 'category'])
    .where('financing', '=', financing)
    .where('number', '=', number)
    .orderBy('component')
    .execute();

/** Whose books are kept or watched, by code. */
export function entitiesOf(
  db: Db,
  programme: string,
  { after, limit }: Page = {},
): Promise<Row<'programme_entity'>[]> {
  let entities = db
    .selectFrom('programme_entity')
    .selectAll()
    .where('programme', '=', programme)
    .orderBy('code');
  if (after !== undefined) entities = entities.where('code', '>', after);
  if (limit !== undefined) entities = entities.limit(limit);
  return entities.execute();
}

export const oneProgramme = (db: Db, code: string): Promise<Row<'programme'> | undefined> =>
  db.selectFrom('programme').selectAll().where('code', '=', code).executeTakeFirst();

export const oneFinancing = (db: Db, code: string): Promise<Row<'financing_agreement'> | undefined> =>
  db.selectFrom('financing_agreement').selectAll().where('code', '=', code).executeTakeFirst();

/** The agreements that finance a programme, by code. */
export const financingOfProgramme = (db: Db, programme: string): Promise<Row<'financing_agreement'>[]> =>
  db
    .selectFrom('financing_agreement')
    .selectAll()
    .where('programme', '=', programme)
    .orderBy('code')
    .execute();

export const sharesOf = (db: Db, financing: string): Promise<Row<'financing_share'>[]> =>
  db
    .selectFrom('financing_share')
    .selectAll()
    .where('financing', '=', financing)
    .orderBy('executor')
    .orderBy('purpose')
    .execute();

export const categoriesOf = (db: Db, financing: string): Promise<Row<'financing_category'>[]> =>
  db
    .selectFrom('financing_category')
    .selectAll()
    .where('financing', '=', financing)
    .orderBy('code')
    .execute();

/** By the number under which they were recorded. */
export const suspensionsOf = (db: Db, financing: string): Promise<Row<'financing_suspension'>[]> =>
  db
    .selectFrom('financing_suspension')
    .selectAll()
    .where('financing', '=', financing)
    .orderBy('number')
    .execute();

/** Days that no clock of the programme counts, in their order: of a year, or all. */
export function holidaysOf(db: Db, programme: string, year?: string): Promise<Row<'programme_holiday'>[]> {
  let holidays = db.selectFrom('programme_holiday').selectAll().where('programme', '=', programme);
  if (year !== undefined) {
    holidays = holidays
      .where('date', '>=', `${year}-01-01` as LocalDate)
      .where('date', '<=', `${year}-12-31` as LocalDate);
  }
  return holidays.orderBy('date').execute();
}

export interface FigureFilter {
  readonly figure?: string | undefined;
  readonly year?: string | undefined;
  readonly region?: string | undefined;
  readonly component?: string | undefined;
  readonly declared?: boolean | undefined;
}

/** The figures of a programme as they now are. */
export function figuresOf(
  db: Db,
  programme: string,
  { declared, ...asked }: FigureFilter = {},
): Promise<Row<'programme_figure'>[]> {
  let figures = db.selectFrom('programme_figure').selectAll().where('programme', '=', programme);
  for (const column of ['figure', 'year', 'region', 'component'] as const) {
    const value = asked[column];
    if (value !== undefined) figures = figures.where(column, '=', value);
  }
  if (declared !== undefined) figures = figures.where('declared', '=', declared ? 1n : 0n);
  for (const column of ['figure', 'year', 'region', 'component', 'budget_code', 'declared'] as const)
    figures = figures.orderBy(column);
  return figures.execute();
}
