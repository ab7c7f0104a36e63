import * as fc from 'fast-check';
import { fromEpochDay, toEpochDay, type LocalDate } from '@tramo/kernel';
import type { AccountCode } from '../chart';
import { Cube } from './cube';
import { settle } from './minor';
import type { AsOf, CubeCell, CubeFilter, CubeGrouping, CubeMeasure, CubeQuery, CubeRow } from './query';

const DAY_MS = 86_400_000;
const ACCOUNTS = ['910', '920', '930'] as const satisfies readonly AccountCode[];
const SEGMENT = 4;

const cellOf = (account: AccountCode, component: string | null, region: string | null): CubeCell => ({
  account,
  currency: 'BOB',
  basis: 'both',
  entity: 'U',
  programme: 'p',
  budgetYear: '2022',
  financing: null,
  source: 'lender',
  category: null,
  component,
  budgetCode: null,
  scope: null,
  region,
  agreement: null,
  party: null,
});

const CELLS = ACCOUNTS.flatMap((account) =>
  ['A.1', 'B.1', 'B.2', null].flatMap((component) =>
    ['north', null].map((region) => cellOf(account, component, region)),
  ),
);

interface GivenPosting {
  readonly cell: number;
  readonly effectiveDay: number;
  readonly minor: bigint;
}

interface GivenEntry {
  readonly ordinal: number;
  readonly recordedAtMs: number;
  readonly postings: readonly GivenPosting[];
}

const posting = fc.record({
  cell: fc.nat(CELLS.length - 1),
  // Mostly near, sometimes decades away: no habit of those who record is relied on.
  effectiveDay: fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 18_000, max: 18_040 }) },
    { weight: 1, arbitrary: fc.integer({ min: 10_000, max: 20_000 }) },
  ),
  minor: fc.oneof(
    fc.bigInt({ min: -1_000n, max: 1_000n }),
    fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }),
    fc.constantFrom(2n ** 63n - 1n, -(2n ** 63n) + 1n, 2n ** 32n, -(2n ** 32n), -1n, 0n),
  ),
});

const history: fc.Arbitrary<readonly GivenEntry[]> = fc
  .array(
    fc.record({
      skipped: fc.nat(2),
      pauseMs: fc.nat(3),
      postings: fc.array(posting, { minLength: 1, maxLength: 6 }),
    }),
    { maxLength: 120, size: 'max' },
  )
  .map((given) => {
    let [ordinal, recordedAtMs] = [-1, 18_000 * DAY_MS];
    return given.map(({ skipped, pauseMs, postings }) => {
      ordinal += skipped + 1;
      recordedAtMs += pauseMs;
      return { ordinal, recordedAtMs, postings };
    });
  });

const day = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 17_999, max: 18_041 }) },
  { weight: 1, arbitrary: fc.integer({ min: -719_162, max: 2_932_896 }) },
);
const asOf: fc.Arbitrary<AsOf> = fc.record(
  {
    recordedUpTo: fc.integer({ min: -1, max: 200 }).map((ms) => new Date(18_000 * DAY_MS + ms).toISOString()),
    ordinalUpTo: fc.nat(200),
    effectiveUpTo: day.map(fromEpochDay),
    effectiveFrom: day.map(fromEpochDay),
  },
  { requiredKeys: [] },
);

const filter: fc.Arbitrary<CubeFilter> = fc.oneof(
  fc.record({
    field: fc.constant('component' as const),
    in: fc.subarray(['A.1', 'B.1', 'B.2', 'never seen', null]),
  }),
  fc.record({ field: fc.constant('region' as const), in: fc.subarray(['north', null]) }),
);

const grouping: fc.Arbitrary<CubeGrouping> = fc.oneof(
  fc.constantFrom<CubeGrouping>({ field: 'account' }, { field: 'region' }, { field: 'component' }),
  fc.constant<CubeGrouping>({ field: 'component', relabel: { 'B.1': 'B', 'B.2': 'B', 'A.1': null } }),
);

