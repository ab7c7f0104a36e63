import type { Cells } from './cells';
import { addTimes, joined } from './minor';
import type { CubeQuery, CubeRow } from './query';
import { coefficients, compareGroups, grouped, matching } from './selection';
import type { Sums } from './sums';

/** Rows for the groups in which any measure has a posting, in the order of their labels. */
export function report(cells: Cells, { where, groupBy, measures }: CubeQuery, sums: Sums): CubeRow[] {
  const matches = matching(cells, where);
  const present = matches.map((matched, cell) => (matched && sums.count[cell] !== 0 ? 1 : 0));
  const { labels, ofCell } = grouped(cells, groupBy, present);
  const { codes: accounts } = cells.column('account');
  const columns = measures.map((measure) => {
    const times = coefficients(cells, measure);
    const added = emptyColumn(labels.length);
    for (let cell = 0; cell < cells.length; cell++) {
      const factor = times[accounts[cell]!]!;
      if (factor === 0 || present[cell] === 0) continue;
      const group = ofCell[cell]!;
      added.seen[group] = 1;
      addTimes(added, group, sums.hi[cell]!, sums.lo[cell]!, factor);
    }
    return added;
  });
  return labels
    .map((group, index) => ({ group, values: columns.map((column) => valueOf(column, index)) }))
    .filter(({ values }) => values.some((value) => value !== null))
    .sort((left, right) => compareGroups(left.group, right.group));
}

const emptyColumn = (groups: number) => ({
  hi: new Float64Array(groups),
  lo: new Float64Array(groups),
  seen: new Uint8Array(groups),
});

const valueOf = ({ hi, lo, seen }: ReturnType<typeof emptyColumn>, group: number): bigint | null =>
  seen[group] === 0 ? null : joined(hi[group]!, lo[group]!);
