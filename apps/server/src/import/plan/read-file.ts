import { InvalidValue, Money } from '@tramo/kernel';
import { setImmediate as pause } from 'node:timers/promises';
import { rowProblem, type RowProblem } from '../csv/problem';
import { isRow, readTable, type TableRow } from '../csv/table';
import { Malformed, type Reading } from '../templates/form';
import type { Cells, Columns, Template } from '../templates/template';

/** A file that is imported. */
export interface SourceFile {
  readonly name: string;
  readonly kind: string;
  readonly sha256: string;
}

/** A row that is what its table takes. */
export interface PlannedRow {
  readonly file: SourceFile;
  readonly line: number;
  readonly cells: Cells;
  readonly values: Readonly<Record<string, unknown>>;
}

/** A row that is not, as far as it could be read. */
export interface UnreadRow {
  readonly file: SourceFile;
  readonly line: number;
  readonly cells: Cells;
}

export type FileProblem = RowProblem & { readonly file: string };

export interface ReadFile {
  readonly rows: readonly PlannedRow[];
  readonly unread: readonly UnreadRow[];
  readonly problems: readonly FileProblem[];
  /** All that stand below the header. */
  readonly count: number;
}

/** A long file shall not keep everybody else waiting. */
const ROWS_AT_A_TIME = 1_000;

export async function readFile(
  file: SourceFile,
  template: Template,
  content: Uint8Array,
  reading: Reading,
): Promise<ReadFile> {
  const rows: PlannedRow[] = [];
  const unread: UnreadRow[] = [];
  const problems: FileProblem[] = [];
  let count = 0;
  let looked = 0;
  const columns = Object.entries(template.columns).map(([name, { required }]) => ({ name, required }));
  for (const read of readTable(content, columns)) {
    if (++looked % ROWS_AT_A_TIME === 0) await pause();
    if (!isRow(read)) {
      problems.push({ ...read, file: file.name });
      continue;
    }
    count += 1;
    const { line, cells } = read;
    const { values, malformed } = valuesOf(read, template.columns, reading);
    malformed.push(...lackingIn(read, template));
    if (malformed.length === 0) rows.push({ file, line, cells, values });
    else unread.push({ file, line, cells });
    for (const problem of malformed) problems.push({ ...problem, file: file.name });
  }
  return { rows, unread, problems, count };
}

function valuesOf(
  { line, cells }: TableRow,
  columns: Columns,
  reading: Reading,
): { readonly values: PlannedRow['values']; readonly malformed: RowProblem[] } {
  const values: Record<string, unknown> = {};
  const malformed: RowProblem[] = [];
  for (const [column, { form, required }] of Object.entries(columns)) {
    const value = cells[column];
    if (value === undefined) {
      values[column] = null;
      if (required) malformed.push(empty(line, column, form.name));
      continue;
    }
    const read = form.read(value, reading);
    if (read instanceof Malformed) malformed.push(misread(line, column, value, read));
    else values[column] = read;
  }
  for (const [column, { currencyIn }] of Object.entries(columns)) {
    const amount = values[column];
    const currency = currencyIn === undefined ? undefined : values[currencyIn];
    if (typeof amount !== 'string' || typeof currency !== 'string') continue;
    const problem = notOfCurrency(amount, currency);
    if (problem) malformed.push(rowProblem(line, { column, value: cells[column] ?? null, ...problem }));
  }
  return { values, malformed };
}

/** Cells that say nothing without another: of what is given, nothing is left out in silence. */
function* lackingIn({ line, cells }: TableRow, { columns, given }: Template): Generator<RowProblem> {
  for (const [column, others] of Object.entries(given)) {
    const other = others.find((name) => cells[name] !== undefined);
    const asked = columns[column];
    if (other === undefined || !asked || asked.required || cells[column] !== undefined) continue;
    yield rowProblem(line, {
      column,
      code: 'CELL_EMPTY',
      message: `${column} is empty, and ${other} says nothing without it`,
      cure: `give it: ${asked.form.name}; or leave ${other} empty`,
    });
  }
}

/** More decimals than the currency has, or more than a ledger can hold. */
function notOfCurrency(
  amount: string,
  currency: string,
): Pick<RowProblem, 'code' | 'message' | 'cure'> | undefined {
  try {
    Money.asked({ amount, currency });
    return undefined;
  } catch (error) {
    if (error instanceof InvalidValue)
      return { code: error.code, message: error.message, cure: `write it as an amount of ${currency}` };
    throw error;
  }
}

const misread = (
  line: number,
  column: string,
  value: string,
  { code, message, cure }: Malformed,
): RowProblem => rowProblem(line, { column, value, code, message, cure });

const empty = (line: number, column: string, form: string): RowProblem =>
  rowProblem(line, {
    column,
    code: 'CELL_EMPTY',
    message: `${column} is empty`,
    cure: `give it: ${form}`,
  });
