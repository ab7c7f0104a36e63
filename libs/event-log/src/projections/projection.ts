import type { RecordedEvent } from '../port';

export type ColumnType = 'text' | 'integer' | 'boolean' | 'date' | 'instant' | 'json';
export interface Column {
  readonly type: ColumnType;
  readonly nullable?: boolean;
}
/**
 * A view's table. `integer` is 64 bits, reads back as bigint and refuses to overflow; not null, it begins at
 * zero. Every other column that is not nullable must be in the `set` that creates the row.
 */
export interface ViewTable {
  readonly columns: Readonly<Record<string, ColumnType | Column>>;
  readonly key: readonly string[];
  readonly indexes?: readonly (readonly string[])[];
  /** Rows are only ever made, each once and whole: nothing is folded, so that making one costs little. */
  readonly appendOnly?: boolean;
}

export type Cell = string | number | bigint | boolean | null | object;
export type Row = Readonly<Record<string, Cell>>;
export type Increments = Readonly<Record<string, bigint | number>>;

/**
 * What an event does to one row, as data. `set` writes these columns and creates the row when it names every
 * column the row needs; `add` increments integers and creates the row when it needs no other column; both
 * may stand together. A change that could not create its row refuses when the row is not there. Deleting a
 * row that is not there is no change.
 */
export type RowChange =
  | { readonly table: string; readonly key: Row; readonly set: Row; readonly add?: Increments }
  | { readonly table: string; readonly key: Row; readonly add: Increments; readonly set?: Row }
  | { readonly table: string; readonly key: Row; readonly delete: true };

/** Where the event stands in the ledger as the views count it. */
export interface EventPlace {
  /** Dense, from 0, the same in every rebuild. */
  readonly ordinal: number;
  /** When it was learned, never earlier than the event before it. */
  readonly instant: string;
}

/**
 * A pure function from events to row changes. A change of meaning is a new version. Tables are read under
 * their own names, which are therefore unique among all projections. A module may go on exporting the version
 * before beside the new one: it is then kept up to date until the new one has caught up and taken its place.
 */
export interface Projection {
  readonly name: string;
  readonly version: number;
  readonly tables: Readonly<Record<string, ViewTable>>;
  project(event: RecordedEvent, place: EventPlace): Iterable<RowChange>;
}

/** What the module named in `ProjectorOptions.projections` exports. */
export interface ProjectionModule {
  readonly projections: readonly Projection[];
  /** Brings an event of any stored version to the present one. */
  readonly catalogue: { current(event: RecordedEvent): { readonly data: unknown } };
}
