import { didYouMean } from '../../config/did-you-mean';
import { decodeText } from './decode';
import { rowProblem, type RowProblem } from './problem';
import { isProblem, scanRows, type CsvRow } from './scan';

/** A row by the names of its columns; what is empty is not there. */
export interface TableRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

interface ColumnWanted {
  readonly name: string;
  readonly required: boolean;
}

/** The rows of a file in their order, and what is wrong with it and them. */
export function* readTable(
  content: Uint8Array,
  columns: readonly ColumnWanted[],
): Generator<TableRow | RowProblem> {
  const text = decodeText(content);
  if (typeof text !== 'string') {
    yield text;
    return;
  }
  const [firstLine = ''] = text.split(/[\r\n]/, 1);
  const rows = scanRows(text, firstLine.includes(';') && !firstLine.includes(',') ? ';' : ',');
  const header = rows.next().value as CsvRow | RowProblem | undefined;
  if (!header || isProblem(header)) {
    yield header ?? emptyFile();
    return;
  }
  const names = header.cells.map((cell) => cell.trim().toLowerCase());
  const problems = [...headerProblems(header.line, names, columns)];
  yield* problems;
  // Cells cannot be told apart without their names.
  if (problems.some(({ code }) => code !== 'COLUMN_UNKNOWN')) return;
  for (const row of rows) yield isProblem(row) ? row : named(row, names);
}

/** Of what is no name of a column, so much says which it is. */
const NAME_SHOWN = 60;

export const isRow = (row: TableRow | RowProblem): row is TableRow => 'cells' in row;

function named({ line, cells }: CsvRow, names: readonly string[]): TableRow | RowProblem {
  if (cells.length !== names.length) return miscounted(line, cells.length, names.length);
  const byName: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const cell = cells[index]!.trim();
    if (cell !== '') byName[name] = cell;
  }
  return { line, cells: byName };
}

function* headerProblems(
  line: number,
  names: readonly string[],
  columns: readonly ColumnWanted[],
): Generator<RowProblem> {
  const known = columns.map(({ name }) => name);
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) yield twice(line, name.slice(0, NAME_SHOWN));
    else if (!known.includes(name)) yield unknownColumn(line, name.slice(0, NAME_SHOWN), known);
    seen.add(name);
  }
  for (const { name, required } of columns) {
    if (required && !seen.has(name)) yield missing(line, name);
  }
}

const emptyFile = (): RowProblem =>
  rowProblem(1, {
    code: 'FILE_EMPTY',
    message: 'there is nothing in it',
    cure: 'begin with a line that names the columns',
  });

const miscounted = (line: number, cells: number, columns: number): RowProblem =>
  rowProblem(line, {
    code: 'CELLS_MISCOUNTED',
    message: `the row has ${cells} cells and the header ${columns}`,
    cure: 'put cells that hold the separator in quotes, and leave none out',
  });

const twice = (line: number, column: string): RowProblem =>
  rowProblem(line, {
    column,
    value: column,
    code: 'COLUMN_TWICE',
    message: `the column ${column} is there twice`,
    cure: 'leave one of them out',
  });

const missing = (line: number, column: string): RowProblem =>
  rowProblem(line, {
    column,
    code: 'COLUMN_MISSING',
    message: `there is no column ${column}`,
    cure: `add the column ${column}`,
  });

function unknownColumn(line: number, column: string, known: readonly string[]): RowProblem {
  const meant = didYouMean(column, known);
  return rowProblem(line, {
    column,
    value: column,
    code: 'COLUMN_UNKNOWN',
    message: `no column of this table is called ${column === '' ? 'nothing' : `"${column}"`}`,
    cure: meant ? `call it ${meant}` : `leave it out; the columns are ${known.join(', ')}`,
  });
}
