import { canonicalJson, invariant } from '@tramo/kernel';
import type { Cell, Column, ColumnType, Row, ViewTable } from './projection';

/** A cell as it is bound to a statement; truth is 1 or 0, as everywhere in the stores. */
export type StoredCell = string | number | bigint | null;

/** A row change that cannot be what the projection meant: its table, or the row, does not allow it. */
export class RowRefused extends Error {
  override readonly name = 'RowRefused';
}

export interface ColumnPlan {
  readonly name: string;
  readonly type: ColumnType;
  /** Where it stands in a row; the key's columns come first. */
  readonly index: number;
  readonly nullable: boolean;
  readonly isKey: boolean;
  /** A row cannot begin without it. */
  readonly required: boolean;
  readonly accept: (value: Cell) => StoredCell;
}

/** One more than what fits below the smallest 64-bit integer is left out on purpose: see `INTEGER_MIN`. */
export const INTEGER_MAX = 2n ** 63n - 1n;
/**
 * The smallest 64-bit integer itself is refused: SQLite turns a sum that overflows downwards into a fraction
 * that rounds to exactly that number, so a column that never holds it never holds a wrong sum.
 */
export const INTEGER_MIN = -INTEGER_MAX;

// The longest that both engines allow with the suffixes of a generation and an index behind it.
const NAME = /^[a-z][A-Za-z0-9_]{0,39}$/;

/** A table's definition, checked once and made ready for the path that every row change takes. */
export class TablePlan {
  readonly columns: readonly ColumnPlan[];
  readonly keyLength: number;
  readonly requiredCount: number;
  readonly indexes: readonly (readonly string[])[];
  readonly appendOnly: boolean;
  private readonly byName: ReadonlyMap<string, ColumnPlan>;

  constructor(
    readonly name: string,
    table: ViewTable,
  ) {
    invariant(NAME.test(name), `"${name}" names a table: a letter, then letters, digits and _, at most 40`);
    const others = Object.keys(table.columns).filter((column) => !table.key.includes(column));
    this.columns = [...table.key, ...others].map((column, index) => {
      const definition = table.columns[column];
      invariant(definition, `${name}.${column} is in the key of its table and among its columns`);
      return planColumn(name, column, definition, index, index < table.key.length);
    });
    invariant(table.key.length > 0, `${name} has a key`);
    invariant(new Set(table.key).size === table.key.length, `${name} has no column twice in its key`);
    this.keyLength = table.key.length;
    this.requiredCount = this.columns.filter(({ required }) => required).length;
    this.indexes = table.indexes ?? [];
    this.appendOnly = table.appendOnly ?? false;
    this.byName = new Map(this.columns.map((column) => [column.name, column]));
    for (const column of this.indexes.flat()) {
      invariant(this.byName.has(column), `${name}.${column} is indexed and among the columns`);
    }
  }

  /** A column that a change may write, which a key's is not. */
  writable(name: string): ColumnPlan {
    const column = this.byName.get(name);
    if (column === undefined || column.isKey) {
      throw new RowRefused(`${this.name} has no column "${name}"${column ? ' outside its key' : ''}`);
    }
    return column;
  }

  /** The key's cells, in the key's order. */
  keyOf(key: Row): StoredCell[] {
    const cells: StoredCell[] = [];
    for (let index = 0; index < this.keyLength; index++) {
      const column = this.columns[index]!;
      const value = key[column.name];
      if (value === undefined) throw new RowRefused(`${this.name}: the key lacks "${column.name}"`);
      cells.push(column.accept(value));
    }
    let given = 0;
    for (const _name in key) given += 1;
    if (given !== this.keyLength)
      throw new RowRefused(`${this.name}: the key names columns it does not have`);
    return cells;
  }

  /** Equal for equal keys only; no cell holds the character in between. */
  keyText(cells: readonly StoredCell[]): string {
    if (this.keyLength === 1) return String(cells[0]);
    let text = String(cells[0]);
    for (let index = 1; index < this.keyLength; index++) text += `\0${cells[index]}`;
    return text;
  }

