import fc from 'fast-check';
import { CHART, DIMENSIONS, type Posting } from '@tramo/journal';
import { type Money, shardedEntries, shardedValues } from '@tramo/kernel';
import { lineKey, type Line } from '@tramo/programmes';
import { budgetPostings } from './budget.postings';
import { lineOf, type BudgetState } from './budget.state';
import { today } from './budget.testing';
import type { BudgetEvent } from './events';
import { MEASURES, type LineMeasure } from './line-state';
import { KINDS, LiveBudgets, type Wish, type Year } from './live-budgets.testing';

const SEED = Number(process.env['TRAMO_TEST_SEED'] ?? Date.now() % 1_000_000);

/** What needs something before it comes more often, and names few things, or nearly all of it would be refused. */
const NEEDING = ['pre-commit', 'commit', 'release-commitment', 'release-pre-commitment', 'withdraw'] as const;
const OFTEN = KINDS.filter((kind) => kind !== 'close');

const wish: fc.Arbitrary<Wish> = fc.record({
  kind: fc.constantFrom(...KINDS, ...OFTEN, ...OFTEN, ...NEEDING, ...NEEDING, ...NEEDING),
  year: fc.constantFrom('2022', '2022', '2022', '2022', '2023'),
  line: fc.nat(3),
  other: fc.nat(3),
  minor: fc.oneof(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1, max: 500 })),
  id: fc.nat(2),
  from: fc.oneof(fc.constant(null), fc.nat(2)),
  corrected: fc.boolean(),
});
/** Money comes first, or every sequence would be one of refusals. */
const wishes = fc
  .array(wish, { minLength: 20, maxLength: 60 })
  .map((asked): readonly Wish[] => [
    ...beginnings('plan', 9_000),
    ...beginnings('inscribe', 6_000),
    ...asked,
  ]);

const beginnings = (kind: 'plan' | 'inscribe', minor: number): Wish[] =>
  [0, 1, 2, 3].map((line) => ({
    kind,
    year: '2022',
    line,
    other: 0,
    minor,
    id: 0,
    from: null,
    corrected: false,
  }));

const property = (check: (budgets: LiveBudgets, wished: readonly Wish[]) => void, seed = SEED): void =>
  fc.assert(
    fc.property(wishes, (wished) => check(new LiveBudgets(), wished)),
    { seed, numRuns: 40 },
  );

const postingsOf = ({ type, data }: BudgetEvent): readonly Posting[] =>
  budgetPostings.postingsOf({ type, data, metadata: { effectiveOn: today } });

/** One seed for ever: what is generated says something about every kind of command, and not by luck. */
test('of the sequences that are generated some of each kind are accepted, and some refused', () => {
  const outcomes = new Set<string>();
  property((budgets, wished) => {
    for (const one of wished) outcomes.add(`${one.kind} ${budgets.ask(one) ? 'accepted' : 'refused'}`);
  }, 1);
  expect([...outcomes].sort()).toEqual(
    KINDS.flatMap((kind) => [`${kind} accepted`, `${kind} refused`]).sort(),
  );
});

describe(`any sequence of live commands (seed ${SEED})`, () => {
  test('balances per entity and currency, in total and per dimension', () => {
    property((budgets, wished) => {
      wished.forEach((one) => budgets.ask(one));
      const sums = new Map<string, bigint>();
      for (const { account, amount, dimensions } of budgets.events.flatMap(postingsOf)) {
        const books = `${CHART.get(account)!.set} ${amount.currency.code} ${dimensions.entity}`;
        for (const place of ['in total', ...DIMENSIONS.map((one) => `${one} ${dimensions[one]}`)]) {
          const key = `${books} ${place}`;
          sums.set(key, (sums.get(key) ?? 0n) + amount.amountMinor);
        }
      }
      expect([...sums].filter(([, sum]) => sum !== 0n)).toEqual([]);
    });
  });

  test('leaves no state of a line below zero at any time, and the state says what the postings say', () => {
    property((budgets, wished) => {
      const books = new LineBooks();
      let seen = 0;
      for (const one of wished) {
        budgets.ask(one);
        if (budgets.events.length === seen) continue;
        for (const event of budgets.events.slice(seen)) books.add(event);
        seen = budgets.events.length;
        for (const year of ['2022', '2023'] as const) expectAgreement(budgets.state(year), books, year);
      }
    });
  });

  test('keeps what is held, line by line and category by category, in step with the lines', () => {
    property((budgets, wished) => {
      wished.forEach((one) => budgets.ask(one));
      for (const year of ['2022', '2023'] as const) {
        const state = budgets.state(year);
        expect(heldBy(shardedValues(state.preCommitments))).toEqual(measured(state, 'preCommitted'));
        expect(heldBy(shardedValues(state.commitments))).toEqual(measured(state, 'committed'));
        expect(heldBy(shardedValues(state.requested))).toEqual(measured(state, 'requested'));
        expect(categoriesOf(state)).toEqual(categoriesByLine(state));
      }
    });
  });
});

