import type { Kysely, Selectable } from 'kysely';
import type { WorkStage } from '../shapes';
import type { WorkTables } from './tables';

type Db = Kysely<WorkTables>;
type Row<Table extends keyof WorkTables> = Selectable<WorkTables[Table]>;

export interface WorkKey {
  readonly programme: string;
  readonly work: string;
}

export interface WorkFilter {
  readonly state?: WorkStage | undefined;
  readonly municipality?: string | undefined;
  readonly fund?: string | undefined;
}

interface Page {
  /** The code after which the page begins. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** By code. */
export function works(
  db: Db,
  programme: string,
  { state, municipality, fund }: WorkFilter,
  { after, limit }: Page,
): Promise<Row<'work'>[]> {
  let found = db.selectFrom('work').selectAll().where('programme', '=', programme);
  if (state !== undefined) found = found.where('state', '=', state);
  if (municipality !== undefined) found = found.where('municipality', '=', municipality);
  if (fund !== undefined) found = found.where('fund', '=', fund);
  if (after !== undefined) found = found.where('work', '>', after);
  return found.orderBy('work').limit(limit).execute();
}

export const oneWork = (db: Db, { programme, work }: WorkKey): Promise<Row<'work'> | undefined> =>
  db
    .selectFrom('work')
    .selectAll()
    .where('programme', '=', programme)
    .where('work', '=', work)
    .executeTakeFirst();

/** In the order of their numbers. */
export const sheetsOf = (db: Db, { programme, work }: WorkKey): Promise<Row<'work_sheet'>[]> =>
  db
    .selectFrom('work_sheet')
    .selectAll()
    .where('programme', '=', programme)
    .where('work', '=', work)
    .orderBy('sheet')
    .execute();

/** What the municipality paid in, the earliest first. */
export const municipalDepositsOf = (db: Db, { programme, work }: WorkKey): Promise<Row<'work_deposit'>[]> =>
  db
    .selectFrom('work_deposit')
    .selectAll()
    .where('programme', '=', programme)
    .where('work', '=', work)
    .orderBy('deposited_on')
    .orderBy('deposit')
    .execute();

/** In the order in which they were made. */
export const paymentsOfWork = (db: Db, { programme, work }: WorkKey): Promise<Row<'work_payment'>[]> =>
  db
    .selectFrom('work_payment')
    .selectAll()
    .where('programme', '=', programme)
    .where('work', '=', work)
    .orderBy('paid_on')
    .orderBy('payment')
    .execute();

/** In the order in which they were signed. */
export const addendaOfWork = (db: Db, { programme, work }: WorkKey): Promise<Row<'work_addendum'>[]> =>
  db
    .selectFrom('work_addendum')
    .selectAll()
    .where('programme', '=', programme)
    .where('work', '=', work)
    .orderBy('signed_on')
    .orderBy('addendum')
    .execute();