  /** The cells of a row that says all of itself at once. */
  wholeRow(key: Row, set: Row | undefined): StoredCell[] {
    const cells = this.keyOf(key);
    let said = 0;
    for (let index = this.keyLength; index < this.columns.length; index++) {
      const column = this.columns[index]!;
      const value = set?.[column.name];
      if (value !== undefined) said += 1;
      else if (column.required) throw new RowRefused(`${this.name}: the row lacks "${column.name}"`);
      cells.push(value === undefined ? this.initial(column) : column.accept(value));
    }
    let given = 0;
    for (const _name in set) given += 1;
    // One of them is no column that can be written, and will say so.
    if (given !== said) for (const name in set) this.writable(name);
    return cells;
  }

  /** What a column begins with when the change that creates the row does not name it. */
  initial(column: ColumnPlan): StoredCell {
    return column.nullable ? null : 0;
  }
}

function planColumn(
  table: string,
  name: string,
  definition: ColumnType | Column,
  index: number,
  isKey: boolean,
): ColumnPlan {
  const { type, nullable = false } = typeof definition === 'string' ? { type: definition } : definition;
  const place = `${table}.${name}`;
  invariant(NAME.test(name), `"${place}" names a column: a letter, then letters, digits and _, at most 40`);
  invariant(!(isKey && nullable), `${place} is in the key and not nullable`);
  const convert = CONVERSIONS[type];
  const accept = (value: Cell): StoredCell => {
    if (value !== null) return convert(value, place);
    if (nullable) return null;
    throw new RowRefused(`${place} is not nullable`);
  };
  const required = !isKey && !nullable && type !== 'integer';
  return { name, type, index, nullable, isKey, required, accept };
}

type Conversion = (value: Exclude<Cell, null>, place: string) => StoredCell;

const CONVERSIONS: Readonly<Record<ColumnType, Conversion>> = {
  text: acceptText,
  integer: acceptInteger,
  boolean: (value, place) => {
    if (typeof value !== 'boolean') throw wrong(value, place, 'true or false');
    return value ? 1 : 0;
  },
  date: (value, place) => acceptPattern(value, place, DATE, 'a date as 2024-12-31'),
  instant: (value, place) => acceptPattern(value, place, INSTANT, 'an instant as 2024-12-31T23:59:59.999Z'),
  json: (value) => canonicalJson(value),
};

const SUSPECT = /[\0\ud800-\udfff]/;
const NOT_STORABLE = /\0|\p{Surrogate}/u;

/** NUL, which PostgreSQL refuses, and half characters, which every encoding turns into the same other one. */
function acceptText(value: Exclude<Cell, null>, place: string): string {
  if (typeof value !== 'string') throw wrong(value, place, 'a text');
  if (SUSPECT.test(value) && NOT_STORABLE.test(value)) {
    throw new RowRefused(`${place} holds a character that is not Unicode text`);
  }
  return value;
}

export function acceptInteger(value: Exclude<Cell, null>, place: string): number | bigint {
  if (typeof value === 'number') {
    if (Number.isSafeInteger(value)) return value;
  } else if (typeof value === 'bigint' && value >= INTEGER_MIN && value <= INTEGER_MAX) {
    return value;
  }
  throw wrong(value, place, 'an integer of 64 bits (beyond 2^53, a bigint)');
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

function acceptPattern(value: Exclude<Cell, null>, place: string, pattern: RegExp, what: string): string {
  if (typeof value !== 'string' || !pattern.test(value)) throw wrong(value, place, what);
  return value;
}

function wrong(value: Cell, place: string, expected: string): RowRefused {
  const found = typeof value === 'object' ? '' : ` ${String(value).slice(0, 60)}`;
  return new RowRefused(`${place} takes ${expected}, not ${typeof value}${found}`);
}
