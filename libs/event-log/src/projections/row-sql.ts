import { unreachable } from '@tramo/kernel';
import type { RowGroup } from './pending-rows';
import type { ColumnPlan, TablePlan } from './table-plan';

/** A table of one generation: the definition, and the name it has in the database. */
export interface PhysicalTable {
  readonly plan: TablePlan;
  readonly name: string;
}

export const physicalName = (table: string, generation: number): string => `${table}__g${generation}`;

export const quoted = (name: string): string => `"${name}"`;

/** The columns whose cells a group's statement is given, the key first. */
export function boundColumns({ plan }: PhysicalTable, { kind, shape }: RowGroup): readonly ColumnPlan[] {
  const key = plan.columns.slice(0, plan.keyLength);
  if (kind === 'delete' || kind === 'delete-existing') return key;
  return [...key, ...[...shape.setColumns, ...shape.addColumns].map((index) => plan.columns[index]!)];
}

/**
 * One text for both engines. `source` is a query that gives the rows, its columns named column1, column2 and
 * so on: that is how both engines name the columns of VALUES.
 */
export function groupSql(table: PhysicalTable, group: RowGroup, source: string): string {
  switch (group.kind) {
    case 'insert':
      return insertSql(table, group, source);
    case 'upsert':
      return upsertSql(table, group, source);
    case 'update':
      return updateSql(table, group, source);
    case 'delete':
    case 'delete-existing':
      return `DELETE FROM ${quoted(table.name)} WHERE (${keyNames(table).join(', ')}) IN (${source})`;
    default:
      return unreachable(group.kind);
  }
}

const insertSql = (table: PhysicalTable, group: RowGroup, source: string): string =>
  `INSERT INTO ${quoted(table.name)} (${namesIn(table, group)}) ${source}`;

const namesIn = (table: PhysicalTable, group: RowGroup): string =>
  boundColumns(table, group)
    .map(({ name }) => quoted(name))
    .join(', ');

function upsertSql(table: PhysicalTable, group: RowGroup, source: string): string {
  const assignments = [
    ...columnNames(table, group.shape.setColumns).map((name) => `${name} = excluded.${name}`),
    ...columnNames(table, group.shape.addColumns).map(
      (name) => `${name} = target.${name} + excluded.${name}`,
    ),
  ];
  const action = assignments.length === 0 ? 'NOTHING' : `UPDATE SET ${assignments.join(', ')}`;
  return (
    `INSERT INTO ${quoted(table.name)} AS target (${namesIn(table, group)}) ${source} ` +
    `ON CONFLICT (${keyNames(table).join(', ')}) DO ${action}`
  );
}

function updateSql(table: PhysicalTable, { shape }: RowGroup, source: string): string {
  const { keyLength } = table.plan;
  const given = (offset: number): string => `source.column${keyLength + offset + 1}`;
  const key = keyNames(table);
  const assignments = [
    ...columnNames(table, shape.setColumns).map((name, index) => `${name} = ${given(index)}`),
    // Numbers reach SQLite as fractions; without the cast their sum would be one too.
    ...columnNames(table, shape.addColumns).map(
      (name, index) => `${name} = target.${name} + CAST(${given(shape.setColumns.length + index)} AS bigint)`,
    ),
  ];
  if (assignments.length === 0) assignments.push(`${key[0]} = target.${key[0]}`);
  const match = key.map((name, index) => `target.${name} = source.column${index + 1}`);
  return (
    `UPDATE ${quoted(table.name)} AS target SET ${assignments.join(', ')} ` +
    `FROM (${source}) AS source WHERE ${match.join(' AND ')}`
  );
}

const keyNames = ({ plan }: PhysicalTable): string[] =>
  plan.columns.slice(0, plan.keyLength).map(({ name }) => quoted(name));

const columnNames = ({ plan }: PhysicalTable, indexes: readonly number[]): string[] =>
  indexes.map((index) => quoted(plan.columns[index]!.name));
