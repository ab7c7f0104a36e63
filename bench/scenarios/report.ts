import { seedFlatTable } from '../lib/books/flat-table';
import { balanceWithHledger, hledgerMissing } from '../lib/books/hledger';
import { openWarmCube } from '../lib/books/open-warm';
import { GROUPINGS, groupingSql, MEASURES } from '../lib/books/questions';
import { inMs, percentile, timings } from '../lib/timings';
import { type Measure, type Measured, type Scenario, SIZES } from '../scenario';

const memoryMb = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

/** The slowest of the groupings, each by its median. */
async function slowest(runs: number, ask: (grouping: (typeof GROUPINGS)[number]) => unknown) {
  const medians: number[] = [];
  for (const grouping of GROUPINGS) {
    await timings(Math.ceil(runs / 5), () => ask(grouping));
    medians.push(percentile(await timings(runs, () => ask(grouping)), 0.5));
  }
  return { value: Math.max(...medians), note: `medians ${medians.map(inMs).join(', ')}` };
}

const candidate: Measure = async ({ directory, events }) => {
  const { cube, note } = await openWarmCube(directory, events);
  const found = await slowest(100, ({ groupBy }) => cube.query({ where: [], groupBy, measures: MEASURES }));
  const measured: Measured = { value: found.value, note: `${found.note}; ${note}`, memoryMb: memoryMb() };
  await cube.close();
  return measured;
};

const bySql: Measure = async ({ directory, events }) => {
  const table = seedFlatTable(directory, events);
  const found = await slowest(3, ({ columns }) => table.prepare(groupingSql(columns)).all());
  table.close();
  return { ...found, memoryMb: memoryMb() };
};

const report = { unit: 'µs', lessIsBetter: true, candidate } as const;

export const reportScenarios: readonly Scenario[] = [
  { ...report, name: 'report', reference: 'one SQL GROUP BY', sizes: SIZES, baseline: bySql },
  {
    ...report,
    name: 'hledger',
    reference: 'hledger balance',
    // Beyond, it takes minutes and gigabytes.
    sizes: [10_000, 100_000],
    missing: hledgerMissing,
    baseline: balanceWithHledger,
  },
];
