import { Rate, type LocalDate, type RateJson } from '@tramo/kernel';
import type { SqlHandle } from '@tramo/stores';
import type { FxTables } from './fx.view';
import type { IndexReading } from './indices/restate';
import { earliestDate, type RateWanted } from './rates/rate-for';

/** Nothing where no rate is published that the rule lets count. */
export async function findRate<Tables extends FxTables>(
  db: SqlHandle<Tables>,
  wanted: RateWanted,
  knownAt?: string,
): Promise<Rate | undefined> {
  const row = await narrowed(db)
    .selectFrom('fx_rate')
    .select(['base', 'quote', 'regime', 'side', 'date', 'value', 'source'])
    .where('base', '=', wanted.base)
    .where('quote', '=', wanted.quote)
    .where('regime', '=', wanted.regime)
    .where('side', '=', wanted.side)
    .where('date', '<=', wanted.on)
    .where('date', '>=', earliestDate(wanted))
    .where((where) =>
      knownAt === undefined
        ? where('known_until', 'is', null)
        : where.and([
            where('known_from', '<=', knownAt),
            where.or([where('known_until', 'is', null), where('known_until', '>', knownAt)]),
          ]),
    )
    .orderBy('date', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && Rate.parse(row);
}

export interface RatesWanted extends Partial<Pick<RateJson, 'base' | 'quote' | 'regime' | 'side'>> {
  readonly from?: LocalDate | undefined;
  readonly to?: LocalDate | undefined;
  /** With every reading that was superseded. */
  readonly superseded: boolean;
  readonly limit: number;
}

export type RateRow = FxTables['fx_rate'];

/** By pair, regime and side, and the latest date first. */
export async function listRates<Tables extends FxTables>(
  db: SqlHandle<Tables>,
  { from, to, superseded, limit, ...named }: RatesWanted,
): Promise<RateRow[]> {
  let query = narrowed(db).selectFrom('fx_rate').selectAll();
  for (const column of ['base', 'quote', 'regime', 'side'] as const) {
    const value = named[column];
    if (value !== undefined) query = query.where(column, '=', value);
  }
  if (from !== undefined) query = query.where('date', '>=', from);
  if (to !== undefined) query = query.where('date', '<=', to);
  if (!superseded) query = query.where('known_until', 'is', null);
  return query
    .orderBy('date', 'desc')
    .orderBy('base')
    .orderBy('quote')
    .orderBy('regime')
    .orderBy('side')
    .orderBy('reading', 'desc')
    .limit(limit)
    .execute();
}

export type IndexRow = FxTables['fx_index'];
export type IndexValueRow = FxTables['fx_index_value'];

export const listIndices = <Tables extends FxTables>(db: SqlHandle<Tables>): Promise<IndexRow[]> =>
  narrowed(db).selectFrom('fx_index').selectAll().orderBy('code').execute();

export const findIndex = <Tables extends FxTables>(
  db: SqlHandle<Tables>,
  code: string,
): Promise<IndexRow | undefined> =>
  narrowed(db).selectFrom('fx_index').selectAll().where('code', '=', code).executeTakeFirst();

/** The value as it is known now; nothing where none is published. */
export const findIndexValue = <Tables extends FxTables>(
  db: SqlHandle<Tables>,
  code: string,
  period: string,
): Promise<IndexReading | undefined> =>
  narrowed(db)
    .selectFrom('fx_index_value')
    .select(['period', 'value', 'source'])
    .where('code', '=', code)
    .where('period', '=', period)
    .where('known_until', 'is', null)
    .executeTakeFirst();

export interface IndexValuesWanted {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly superseded: boolean;
}

/** The latest period first. */
export async function listIndexValues<Tables extends FxTables>(
  db: SqlHandle<Tables>,
  code: string,
  { from, to, superseded }: IndexValuesWanted,
): Promise<IndexValueRow[]> {
  let query = narrowed(db).selectFrom('fx_index_value').selectAll().where('code', '=', code);
  if (from !== undefined) query = query.where('period', '>=', from);
  if (to !== undefined) query = query.where('period', '<=', to);
  if (!superseded) query = query.where('known_until', 'is', null);
  return query.orderBy('period', 'desc').orderBy('reading', 'desc').execute();
}

const narrowed = <Tables extends FxTables>(db: SqlHandle<Tables>): SqlHandle<FxTables> =>
  db as unknown as SqlHandle<FxTables>;
