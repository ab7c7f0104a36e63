/** What keeps a row from being imported, where it stands, and what would mend it. */
export interface RowProblem {
  /** Of the file, counted from 1, as an editor shows it. */
  readonly line: number;
  /** Null where it concerns the row, or the file. */
  readonly column: string | null;
  /** The cell as it is written. */
  readonly value: string | null;
  readonly code: string;
  readonly message: string;
  readonly cure: string | null;
}

export const rowProblem = (
  line: number,
  problem: Pick<RowProblem, 'code' | 'message'> & Partial<RowProblem>,
): RowProblem => ({ column: null, value: null, cure: null, ...problem, line });