const measure: fc.Arbitrary<CubeMeasure> = fc.dictionary(
  fc.constantFrom(...ACCOUNTS),
  fc.integer({ min: -3, max: 3 }),
);

const query: fc.Arbitrary<CubeQuery> = fc.record(
  {
    where: fc.array(filter, { maxLength: 2 }),
    groupBy: fc.array(grouping, { maxLength: 3 }),
    measures: fc.array(measure, { minLength: 1, maxLength: 3 }),
    asOf,
  },
  { requiredKeys: ['where', 'groupBy', 'measures'] },
);

function cubeOf(entries: readonly GivenEntry[], settleEach = false): Cube {
  const cube = new Cube({ segmentPostings: SEGMENT });
  for (const cell of CELLS) cube.addCell(cell);
  for (const { ordinal, recordedAtMs, postings } of entries) {
    cube.addEntry(ordinal, recordedAtMs, postings);
    if (settleEach) cube.settle();
  }
  return cube;
}

/** Each posting that counts, one after another: what every answer has to come to. */
function counted(entries: readonly GivenEntry[], where: readonly CubeFilter[], limits: AsOf = {}) {
  const { recordedUpTo, ordinalUpTo = Infinity, effectiveFrom, effectiveUpTo } = limits;
  const toMs = recordedUpTo === undefined ? Infinity : Date.parse(recordedUpTo);
  const bound = (date: LocalDate | undefined, none: number): number => (date ? toEpochDay(date) : none);
  const [from, to] = [bound(effectiveFrom, -Infinity), bound(effectiveUpTo, Infinity)];
  return entries
    .filter(({ ordinal, recordedAtMs }) => ordinal <= ordinalUpTo && recordedAtMs <= toMs)
    .flatMap(({ ordinal, postings }) => postings.map((each, line) => ({ ...each, ordinal, line })))
    .filter(({ effectiveDay }) => effectiveDay >= from && effectiveDay <= to)
    .filter(({ cell }) => where.every(({ field, in: accepted }) => accepted.includes(CELLS[cell]![field])));
}

function folded(entries: readonly GivenEntry[], { where, groupBy, measures, asOf: limits }: CubeQuery) {
  const rows = new Map<string, (bigint | null)[]>();
  for (const { cell, minor } of counted(entries, where, limits)) {
    const group = groupBy.map(({ field, relabel = {} }) => {
      const value = CELLS[cell]![field];
      return value !== null && value in relabel ? relabel[value]! : value;
    });
    const name = JSON.stringify(group);
    const values = rows.get(name) ?? measures.map(() => null);
    rows.set(name, values);
    for (const [index, coefficientOf] of measures.entries()) {
      const times = coefficientOf[CELLS[cell]!.account];
      if (times) values[index] = (values[index] ?? 0n) + BigInt(times) * minor;
    }
  }
  return new Map([...rows].filter(([, values]) => values.some((value) => value !== null)));
}

const asMap = (rows: readonly CubeRow[]): Map<string, readonly (bigint | null)[]> =>
  new Map(rows.map(({ group, values }) => [JSON.stringify(group), values]));

