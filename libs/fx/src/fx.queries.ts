import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { Rate, type CurrencyCode, type LocalDate } from '@tramo/kernel';
import type { SqlHandle } from '@tramo/stores';
import type { FxTables } from './fx.view';
import type { IndexReading } from './indices/restate';
import type { CurrencyPair } from './rates/rate-fact';
import { earliestDate, type RateWanted } from './rates/rate-for';

/** As it was known at an instant, or is now; nothing where no rate is published that the rule lets count. */
export async function findRate<Tables extends FxTables>(
  db: SqlHandle<Tables>,
  wanted: RateWanted,
  recordedUpTo?: string,
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
      recordedUpTo === undefined
        ? where('known_until', 'is', null)
        : where.and([
            where('known_from', '<=', recordedUpTo),
            where.or([where('known_until', 'is', null), where('known_until', '>', recordedUpTo)]),
          ]),
    )
    .orderBy('date', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && Rate.parse(row);
}

/** The direction in which two currencies are quoted; nothing where no rate between them was ever published. */
export async function findPair<Tables extends FxTables>(
  db: SqlHandle<Tables>,
  one: CurrencyCode,
  other: CurrencyCode,
): Promise<CurrencyPair | undefined> {
  const quoted = (base: CurrencyCode, quote: CurrencyCode): Promise<CurrencyPair | undefined> =>
    narrowed(db)
      .selectFrom('fx_rate')
      .select(['base', 'quote'])
      .where('base', '=', base)
      .where('quote', '=', quote)
      .limit(1)
      .executeTakeFirst();
  return (await quoted(one, other)) ?? quoted(other, one);
}

export type RateRow = FxTables['fx_rate'];

/** Where a page of rates ends, and the next one goes on. */
export type RateKey = Pick<RateRow, 'date' | 'base' | 'quote' | 'regime' | 'side' | 'reading'>;

const RATE_ORDER = ['date', 'base', 'quote', 'regime', 'side', 'reading'] as const;

export interface RatesWanted extends Partial<Pick<RateRow, 'base' | 'quote' | 'regime' | 'side'>> {
  readonly from?: LocalDate | undefined;
  readonly to?: LocalDate | undefined;
  /** With every reading that was superseded. */
  readonly superseded: boolean;
  readonly after?: RateKey | undefined;
  readonly limit: number;
}

/** The latest date first, and of a rate the latest reading. */
export async function listRates<Tables extends FxTables>(
  db: SqlHandle<Tables>,
  { from, to, superseded, after, limit, ...named }: RatesWanted,
): Promise<RateRow[]> {
  let query = narrowed(db).selectFrom('fx_rate').selectAll();
  for (const column of ['base', 'quote', 'regime', 'side'] as const) {
    const value = named[column];
    if (value !== undefined) query = query.where(column, '=', value);
  }
  if (from !== undefined) query = query.where('date', '>=', from);
  if (to !== undefined) query = query.where('date', '<=', to);
  if (!superseded) query = query.where('known_until', 'is', null);
  if (after) query = query.where(isAfter(RATE_ORDER, after));
  for (const column of RATE_ORDER) query = query.orderBy(column, 'desc');
  return query.limit(limit).execute();
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
  /** With every reading that was superseded. */
  readonly superseded: boolean;
  readonly after?: Pick<IndexValueRow, 'period' | 'reading'> | undefined;
  readonly limit: number;
}

/** The latest period first, and of a value the latest reading. */
export async function listIndexValues<Tables extends FxTables>(
  db: SqlHandle<Tables>,
  code: string,
  { from, to, superseded, after, limit }: IndexValuesWanted,
): Promise<IndexValueRow[]> {
  let query = narrowed(db).selectFrom('fx_index_value').selectAll().where('code', '=', code);
  if (from !== undefined) query = query.where('period', '>=', from);
  if (to !== undefined) query = query.where('period', '<=', to);
  if (!superseded) query = query.where('known_until', 'is', null);
  if (after) query = query.where(isAfter(['period', 'reading'], after));
  return query.orderBy('period', 'desc').orderBy('reading', 'desc').limit(limit).execute();
}

/** Further down a list that these columns order downwards. */
const isAfter = <Column extends string>(
  columns: readonly Column[],
  last: Readonly<Record<Column, string | bigint>>,
): RawBuilder<SqlBool> => {
  const names = sql.join(columns.map((column) => sql.ref(column)));
  const values = sql.join(columns.map((column) => last[column]));
  return sql<SqlBool>`(${names}) < (${values})`;
};

const narrowed = <Tables extends FxTables>(db: SqlHandle<Tables>): SqlHandle<FxTables> =>
  db as unknown as SqlHandle<FxTables>;