const ACCOUNTS: Readonly<Record<LineMeasure, readonly [account: string, sign: 1n | -1n]>> = {
  programmed: ['904', 1n],
  requested: ['906', 1n],
  initial: ['900.1', -1n],
  additional: ['900.2', -1n],
  transferred: ['900.3', -1n],
  reduced: ['900.4', -1n],
  carried: ['900.5', -1n],
  lapsed: ['900.6', -1n],
  reclassified: ['900.7', -1n],
  available: ['910', 1n],
  preCommitted: ['920', 1n],
  committed: ['930', 1n],
  accrued: ['940', 1n],
  paid: ['950', 1n],
  justified: ['960', 1n],
};

/** Sums of postings by year, line and account, whatever agreement they were made for. */
class LineBooks {
  private readonly sums = new Map<string, bigint>();

  add(event: BudgetEvent): void {
    for (const { account, amount, dimensions } of postingsOf(event)) {
      const place = placeOf(dimensions.budgetYear!, dimensions as unknown as Line, account);
      this.sums.set(place, this.of(place) + amount.amountMinor);
    }
  }

  of(place: string): bigint {
    return this.sums.get(place) ?? 0n;
  }
}

const placeOf = (year: string, line: Line, account: string): string => `${year} ${lineKey(line)} ${account}`;

function expectAgreement(state: BudgetState, books: LineBooks, year: Year): void {
  const wrong = [...shardedValues(state.lines)].flatMap((line) =>
    MEASURES.filter((measure) => {
      const [account, sign] = ACCOUNTS[measure];
      const { amountMinor } = line[measure];
      const below = CHART.get(account)!.role === 'state' && amountMinor < 0n;
      return below || amountMinor !== sign * books.of(placeOf(year, line.line, account));
    }).map((measure) => [lineKey(line.line), measure, line[measure].amount]),
  );
  if (wrong.length > 0) expect(wrong).toEqual([]);
}

const nonZero = (sums: ReadonlyMap<string, bigint>): Record<string, bigint> =>
  Object.fromEntries([...sums].filter(([, sum]) => sum !== 0n).sort());

function heldBy(held: Iterable<{ readonly line: Line; readonly open: Money }>): Record<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { line, open } of held) {
    expect(open.isNegative()).toBe(false);
    sums.set(lineKey(line), (sums.get(lineKey(line)) ?? 0n) + open.amountMinor);
  }
  return nonZero(sums);
}

const measured = ({ lines }: BudgetState, measure: LineMeasure): Record<string, bigint> =>
  nonZero(new Map([...shardedEntries(lines)].map(([key, line]) => [key, line[measure].amountMinor])));

const categoriesOf = ({ categories }: BudgetState) =>
  nonZero(
    new Map(
      [...shardedEntries(categories)].flatMap(([key, { programmed, inscribed, requested }]) => [
        [`${key} programmed`, programmed.amountMinor],
        [`${key} inscribed`, inscribed.amountMinor],
        [`${key} requested`, requested.amountMinor],
      ]),
    ),
  );

function categoriesByLine(state: BudgetState) {
  const sums = new Map<string, bigint>();
  const add = (key: string, minor: bigint) => sums.set(key, (sums.get(key) ?? 0n) + minor);
  for (const { line } of shardedValues(state.lines)) {
    const { programmed, requested, initial, additional, reclassified } = lineOf(state, line, 'BOB');
    const key = JSON.stringify([line.financing, line.category]);
    add(`${key} programmed`, programmed.amountMinor);
    add(`${key} requested`, requested.amountMinor);
    add(`${key} inscribed`, initial.plus(additional).plus(reclassified).amountMinor);
  }
  return nonZero(sums);
}