describe('the cube', () => {
  it('answers what a fold over the same postings comes to, however it is asked', () => {
    fc.assert(
      fc.property(
        history,
        fc.array(query, { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        (entries, queries, often) => {
          const cube = cubeOf(entries, often);
          for (const asked of queries) expect(asMap(cube.query(asked))).toEqual(folded(entries, asked));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('comes to the same total whatever it is grouped by', () => {
    fc.assert(
      fc.property(history, query, fc.array(grouping, { maxLength: 3 }), (entries, asked, groupBy) => {
        const cube = cubeOf(entries);
        const total = (rows: readonly CubeRow[]) =>
          asked.measures.map((_, index) => rows.reduce((sum, { values }) => sum + (values[index] ?? 0n), 0n));
        expect(total(cube.query({ ...asked, groupBy }))).toEqual(total(cube.query(asked)));
      }),
    );
  });

  it('lists the postings behind a figure page by page, with their sum', () => {
    fc.assert(
      fc.property(
        history,
        fc.array(filter, { maxLength: 2 }),
        asOf,
        fc.integer({ min: 1, max: 20 }),
        (entries, where, limits, limit) => {
          const cube = cubeOf(entries);
          const expected = counted(entries, where, limits);
          const found = [];
          for (let after: number | null | undefined; after !== null;) {
            const page = cube.postings({ where, asOf: limits, limit, ...(after !== undefined && { after }) });
            expect(page.count).toBe(expected.length);
            expect(page.total).toBe(expected.reduce((sum, { minor }) => sum + minor, 0n));
            expect(page.postings.length).toBeLessThanOrEqual(limit);
            found.push(...page.postings);
            after = page.next;
          }
          expect(found.map(({ index: _, cell, ...rest }) => ({ ...rest, cell }))).toEqual(
            expected.map(({ cell, ...rest }) => ({ ...rest, cell: CELLS[cell] })),
          );
        },
      ),
    );
  });

  it('as of the last event is now', () => {
    fc.assert(
      fc.property(history, query, (entries, { asOf: _, ...asked }) => {
        const cube = cubeOf(entries);
        const last = cube.lastOrdinal ?? 0;
        expect(cube.query({ ...asked, asOf: { ordinalUpTo: last } })).toEqual(cube.query(asked));
      }),
    );
  });

  it('tells what adds up to nothing from what is not there', () => {
    const cube = cubeOf([
      {
        ordinal: 7,
        recordedAtMs: 0,
        postings: [
          { cell: 0, effectiveDay: 1, minor: 5n },
          { cell: 0, effectiveDay: 1, minor: -5n },
          { cell: 2, effectiveDay: 1, minor: 3n },
        ],
      },
    ]);
    const rows = cube.query({
      where: [],
      groupBy: [{ field: 'component' }],
      measures: [{ '910': 1 }, { '920': 1 }],
    });
    expect(rows).toEqual([
      { group: ['A.1'], values: [0n, null] },
      { group: ['B.1'], values: [3n, null] },
    ]);
  });

  it('puts rows in the order of their labels, the absent last', () => {
    const cube = cubeOf([
      {
        ordinal: 0,
        recordedAtMs: 0,
        postings: CELLS.map((_, index) => ({ cell: CELLS.length - 1 - index, effectiveDay: 0, minor: 1n })),
      },
    ]);
    const rows = cube.query({
      where: [{ field: 'component', in: ['B.2', null] }],
      groupBy: [{ field: 'region' }, { field: 'component' }],
      measures: [{ '910': 1, '920': -1 }],
    });
    expect(rows.map(({ group }) => group)).toEqual([
      ['north', 'B.2'],
      ['north', null],
      [null, 'B.2'],
      [null, null],
    ]);
  });

  it('adds a million of the largest amounts to the unit', () => {
    const cube = new Cube();
    const cell = cube.addCell(CELLS[0]!);
    const largest = 2n ** 62n - 1n;
    const count = 600_000;
    for (let ordinal = 0; ordinal < count; ordinal++) {
      cube.addEntry(ordinal, ordinal, [{ cell, effectiveDay: ordinal % 100, minor: largest }]);
    }
    const sum = (limits: AsOf) =>
      cube.query({ where: [], groupBy: [], measures: [{ '910': 1 }], asOf: limits })[0]!.values[0];
    expect(sum({})).toBe(BigInt(count) * largest);
    expect(sum({ effectiveUpTo: fromEpochDay(49) })).toBe(BigInt(count / 2) * largest);
    expect(sum({ ordinalUpTo: count - 2 })).toBe(BigInt(count - 1) * largest);
  });

  it('refuses a sum that could not be counted exactly any more', () => {
    const hi = Float64Array.of(2 ** 51);
    const lo = Float64Array.of(2 ** 33);
    expect(() => settle(hi, lo, 0)).toThrow('exactly');
  });
});
