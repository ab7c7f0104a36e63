import { toEpochDay } from '@tramo/kernel';
import { seedFlatTable } from '../lib/books/flat-table';
import { openWarmCube } from '../lib/books/open-warm';
import { GROUPINGS, groupingSql, MEASURES } from '../lib/books/questions';
import { dateAt, instantAt } from '../lib/books/transfers';
import { inMs, percentile, timings } from '../lib/timings';
import { type Measured, type Scenario, SIZES } from '../scenario';

const QUESTIONS = 1_000;
const QUESTIONS_BY_SQL = 20;

/** Shares of the five years, evenly spread and in no order, the same in every run. */
const shareAt = (index: number, step: number): number => (index * step) % 1;
const recordedShare = (index: number): number => shareAt(index + 1, 0.618_033_988_75);
const effectiveShare = (index: number): number => shareAt(index + 1, 0.754_877_666_25);

const asMeasured = (found: readonly number[], more = ''): Measured => ({
  value: percentile(found, 0.99),
  note: `p50 ${inMs(percentile(found, 0.5))}, p99 ${inMs(percentile(found, 0.99))}${more}`,
  memoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
});

/** Any past instant on both axes: what was known then of what had taken effect by some day. */
export const asOfScenarios: readonly Scenario[] = [
  {
    name: 'as-of',
    unit: 'µs p99',
    lessIsBetter: true,
    reference: 'one SQL GROUP BY',
    sizes: SIZES,
    async candidate({ directory, events }) {
      const { cube, note } = await openWarmCube(directory, events);
      const ask = (index: number) =>
        cube.query({
          where: [],
          groupBy: GROUPINGS[index % GROUPINGS.length]!.groupBy,
          measures: MEASURES,
          asOf: {
            recordedUpTo: instantAt(recordedShare(index)),
            effectiveUpTo: dateAt(effectiveShare(index)),
          },
        });
      await timings(QUESTIONS / 10, ask);
      const measured = asMeasured(await timings(QUESTIONS, ask), `; ${note}`);
      await cube.close();
      return measured;
    },
    async baseline({ directory, events }) {
      const table = seedFlatTable(directory, events);
      const found = await timings(QUESTIONS_BY_SQL, (index) => {
        const { columns } = GROUPINGS[index % GROUPINGS.length]!;
        const day = toEpochDay(dateAt(effectiveShare(index)));
        const sql = groupingSql(columns, 'WHERE recorded_at <= ? AND effective_day <= ?');
        return table.prepare(sql).all(instantAt(recordedShare(index)), day);
      });
      table.close();
      return asMeasured(found);
    },
  },
];
