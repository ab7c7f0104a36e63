import type { Rejection } from '@tramo/kernel';
import type { RowProblem } from '../csv/problem';
import type { Planned } from './planned';
import type { FileProblem, PlannedRow } from './read-file';

interface Place {
  readonly row: PlannedRow;
  readonly column: string | null;
  /** Whether it is this row that is meant, and not the command as a whole. */
  readonly exact: boolean;
}

export type Broken = Pick<Rejection, 'code' | 'message' | 'cure' | 'field'> & {
  readonly category?: Rejection['category'];
  /** Where that is known, and no field says it. */
  readonly column?: string;
  /** It is one row's, and it is not known whose. */
  readonly isUnplaced?: true;
  readonly values?: Readonly<Record<string, unknown>>;
};

/** Where in the file stands what a rule says of a field of the command. */
export function placeOf({ rows, act }: Planned, { field, values, column: named }: Broken): Place {
  const path = field?.split('.') ?? [];
  const index = path.find((part) => /^\d+$/.test(part));
  const byCode = index === undefined ? rowOfCodes(rows, values) : undefined;
  const row = (index === undefined ? byCode : rows[Number(index)]) ?? rows[0]!;
  const exact = rows.length === 1 || byCode !== undefined || index !== undefined;
  for (let length = path.length; length > 0; length--) {
    const pattern = path.slice(0, length).map((part) => (/^\d+$/.test(part) ? '*' : part));
    const column = act.places[pattern.join('.')];
    if (column !== undefined) return { row, column, exact };
  }
  return { row, column: named ?? null, exact };
}

/** Rules about several codes at once name them in their values. */
function rowOfCodes(rows: readonly PlannedRow[], values: Broken['values']): PlannedRow | undefined {
  const codes = values?.['codes'];
  if (!Array.isArray(codes)) return undefined;
  const named = (row: PlannedRow): boolean =>
    [row.cells['code'], row.cells['category']].some((cell) => cell !== undefined && codes.includes(cell));
  // What is there twice is there once too often: the later is the one to take out.
  return [...rows].reverse().find(named);
}

export function problemAt(planned: Planned, broken: Broken): FileProblem & { readonly at: Place } {
  const at = placeOf(planned, broken);
  const { code, message, cure } = broken;
  const problem: RowProblem = {
    line: at.row.line,
    column: at.column,
    value: at.column === null ? null : (at.row.cells[at.column] ?? null),
    code,
    message,
    cure: cure ?? null,
  };
  return { ...problem, file: at.row.file.name, at };
}
