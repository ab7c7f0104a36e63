import { CommandRefused } from '@tramo/event-log';
import {
  findIndex,
  findIndexValue,
  findRate,
  indexValueMissing,
  noSuchIndex,
  rateMissing,
  restate,
  type FxTables,
  type PriceChange,
  type Restatement,
} from '@tramo/fx';
import {
  InvalidValue,
  invariant,
  type Money,
  type CurrencyCode,
  type LocalDate,
  type Rate,
} from '@tramo/kernel';
import { asRecorded, atRate, inConstantMoney, type Leaf, type Printer } from '@tramo/reporting';
import type { Kysely } from 'kysely';
import type { PrintedQuery, ReportBasisAnswer } from './execution.dto';

type Db = Kysely<FxTables>;

class IndexNotNamed extends InvalidValue {
  override readonly name = 'IndexNotNamed';
  readonly code = 'INDEX_NOT_NAMED';
}

/** How a report prints what these leaves hold, and what it says about that. */
export interface PrintTerms {
  readonly print: Printer;
  readonly basis: ReportBasisAnswer;
}

export async function printTerms(
  db: Db,
  query: PrintedQuery,
  { bookCurrency, today, leaves }: { bookCurrency: CurrencyCode; today: LocalDate; leaves: readonly Leaf[] },
): Promise<PrintTerms> {
  const currency = query.currency ?? bookCurrency;
  const found = [
    ...new Set(
      leaves.flatMap(({ figures }) =>
        figures.flatMap(({ lots }) => lots.map(({ money }) => money.currency.code)),
      ),
    ),
  ];
  const paths =
    query.basis === 'at-rate'
      ? await ratePaths(db, query, found, currency, query.rateDate ?? query.effectiveUpTo ?? today)
      : new Map<CurrencyCode, readonly Rate[]>();
  const printed = query.basis === 'at-rate' ? atRatePrinter(query, currency, paths) : asRecorded(currency);
  const print =
    query.pricesOf === undefined
      ? printed
      : inConstantMoney(currency, printed, await restater(db, query, query.pricesOf, yearsOf(leaves)));
  return {
    print,
    basis: {
      kind: query.basis,
      currency,
      rates: [...paths.values()].flat().map((rate) => rate.toJSON()),
      rounding: query.basis === 'at-rate' || query.pricesOf !== undefined ? query.rounding : null,
      index: query.index ?? null,
      pricesOf: query.pricesOf ?? null,
      leftOut: query.basis === 'recorded' ? found.filter((code) => code !== currency).sort() : [],
    },
  };
}

const atRatePrinter = (
  { rounding, decimals }: PrintedQuery,
  currency: CurrencyCode,
  paths: ReadonlyMap<CurrencyCode, readonly Rate[]>,
): Printer =>
  atRate({
    currency,
    rounding,
    ...(decimals !== undefined && { decimals }),
    rates: (from) => {
      const path = paths.get(from);
      invariant(path, `the rates from ${from} were looked up`);
      return path;
    },
  });

async function ratePaths(
  db: Db,
  query: PrintedQuery,
  from: readonly CurrencyCode[],
  to: CurrencyCode,
  on: LocalDate,
): Promise<Map<CurrencyCode, readonly Rate[]>> {
  const paths = new Map<CurrencyCode, readonly Rate[]>();
  for (const code of from) paths.set(code, await ratePath(db, query, code, to, on));
  return paths;
}

/** How far back the latest rate may lie: over holidays, not over what nobody published. */
const RATE_AGE_DAYS = 31;
/** Where two currencies meet that nobody quotes against each other. */
const PIVOT: CurrencyCode = 'USD';

async function ratePath(
  db: Db,
  query: PrintedQuery,
  from: CurrencyCode,
  to: CurrencyCode,
  on: LocalDate,
): Promise<readonly Rate[]> {
  if (from === to) return [];
  const direct = await rateBetween(db, query, from, to, on);
  if (direct) return [direct];
  const first = from === PIVOT ? undefined : await rateBetween(db, query, from, PIVOT, on);
  const second = to === PIVOT ? undefined : await rateBetween(db, query, PIVOT, to, on);
  if (first && second) return [first, second];
  throw new CommandRefused(rateMissing(wanted(query, from, to, on)));
}

const wanted = (
  { rateRegime, rateSide }: PrintedQuery,
  base: CurrencyCode,
  quote: CurrencyCode,
  on: LocalDate,
) =>
  ({
    base,
    quote,
    regime: rateRegime,
    side: rateSide,
    on,
    dateRule: 'latest-within',
    days: RATE_AGE_DAYS,
  }) as const;

/** Quoted either way round. */
const rateBetween = async (
  db: Db,
  query: PrintedQuery,
  a: CurrencyCode,
  b: CurrencyCode,
  on: LocalDate,
): Promise<Rate | undefined> =>
  (await findRate(db, wanted(query, a, b, on), query.recordedUpTo)) ??
  findRate(db, wanted(query, b, a, on), query.recordedUpTo);

const yearsOf = (leaves: readonly Leaf[]): readonly string[] => [
  ...new Set(
    leaves.flatMap(({ figures }) => figures.flatMap(({ lots }) => lots.flatMap(({ year }) => year ?? []))),
  ),
];

async function restater(
  db: Db,
  { index, rounding }: PrintedQuery,
  pricesOf: string,
  years: readonly string[],
): Promise<(money: Money, year: string | null) => Restatement> {
  const changeFrom = await priceChanges(db, { index, pricesOf }, years);
  return (money, year) => restate(money, changeFrom(year), rounding);
}

interface Prices {
  readonly index: string | undefined;
  readonly pricesOf: string;
}

/** From the prices of each budget year to those of one period; of a monthly index a year is its December. */
export async function priceChanges(
  db: Db,
  { index: code, pricesOf }: Prices,
  years: readonly string[],
): Promise<(year: string | null) => PriceChange> {
  if (code === undefined)
    throw new IndexNotNamed('prices of another year need an index: name it with "index"');
  const index = await findIndex(db, code);
  if (!index) throw new CommandRefused(noSuchIndex(code));
  const periodOf = (period: string): string =>
    period.length === 4 ? `${period}${YEAR_END[index.frequency]}` : period;
  const readingOf = async (period: string) => {
    const reading = await findIndexValue(db, code, period);
    if (!reading) throw new CommandRefused(indexValueMissing(code, period));
    return reading;
  };
  const to = await readingOf(periodOf(pricesOf));
  const readings = new Map(
    await Promise.all(years.map(async (year) => [year, await readingOf(periodOf(year))] as const)),
  );
  return (year) => {
    // What belongs to no year is in nobody's prices: it stays as it is, and its factor of one says so.
    const from = (year === null ? undefined : readings.get(year)) ?? to;
    return { index: code, basePeriod: index.base_period, from, to };
  };
}

const YEAR_END = { yearly: '', monthly: '-12', daily: '-12-31' } as const;
