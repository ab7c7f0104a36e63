import { openCube, type CubeHandle } from '@tramo/journal';
import { toEpochDay } from '@tramo/kernel';
import { GROUPINGS, groupingSql, MEASURES } from '../lib/books/questions';
import { dateAt } from '../lib/books/transfers';
import { programmeOf } from '../lib/demonstration/copies';
import { openFlatTable, recordedBetween } from '../lib/demonstration/flat-table';
import { scaledViews, viewsIn } from '../lib/demonstration/scaled-ledger';
import { inMs, percentile, timings } from '../lib/timings';
import type { Measure, Measured, Scenario } from '../scenario';

const EVENTS_OF_ONE = 2_500;
const QUESTIONS = 1_000;
const QUESTIONS_BY_SQL = 50;

/** One programme of the many, another with each question. */
const askedFor = (index: number, events: number): string =>
  programmeOf((index * 31) % Math.max(1, Math.floor(events / EVENTS_OF_ONE)));
const groupingOf = (index: number) => GROUPINGS[index % GROUPINGS.length]!;

/** Instants evenly spread over the time in which the books were written, and days over the year they tell of. */
const instantsOf = (directory: string): ((index: number) => string) => {
  const [firstMs, lastMs] = recordedBetween(directory);
  return (index) => new Date(firstMs + (lastMs - firstMs) * shareAt(index, 0.618_033_988_75)).toISOString();
};
const shareAt = (index: number, step: number): number => ((index + 1) * step) % 1;
const dayAt = (index: number) => dateAt(0.4 + 0.2 * shareAt(index, 0.754_877_666_25));

const measured = (found: readonly number[], share: number, more = ''): Measured => ({
  value: percentile(found, share),
  note: `p50 ${inMs(percentile(found, 0.5))}, p99 ${inMs(percentile(found, 0.99))}${more}`,
  memoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
});

type Asking = (cube: CubeHandle, index: number) => Promise<unknown>;

const byCube =
  (share: number, asking: (directory: string, events: number) => Asking): Measure =>
  async ({ directory, events }) => {
    await scaledViews(directory, events);
    const ask = asking(directory, events);
    const cube = await openCube(viewsIn(directory));
    await timings(QUESTIONS / 10, (index) => ask(cube, index));
    const found = await timings(QUESTIONS, (index) => ask(cube, index));
    const { postings, cells, memoryMb } = await cube.standing();
    await cube.close();
    const size = `${postings.toLocaleString('en')} postings in ${cells.toLocaleString('en')} cells`;
    return measured(found, share, `; ${size}, ${memoryMb} MB`);
  };

const bySql =
  (share: number, asOf: boolean): Measure =>
  async ({ directory, events }) => {
    await scaledViews(directory, events);
    const table = openFlatTable(directory);
    const instantAt = instantsOf(directory);
    const known = 'AND recorded_at <= ? AND effective_day <= ?';
    const found = await timings(QUESTIONS_BY_SQL, (index) => {
      const sql = groupingSql(groupingOf(index).columns, `WHERE programme = ? ${asOf ? known : ''}`);
      const upTo = asOf ? [instantAt(index), toEpochDay(dayAt(index))] : [];
      return table.prepare(sql).all(askedFor(index, events), ...upTo);
    });
    table.close();
    return measured(found, share);
  };

const question = (index: number, events: number) => ({
  where: [{ field: 'programme', in: [askedFor(index, events)] }] as const,
  groupBy: groupingOf(index).groupBy,
  measures: MEASURES,
});

const report: (directory: string, events: number) => Asking = (_, events) => (cube, index) =>
  cube.query(question(index, events));

const asOf: (directory: string, events: number) => Asking = (directory, events) => {
  const instantAt = instantsOf(directory);
  return (cube, index) =>
    cube.query({
      ...question(index, events),
      asOf: { recordedUpTo: instantAt(index), effectiveUpTo: dayAt(index) },
    });
};

const asked = {
  lessIsBetter: true,
  reference: 'one SQL GROUP BY of the programme, by index',
  sizes: [100_000, 1_000_000],
} as const;

/** Of one programme among many, by each grouping in turn. */
export const demonstrationQuestions: readonly Scenario[] = [
  {
    ...asked,
    name: 'report/demonstration',
    unit: 'µs',
    candidate: byCube(0.5, report),
    baseline: bySql(0.5, false),
  },
  {
    ...asked,
    name: 'as-of/demonstration',
    unit: 'µs p99',
    candidate: byCube(0.99, asOf),
    baseline: bySql(0.99, true),
  },
];
