import { MEASURES, type MeasureKey } from '@tramo/journal';
import { invariant, type Money, type Conversion } from '@tramo/kernel';
import type { CodeTree, Grouping, Printed, ReportRow } from '@tramo/reporting';
import type {
  ComparedAnswer,
  ComparisonRowAnswer,
  ExecutionRowAnswer,
  FigureAnswer,
  FigureConversionAnswer,
} from './execution.dto';

/** What turns rows into answers: the columns, the names of codes, and the way from a figure to its events. */
export interface Columns {
  readonly groupBy: readonly Grouping[];
  readonly measures: readonly MeasureKey[];
  readonly ratios: readonly Ratio[];
  readonly treeOf: (grouping: Grouping) => CodeTree | undefined;
  readonly linkTo: (measure: MeasureKey, group: ReportRow['group']) => string;
}

export interface Ratio {
  readonly of: MeasureKey;
  readonly in: MeasureKey;
}

export function executionRow(row: ReportRow, columns: Columns): ExecutionRowAnswer {
  const figures = columns.measures.map((measure, index) =>
    figureOf(row, measure, row.values[index], columns),
  );
  return {
    ...headOf(row, columns),
    values: byMeasure(columns, (_measure, index) => figures[index] ?? null),
    ratios:
      row.kind === 'residue'
        ? {}
        : Object.fromEntries(columns.ratios.map((ratio) => ratioOf(ratio, row, columns))),
  };
}

/** The first half of a row's values is of the earlier instant, the second of the later. */
export function comparisonRow(
  row: ReportRow,
  columns: Columns,
  linkBefore: Columns['linkTo'],
): ComparisonRowAnswer {
  const { measures } = columns;
  return {
    ...headOf(row, columns),
    values: byMeasure(columns, (measure, index): ComparedAnswer => {
      const [before, after] = [row.values[index], row.values[measures.length + index]];
      return {
        before: figureOf(row, measure, before, { ...columns, linkTo: linkBefore }),
        after: figureOf(row, measure, after, columns),
        change: (changeOf(before?.money, after?.money)?.toJSON() as FigureAnswer | undefined) ?? null,
      };
    }),
  };
}

const byMeasure = <Value>(
  { measures }: Columns,
  valueOf: (measure: MeasureKey, index: number) => Value,
): Record<string, Value> =>
  Object.fromEntries(measures.map((measure, index) => [measure, valueOf(measure, index)]));

function headOf(
  { kind, group }: ReportRow,
  { groupBy, treeOf }: Columns,
): Pick<ExecutionRowAnswer, 'kind' | 'group' | 'names'> {
  const columns = groupBy
    .slice(0, group.length)
    .map((grouping, index) => ({ grouping, code: group[index] ?? null }));
  return {
    kind,
    group: Object.fromEntries(columns.map(({ grouping, code }) => [grouping.key, code])),
    names: Object.fromEntries(
      columns.map(({ grouping, code }) => [
        grouping.key,
        code === null ? null : (treeOf(grouping)?.nameOf(code) ?? null),
      ]),
    ),
  };
}

function figureOf(
  row: ReportRow,
  measure: MeasureKey,
  printed: Printed | null | undefined,
  { linkTo }: Columns,
): FigureAnswer | null {
  if (!printed) return null;
  const { money, conversions, restatements } = printed;
  return {
    amount: money.amount,
    currency: money.currency.code,
    ...(row.kind !== 'residue' && { events: linkTo(measure, row.group) }),
    ...(conversions.length > 0 && { conversions: conversions.map(conversionOf) }),
    ...(restatements.length > 0 && {
      restatements: restatements.map(({ original, index, from, to, factor }) => ({
        index,
        fromPeriod: from.period,
        toPeriod: to.period,
        factor: factor.decimal,
        original: original.toJSON() as FigureConversionAnswer['original'],
      })),
    }),
  };
}

const conversionOf = ({ original, rate, rounding, residue }: Conversion): FigureConversionAnswer => ({
  original: original.toJSON() as FigureConversionAnswer['original'],
  rate: rate.toString(),
  rounding,
  residue,
});

function changeOf(before: Money | undefined, after: Money | undefined): Money | undefined {
  if (!before || !after) return after ?? before?.negate();
  return after.minus(before);
}

function ratioOf(ratio: Ratio, { values }: ReportRow, { measures }: Columns): [string, string | null] {
  const moneyOf = (measure: MeasureKey): Money | undefined => values[measures.indexOf(measure)]?.money;
  return [`${ratio.of}/${ratio.in}`, percent(moneyOf(ratio.of), moneyOf(ratio.in))];
}

/** With one decimal, half up; nothing where there is nothing to divide, or nothing to divide by. */
export function percent(part: Money | undefined, whole: Money | undefined): string | null {
  if (!part || !whole || whole.isZero()) return null;
  invariant(part.currency.code === whole.currency.code, 'a share is of one currency');
  const negative = part.isNegative() !== whole.isNegative() && !part.isZero();
  const tenths = (part.abs().amountMinor * 2_000n + whole.abs().amountMinor) / (whole.abs().amountMinor * 2n);
  return `${negative ? '-' : ''}${tenths / 10n}.${tenths % 10n}`;
}

export const isMeasure = (key: string): key is MeasureKey => MEASURES.has(key);
