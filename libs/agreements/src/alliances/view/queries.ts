import type { Kysely, Selectable } from 'kysely';
import type { AllianceStage, StepOwner } from '../shapes';
import type { AllianceTables } from './tables';
import { plain } from './words';

type Db = Kysely<AllianceTables>;
type Row<Table extends keyof AllianceTables> = Selectable<AllianceTables[Table]>;

export interface AllianceKey {
  readonly programme: string;
  readonly alliance: string;
}

export interface AllianceFilter {
  readonly state?: AllianceStage | undefined;
  readonly region?: string | undefined;
  /** Whose turn it is. */
  readonly owner?: StepOwner | undefined;
  /** Words of its code, its organisation, its product, its ally or its place. */
  readonly search?: string | undefined;
}

interface Page {
  /** The code after which the page begins. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** By code. */
export function alliances(
  db: Db,
  programme: string,
  { state, region, owner, search }: AllianceFilter,
  { after, limit }: Page,
): Promise<Row<'alliance'>[]> {
  let found = db.selectFrom('alliance').selectAll().where('programme', '=', programme);
  if (state !== undefined) found = found.where('state', '=', state);
  if (region !== undefined) found = found.where('region', '=', region);
  if (owner !== undefined) found = found.where('owner', '=', owner);
  for (const word of plain(search ?? '').split(/\s+/)) {
    // What would stand for any letters stands for any one letter here, itself among them.
    if (word !== '') found = found.where('words', 'like', `%${word.replace(/[%\\]/g, '_')}%`);
  }
  if (after !== undefined) found = found.where('alliance', '>', after);
  return found.orderBy('alliance').limit(limit).execute();
}

export const oneAlliance = (
  db: Db,
  { programme, alliance }: AllianceKey,
): Promise<Row<'alliance'> | undefined> =>
  db
    .selectFrom('alliance')
    .selectAll()
    .where('programme', '=', programme)
    .where('alliance', '=', alliance)
    .executeTakeFirst();

/** Of one plan, in the order in which they were given. */
export const opinionsOf = (
  db: Db,
  { programme, alliance }: AllianceKey,
  plan: bigint,
): Promise<Row<'alliance_opinion'>[]> =>
  db
    .selectFrom('alliance_opinion')
    .selectAll()
    .where('programme', '=', programme)
    .where('alliance', '=', alliance)
    .where('plan', '=', plan)
    .orderBy('revision')
    .execute();

/** Every step there was, and the one that is running. */
export const stepsOf = (db: Db, { programme, alliance }: AllianceKey): Promise<Row<'alliance_step'>[]> =>
  db
    .selectFrom('alliance_step')
    .selectAll()
    .where('programme', '=', programme)
    .where('alliance', '=', alliance)
    .orderBy('number')
    .execute();

/** What happened, in the order in which it was entered. */
export const allianceTimeline = (
  db: Db,
  { programme, alliance }: AllianceKey,
): Promise<Row<'alliance_timeline'>[]> =>
  db
    .selectFrom('alliance_timeline')
    .selectAll()
    .where('programme', '=', programme)
    .where('alliance', '=', alliance)
    .orderBy('revision')
    .execute();
