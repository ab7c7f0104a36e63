import type { RecordedEvent } from '../port';

export type ColumnType = 'text' | 'integer' | 'boolean' | 'date' | 'instant' | 'json';
export interface Column {
  readonly type: ColumnType;
  readonly nullable?: boolean;
}
/** A view's table. `integer` is 64 bits and reads back as bigint; it refuses to overflow. */
export interface ViewTable {
  readonly columns: Readonly<Record<string, ColumnType | Column>>;
  readonly key: readonly string[];
  readonly indexes?: readonly (readonly string[])[];
}

export type Cell = string | number | bigint | boolean | null | object;
export type Row = Readonly<Record<string, Cell>>;

/** What an event does to one row, as data: `set` writes these columns, `add` increments them. */
export type RowChange =
  | { readonly table: string; readonly key: Row; readonly set: Row }
  | { readonly table: string; readonly key: Row; readonly add: Readonly<Record<string, bigint | number>> }
  | { readonly table: string; readonly key: Row; readonly delete: true };

/** Where the event stands in the ledger as the views count it. */
export interface EventPlace {
  /** Dense, from 0, the same in every rebuild. */
  readonly ordinal: number;
  /** When it was learned, never earlier than the event before it. */
  readonly instant: string;
}

/** A pure function from events to row changes. A change of meaning is a new version. */
export interface Projection {
  readonly name: string;
  readonly version: number;
  readonly tables: Readonly<Record<string, ViewTable>>;
  project(event: RecordedEvent, place: EventPlace): Iterable<RowChange>;
}
