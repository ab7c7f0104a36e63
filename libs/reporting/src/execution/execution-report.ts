import { Money } from '@tramo/kernel';
import { Figure } from './figure';
import type { Printed, Printer } from './printing';

/** A leaf of the report: the codes it is grouped by, outermost first, and a figure for each measure. */
export interface Leaf {
  readonly group: readonly (string | null)[];
  readonly figures: readonly Figure[];
}

export interface ReportRow {
  /**
   * `group`: the innermost grouping; `subtotal`, `total`: what the rows below add to; `residue`: what rounding
   * left between the rows of one subtotal or total and itself.
   */
  readonly kind: 'group' | 'subtotal' | 'total' | 'residue';
  /** As many codes as the row has been grouped by; none for the total. */
  readonly group: readonly (string | null)[];
  /** One for each measure; null is absent, which is not zero. */
  readonly values: readonly (Printed | null)[];
}

interface Node {
  readonly group: readonly (string | null)[];
  readonly figures: readonly Figure[];
  readonly children: readonly Node[];
}

/** The rows in the order in which people read them: a subtotal, then what it is made of; the total at the end. */
export function executionRows(
  leaves: readonly Leaf[],
  measures: number,
  print: Printer,
  order: readonly ((a: string | null, b: string | null) => number)[],
): readonly ReportRow[] {
  const root = nodeOf([], leaves, measures, order);
  return [...root.children.flatMap((child) => rowsOf(child, order.length, print)), ...totalOf(root, print)];
}

function nodeOf(
  group: Node['group'],
  leaves: readonly Leaf[],
  measures: number,
  order: Parameters<typeof executionRows>[3],
): Node {
  const compare = order[group.length];
  const children = compare
    ? [...partition(leaves, group.length)]
        .sort(([a], [b]) => compare(a, b))
        .map(([code, part]) => nodeOf([...group, code], part, measures, order))
    : [];
  const parts = compare ? children : leaves;
  const figures = Array.from({ length: measures }, (_, index) =>
    Figure.sum(parts.map((part) => part.figures[index] ?? Figure.absent)),
  );
  return { group, figures, children };
}

function partition(leaves: readonly Leaf[], level: number): Map<string | null, Leaf[]> {
  const parts = new Map<string | null, Leaf[]>();
  for (const leaf of leaves) {
    const code = leaf.group[level] ?? null;
    const part = parts.get(code);
    if (part) part.push(leaf);
    else parts.set(code, [leaf]);
  }
  return parts;
}

function rowsOf(node: Node, depth: number, print: Printer): readonly ReportRow[] {
  const values = node.figures.map(print);
  if (node.group.length === depth) return [{ kind: 'group', group: node.group, values }];
  return [
    { kind: 'subtotal', group: node.group, values },
    ...node.children.flatMap((child) => rowsOf(child, depth, print)),
    ...residueOf(node, values, print),
  ];
}

const totalOf = (root: Node, print: Printer): readonly ReportRow[] => {
  const values = root.figures.map(print);
  return [...residueOf(root, values, print), { kind: 'total', group: [], values }];
};

/** Nothing when the rows add up to their total in every measure. */
function residueOf(
  { group, children }: Node,
  totals: ReportRow['values'],
  print: Printer,
): readonly ReportRow[] {
  if (children.length === 0) return [];
  const values = totals.map((total, index) => {
    if (!total) return null;
    const parts = children.flatMap(({ figures }) => print(figures[index] ?? Figure.absent)?.money ?? []);
    const money = total.money.minus(Money.sum(total.money.currency.code, parts));
    return money.isZero() ? null : { money, conversions: [], restatements: [] };
  });
  return values.some((value) => value !== null) ? [{ kind: 'residue', group, values }] : [];
}
