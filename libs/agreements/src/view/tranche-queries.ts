import type { Kysely, Selectable } from 'kysely';
import type { TrancheStep } from '../tranches/steps';
import type { WaitOwner } from '../tranches/clock';
import type { TrancheTables } from './tranche-tables';

type Db = Kysely<TrancheTables>;
type Row<Table extends keyof TrancheTables> = Selectable<TrancheTables[Table]>;

export interface TrancheKey {
  readonly programme: string;
  readonly agreement: string;
  readonly tranche: number;
}

export interface TrancheFilter {
  readonly agreement?: string | undefined;
  readonly states?: readonly TrancheStep[] | undefined;
  /** Whose turn it is. */
  readonly owner?: WaitOwner | undefined;
}

/** After an agreement and a tranche of it. */
export interface TranchePage {
  readonly after?: { readonly agreement: string; readonly tranche: bigint } | undefined;
  readonly limit: number;
}

/** By agreement and number. */
export function tranches(
  db: Db,
  programme: string,
  { agreement, states, owner }: TrancheFilter,
  { after, limit }: TranchePage,
): Promise<Row<'tranche'>[]> {
  let found = db.selectFrom('tranche').selectAll().where('programme', '=', programme);
  if (agreement !== undefined) found = found.where('agreement', '=', agreement);
  if (states !== undefined) found = found.where('state', 'in', states);
  if (owner !== undefined) found = found.where('owner', '=', owner);
  if (after !== undefined) {
    found = found.where((where) =>
      where.or([
        where('agreement', '>', after.agreement),
        where.and([where('agreement', '=', after.agreement), where('tranche', '>', after.tranche)]),
      ]),
    );
  }
  return found.orderBy('agreement').orderBy('tranche').limit(limit).execute();
}

/** All for which somebody's turn it is. */
export const waitingTranches = (db: Db, programme: string): Promise<Row<'tranche'>[]> =>
  db
    .selectFrom('tranche')
    .selectAll()
    .where('programme', '=', programme)
    .where('wait', 'is not', null)
    .orderBy('agreement')
    .orderBy('tranche')
    .execute();

export const oneTranche = (db: Db, key: TrancheKey): Promise<Row<'tranche'> | undefined> =>
  db
    .selectFrom('tranche')
    .selectAll()
    .where('programme', '=', key.programme)
    .where('agreement', '=', key.agreement)
    .where('tranche', '=', BigInt(key.tranche))
    .executeTakeFirst();

/** Every step there was, in the order in which they were entered. */
export const trancheSteps = (db: Db, key: TrancheKey): Promise<Row<'tranche_step'>[]> =>
  db
    .selectFrom('tranche_step')
    .selectAll()
    .where('programme', '=', key.programme)
    .where('agreement', '=', key.agreement)
    .where('tranche', '=', BigInt(key.tranche))
    .orderBy('revision')
    .execute();

/** All that were given, those of requests that came back too. */
export const trancheSignatures = (db: Db, key: TrancheKey): Promise<Row<'tranche_signature'>[]> =>
  db
    .selectFrom('tranche_signature')
    .selectAll()
    .where('programme', '=', key.programme)
    .where('agreement', '=', key.agreement)
    .where('tranche', '=', BigInt(key.tranche))
    .orderBy('revision')
    .execute();

export const trancheWaivers = (db: Db, key: TrancheKey): Promise<Row<'tranche_waiver'>[]> =>
  db
    .selectFrom('tranche_waiver')
    .selectAll()
    .where('programme', '=', key.programme)
    .where('agreement', '=', key.agreement)
    .where('tranche', '=', BigInt(key.tranche))
    .orderBy('waiver')
    .execute();
