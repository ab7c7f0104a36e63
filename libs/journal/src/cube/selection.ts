import { invariant } from '@tramo/kernel';
import type { Cells } from './cells';
import type { CubeFilter, CubeGrouping, CubeMeasure } from './query';

/** 1 for each cell that every filter accepts. */
export function matching(cells: Cells, where: readonly CubeFilter[]): Uint8Array {
  const matches = new Uint8Array(cells.length).fill(1);
  for (const { field, in: accepted } of where) {
    const { codes, values } = cells.column(field);
    const wanted = new Set(accepted);
    const accepts = Uint8Array.from(values, (value) => (wanted.has(value) ? 1 : 0));
    for (let cell = 0; cell < cells.length; cell++) matches[cell]! &= accepts[codes[cell]!]!;
  }
  return matches;
}

export interface Groups {
  /** The labels of each group, one for each grouping. */
  readonly labels: readonly (readonly (string | null)[])[];
  /** The group of each cell. */
  readonly ofCell: Uint32Array;
}

/** Grouped by one field after another: each splits the groups so far. Only cells that match are looked at. */
export function grouped(cells: Cells, groupBy: readonly CubeGrouping[], matches: Uint8Array): Groups {
  let labels: (readonly (string | null)[])[] = [[]];
  const ofCell = new Uint32Array(cells.length);
  for (const grouping of groupBy) {
    const { codes, values } = cells.column(grouping.field);
    const { names, nameOf } = renamed(values, grouping.relabel);
    const known = new Map<number, number>();
    const split: (readonly (string | null)[])[] = [];
    for (let cell = 0; cell < cells.length; cell++) {
      if (!matches[cell]) continue;
      const name = nameOf[codes[cell]!]!;
      const key = ofCell[cell]! * names.length + name;
      let group = known.get(key);
      if (group === undefined) {
        group = split.push([...labels[ofCell[cell]!]!, names[name]!]) - 1;
        known.set(key, group);
      }
      ofCell[cell] = group;
    }
    labels = split;
  }
  return { labels, ofCell };
}

/** Several codes may come to have one name. */
function renamed(
  values: readonly (string | null)[],
  relabel: CubeGrouping['relabel'] = {},
): { readonly names: readonly (string | null)[]; readonly nameOf: Uint32Array } {
  const known = new Map<string | null, number>();
  const nameOf = Uint32Array.from(values, (value) => {
    const name = value !== null && Object.hasOwn(relabel, value) ? relabel[value]! : value;
    if (!known.has(name)) known.set(name, known.size);
    return known.get(name)!;
  });
  return { names: [...known.keys()], nameOf };
}

const COEFFICIENT_MAX = 1_000;

/** The coefficient of each account, by the account's number among the cells'. */
export function coefficients(cells: Cells, measure: CubeMeasure): Float64Array {
  const { values } = cells.column('account');
  const byAccount = measure as Readonly<Record<string, number | undefined>>;
  return Float64Array.from(values, (account) => {
    const times = byAccount[account!] ?? 0;
    invariant(Number.isInteger(times), 'a coefficient is a whole number');
    invariant(Math.abs(times) <= COEFFICIENT_MAX, `a coefficient is at most ${COEFFICIENT_MAX}`);
    return times;
  });
}

/** By code point, label by label, the absent last. */
export function compareGroups(left: readonly (string | null)[], right: readonly (string | null)[]): number {
  for (const [index, one] of left.entries()) {
    const other = right[index] ?? null;
    if (one === other) continue;
    if (one === null) return 1;
    if (other === null) return -1;
    return one < other ? -1 : 1;
  }
  return 0;
}
