import {
  measureOf,
  type AsOf,
  type CubeFilter,
  type CubeQuery,
  type CubeRow,
  type MeasureKey,
} from '@tramo/journal';
import { invariant, isCurrencyCode, Money } from '@tramo/kernel';
import type { Leaf } from './execution-report';
import { Figure } from './figure';
import type { Grouping } from './grouping';

/** What an execution report is asked, in the report's own words. */
export interface Question {
  readonly programme: string;
  readonly groupBy: readonly Grouping[];
  readonly measures: readonly MeasureKey[];
  readonly where: readonly CubeFilter[];
  /** Which face of an amount counts: the one in the book's currency, or the one it was transacted in. */
  readonly face: 'book' | 'own';
  /** Years apart, because each is restated by its own factor. */
  readonly byYear: boolean;
  readonly asOf?: AsOf;
}

export const cubeQueryOf = (question: Question): CubeQuery => ({
  where: wherePostings(question),
  groupBy: [
    ...question.groupBy.map(({ cube }) => cube),
    { field: 'currency' },
    ...(question.byYear ? [{ field: 'budgetYear' } as const] : []),
  ],
  measures: question.measures.map((key) => measureOf(key).of),
  ...(question.asOf && { asOf: question.asOf }),
});

/** The cells that any figure of the report is made of. */
export const wherePostings = ({
  programme,
  face,
  where,
}: Pick<Question, 'programme' | 'face' | 'where'>): readonly CubeFilter[] => [
  { field: 'programme', in: [programme] },
  { field: 'basis', in: ['both', face] },
  ...where,
];

/** The cube's rows of one currency (and year) each, brought together by what the report is grouped by. */
export function leavesOf(question: Question, rows: readonly CubeRow[]): readonly Leaf[] {
  const leaves = new Map<string, { group: Leaf['group']; figures: Figure[] }>();
  const depth = question.groupBy.length;
  for (const { group, values } of rows) {
    const codes = group.slice(0, depth);
    const key = JSON.stringify(codes);
    const leaf = leaves.get(key) ?? { group: codes, figures: values.map(() => Figure.absent) };
    leaves.set(key, leaf);
    leaf.figures = leaf.figures.map((figure, index) => {
      const minor = values[index] ?? null;
      return minor === null ? figure : Figure.sum([figure, figureOf(group, depth, minor)]);
    });
  }
  return [...leaves.values()];
}

function figureOf(group: CubeRow['group'], depth: number, minor: bigint): Figure {
  const currency = group[depth];
  invariant(isCurrencyCode(currency), `a cell is in one of the currencies kept here, not ${currency}`);
  return Figure.of([{ year: group[depth + 1] ?? null, money: Money.ofMinor(minor, currency) }]);
}

/** Two instants side by side: the figures of the first, then those of the second. */
export function besideEachOther(
  before: readonly Leaf[],
  after: readonly Leaf[],
  measures: number,
): readonly Leaf[] {
  const nothing = Array.from({ length: measures }, () => Figure.absent);
  const keyOf = ({ group }: Leaf): string => JSON.stringify(group);
  const then = new Map(before.map((leaf) => [keyOf(leaf), leaf]));
  const now = new Map(after.map((leaf) => [keyOf(leaf), leaf]));
  return [...new Map([...then, ...now]).entries()].map(([key, { group }]) => ({
    group,
    figures: [...(then.get(key)?.figures ?? nothing), ...(now.get(key)?.figures ?? nothing)],
  }));
}
