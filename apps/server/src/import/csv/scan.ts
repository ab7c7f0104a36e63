import { rowProblem, type RowProblem } from './problem';

/** A row as it is written: its cells, without what surrounds them. */
export interface CsvRow {
  /** On which it begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

export const isProblem = (row: CsvRow | RowProblem): row is RowProblem => 'code' in row;

const QUOTE = '"';
/** No table has so many columns; what has more is none, and would keep everybody else waiting. */
export const COLUMNS_MAX = 1_000;
/** Longer is a quote that was forgotten. */
const CELL_MAX = 1_000_000;

/** RFC 4180, with either line end. A row that makes no sense is a problem, and the next one is read. */
export function* scanRows(text: string, separator: string): Generator<CsvRow | RowProblem> {
  const scanner = new Scanner(text, separator);
  while (!scanner.atEnd) {
    const row = scanner.row();
    if (isProblem(row) || row.cells.some((cell) => cell.trim() !== '')) yield row;
  }
}

class Scanner {
  private at = 0;
  private line = 1;
  private readonly plain: RegExp;

  constructor(
    private readonly text: string,
    private readonly separator: string,
  ) {
    this.plain = new RegExp(`[^${separator}"\\r\\n]*`, 'y');
  }

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  row(): CsvRow | RowProblem {
    const { line } = this;
    const cells: string[] = [];
    for (;;) {
      const cell = this.text[this.at] === QUOTE ? this.quoted() : this.unquoted();
      if (typeof cell !== 'string') return cell;
      cells.push(cell);
      if (this.text[this.at] === this.separator) {
        this.at += 1;
        if (cells.length === COLUMNS_MAX) return this.tooManyCells(line);
        continue;
      }
      const misplaced = this.endOfRow();
      return misplaced ?? { line, cells };
    }
  }

  private unquoted(): string {
    this.plain.lastIndex = this.at;
    const [cell] = this.plain.exec(this.text)!;
    this.at += cell.length;
    return cell;
  }

  /** With its line breaks; a quote inside is written twice. */
  private quoted(): string | RowProblem {
    const opened = this.line;
    let cell = '';
    this.at += 1;
    for (;;) {
      const end = this.text.indexOf(QUOTE, this.at);
      if (end === -1) return this.notClosed(opened);
      const part = this.text.slice(this.at, end);
      this.line += breaksIn(part);
      this.at = end + 1;
      if (this.text[this.at] !== QUOTE) return cell + part;
      cell += part + QUOTE;
      this.at += 1;
      if (cell.length > CELL_MAX) return this.notClosed(opened);
    }
  }

  private endOfRow(): RowProblem | undefined {
    if (this.atEnd || this.text[this.at] === '\n' || this.text[this.at] === '\r') {
      this.nextLine();
      return undefined;
    }
    const { line } = this;
    const rest = /[^\r\n]*/y;
    rest.lastIndex = this.at;
    const [value] = rest.exec(this.text)!;
    this.at += value.length;
    this.nextLine();
    return rowProblem(line, {
      value: value.slice(0, 40),
      code: 'QUOTE_IN_CELL',
      message: 'a quote stands where a cell neither begins nor ends',
      cure: 'put the whole cell in quotes, and write every quote inside it twice',
    });
  }

  private nextLine(): void {
    if (this.text[this.at] === '\r') this.at += 1;
    if (this.text[this.at] === '\n') this.at += 1;
    this.line += 1;
  }

  private tooManyCells(line: number): RowProblem {
    this.at = this.text.length;
    return rowProblem(line, {
      code: 'COLUMNS_TOO_MANY',
      message: `this row has more than ${COLUMNS_MAX} cells; what follows was not read`,
      cure: 'leave out what is no column of the table, and empty columns at its end',
    });
  }

  /** Everything after it may belong to that cell, so nothing more is read. */
  private notClosed(line: number): RowProblem {
    const value = this.text.slice(this.at, this.at + 40);
    this.at = this.text.length;
    return rowProblem(line, {
      value,
      code: 'QUOTE_NOT_CLOSED',
      message: 'the quote that is opened here is never closed; what follows was not read',
      cure: 'close it, or write a quote that belongs to the text twice',
    });
  }
}

const breaksIn = (part: string): number => part.split(/\r\n|\r|\n/).length - 1;
