import type { Increments, Row, RowChange } from './projection';
import { RowShape } from './row-shape';
import { INTEGER_MAX, INTEGER_MIN, RowRefused, acceptInteger } from './table-plan';
import type { ColumnPlan, StoredCell, TablePlan } from './table-plan';

/**
 * What one row comes to after all changes so far.
 * `kept`: the changes go onto whatever the database holds; `fresh`: the row was deleted and made again, so every
 * column is known; `deleted`: it is gone.
 */
interface PendingRow {
  readonly cells: StoredCell[];
  shape: RowShape;
  fate: 'kept' | 'fresh' | 'deleted';
  /** The first change could not have created the row, so the database must hold it. */
  mustExist: boolean;
  /** What was set last, as long as its cells are still what it says. */
  latestSet: Row | undefined;
}

/** Rows that one statement can write. */
export interface RowGroup {
  /** `insert` creates, and is refused where the row is there; `upsert` creates or changes; `update` and `delete-existing` refuse when a row is not there. */
  readonly kind: 'insert' | 'upsert' | 'update' | 'delete' | 'delete-existing';
  readonly shape: RowShape;
  /** Cells in the order of the plan's columns, the key first. */
  readonly rows: (readonly StoredCell[])[];
}

/**
 * Row changes of one table folded by key, so that a hundred events on one row are one row to write. Folding
 * and then writing comes to the same as writing one change at a time: the same rows, the same refusals.
 */
export class PendingRows {
  private readonly rows = new Map<string, PendingRow>();
  private appended: (readonly StoredCell[])[] = [];
  private readonly untouched: RowShape;

  constructor(readonly plan: TablePlan) {
    this.untouched = RowShape.untouched(plan);
  }

  get size(): number {
    return this.rows.size + this.appended.length;
  }

  clear(): void {
    this.rows.clear();
    this.appended = [];
  }

  apply(change: RowChange): void {
    if (this.plan.appendOnly) return this.append(change);
    const key = this.plan.keyOf(change.key);
    const text = this.plan.keyText(key);
    const row = this.rows.get(text);
    if ('delete' in change) this.delete(text, key, row);
    else this.write(row ?? this.begin(text, key), change.set, change.add, row === undefined);
  }

  private append(change: RowChange): void {
    if ('delete' in change || change.add !== undefined)
      throw new RowRefused(`${this.plan.name} takes new rows only, and whole ones`);
    this.appended.push(this.plan.wholeRow(change.key, change.set));
  }

  private begin(text: string, key: StoredCell[]): PendingRow {
    const row: PendingRow = {
      cells: key,
      shape: this.untouched,
      fate: 'kept',
      mustExist: false,
      latestSet: undefined,
    };
    for (let index = this.plan.keyLength; index < this.plan.columns.length; index++) key.push(null);
    this.rows.set(text, row);
    return row;
  }

  private delete(text: string, key: StoredCell[], row: PendingRow | undefined): void {
    const gone = row ?? this.begin(text, key);
    gone.fate = 'deleted';
    gone.shape = this.untouched;
    gone.latestSet = undefined;
  }

  private write(row: PendingRow, set: Row | undefined, add: Increments | undefined, isFirst: boolean): void {
    if (isFirst) row.mustExist = !this.creates(set);
    if (row.fate === 'deleted') {
      if (!this.creates(set))
        throw new RowRefused(`${this.plan.name} has no row ${describe(row, this.plan)} to change`);
      this.renew(row);
    }
    // A projection that keeps what it says of a row says it many times over.
    if (set !== undefined && set !== row.latestSet) this.set(row, set);
    if (add !== undefined) this.add(row, add);
  }

  private creates(set: Row | undefined): boolean {
    let count = 0;
    if (this.plan.requiredCount > 0)
      for (const name in set) if (this.plan.writable(name).required) count += 1;
    return count === this.plan.requiredCount;
  }

  private renew(row: PendingRow): void {
    row.fate = 'fresh';
    row.shape = this.untouched.complete;
    for (let index = this.plan.keyLength; index < this.plan.columns.length; index++) {
      row.cells[index] = this.plan.initial(this.plan.columns[index]!);
    }
  }

  private set(row: PendingRow, set: Row): void {
    for (const name in set) {
      const column = this.plan.writable(name);
      row.cells[column.index] = column.accept(set[name]!);
      row.shape = row.shape.withSet(column.index);
    }
    row.latestSet = set;
  }

  private add(row: PendingRow, add: Increments): void {
    for (const name in add) {
      const column = this.plan.writable(name);
      const { index } = column;
      const amount = this.incrementOf(column, add[name]!);
      if (row.shape.sets(index)) row.latestSet = undefined;
      row.cells[index] = row.shape.touches(index) ? this.sum(row.cells[index]!, amount, column) : amount;
      row.shape = row.shape.withAdd(index);
    }
  }

  private incrementOf(column: ColumnPlan, amount: bigint | number): bigint | number {
    if (column.type === 'integer' && !column.nullable) return acceptInteger(amount, column.name);
    throw new RowRefused(`${this.plan.name}.${column.name} is not an integer that can be added to`);
  }

  /** Plain numbers as long as they are exact, because bigint costs several times as much. */
  private sum(left: StoredCell, right: bigint | number, column: ColumnPlan): bigint | number {
    if (typeof left === 'number' && typeof right === 'number') {
      const sum = left + right;
      if (Number.isSafeInteger(sum)) return sum;
    }
    const sum = BigInt(left as bigint | number) + BigInt(right);
    if (sum >= INTEGER_MIN && sum <= INTEGER_MAX) return sum;
    throw new RowRefused(`${this.plan.name}.${column.name} would overflow 64 bits`);
  }

  /** Each row in exactly one group, so the order of the groups does not matter. */
  groups(): RowGroup[] {
    const groups: RowGroup[] = [];
    if (this.appended.length > 0) {
      groups.push({ kind: 'insert', shape: this.untouched.complete, rows: this.appended });
    }
    let latest: RowGroup | undefined;
    for (const row of this.rows.values()) {
      const kind = kindOf(row);
      // Neighbours are mostly alike.
      if (latest?.kind !== kind || latest.shape !== row.shape) {
        latest = groups.find((group) => group.kind === kind && group.shape === row.shape);
        if (!latest) groups.push((latest = { kind, shape: row.shape, rows: [] }));
      }
      latest.rows.push(row.cells);
    }
    return groups;
  }
}

function kindOf({ fate, mustExist }: PendingRow): RowGroup['kind'] {
  if (fate === 'deleted') return mustExist ? 'delete-existing' : 'delete';
  return mustExist ? 'update' : 'upsert';
}

const describe = ({ cells }: PendingRow, plan: TablePlan): string =>
  JSON.stringify(cells.slice(0, plan.keyLength).map(String));
