import type { RowGroup } from './pending-rows';
import type { PhysicalTable } from './row-sql';
import { RowRefused } from './table-plan';
import type { ColumnPlan } from './table-plan';

export type SqlValue = string | number | bigint | null;
export type SqlRow = Readonly<Record<string, SqlValue>>;

/**
 * The projector's one connection to the views. Tables, rows, checkpoint and lease go through it because they
 * change in one transaction; everybody else reads through `openSql`.
 */
export interface ViewsDatabase {
  /** What differs between the engines when tables are made and the time is asked. */
  readonly dialect: ViewsDialect;
  /** Runs the work in one transaction; whatever it throws rolls back and is thrown on. */
  transaction<Result>(work: () => Promise<Result>): Promise<Result>;
  /** As a transaction within one. */
  savepoint<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Placeholders are `?` on both engines. Answers how many rows changed. */
  run(sql: string, values?: readonly SqlValue[]): Promise<number>;
  all(sql: string, values?: readonly SqlValue[]): Promise<SqlRow[]>;
  /** Writes rows, by statements prepared once per shape; throws `RowRefused` when a row should be there and is not. */
  write(table: PhysicalTable, group: RowGroup): Promise<void>;
  /** Statements of a table that is about to go. */
  forget(table: string): void;
  /** Whether the database refused the rows as such, so that the same rows would be refused again. */
  refusedRows(error: unknown): boolean;
  /** True when whoever held the lease under this token has certainly gone. */
  holderHasGone(token: number): Promise<boolean>;
  /** Makes `holderHasGone` false for this token as long as this connection lives. */
  showPresence(token: number): Promise<void>;
  close(): Promise<void>;
}

export interface ViewsDialect {
  readonly engine: 'sqlite' | 'postgres';
  /** Milliseconds since 1970 by the database's own clock. */
  readonly now: string;
  columnType(column: ColumnPlan): string;
  /** What follows the closing bracket of a table. */
  readonly tableOptions: string;
  /** At the beginning of a transaction: rather fail at once than hold up readers while waiting for one of them. */
  readonly impatience: readonly string[];
}

export function refuseMissing(table: PhysicalTable, expected: number, found: number): void {
  if (found === expected) return;
  throw new RowRefused(
    `${table.plan.name}: ${expected - found} of ${expected} rows to change or delete are not there`,
  );
}
