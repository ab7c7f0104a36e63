/** A total that is printed for one code of a dimension. */
export interface Marginal {
  readonly code: string;
  readonly amount: number;
}

export interface JointCell {
  readonly row: string;
  readonly column: string;
  readonly amount: number;
}

/**
 * Printed tables give totals by one dimension at a time. Each unit is put into one cell so that both tables add up:
 * the first row fills the columns in their order, the next goes on where it stopped. Another way of sharing out would
 * add up as well, so that what is combined here was derived, and has to be marked so.
 */
export function jointAllocation(
  rows: readonly Marginal[],
  columns: readonly Marginal[],
): readonly JointCell[] {
  const left = columns.map(({ code, amount }) => ({ code, amount }));
  const cells: JointCell[] = [];
  for (const { code, amount } of rows) {
    let rest = amount;
    for (const column of left) {
      const part = Math.min(rest, column.amount);
      if (part === 0) continue;
      cells.push({ row: code, column: column.code, amount: part });
      rest -= part;
      column.amount -= part;
    }
    if (rest > 0) throw new Error(`${rest} of ${code} is in no column`);
  }
  const over = left.find(({ amount }) => amount > 0);
  if (over) throw new Error(`${over.amount} of ${over.code} is in no row`);
  return cells;
}
