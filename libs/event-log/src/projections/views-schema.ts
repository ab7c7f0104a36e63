import { quoted } from './row-sql';
import type { PhysicalTable } from './row-sql';
import type { ColumnPlan } from './table-plan';
import type { ViewsDatabase, ViewsDialect } from './views-database';

export async function createTable(views: ViewsDatabase, table: PhysicalTable): Promise<void> {
  const { plan, name } = table;
  const columns = plan.columns.map((column) => columnSql(views.dialect, column));
  const key = plan.columns.slice(0, plan.keyLength).map((column) => quoted(column.name));
  await views.run(
    `CREATE TABLE ${quoted(name)} (${columns.join(', ')}, PRIMARY KEY (${key.join(', ')})) ${views.dialect.tableOptions}`,
  );
}

function columnSql(dialect: ViewsDialect, column: ColumnPlan): string {
  const name = quoted(column.name);
  const words = [name, dialect.columnType(column)];
  if (!column.nullable) words.push('NOT NULL');
  if (column.type === 'integer') {
    if (!column.nullable && !column.isKey) words.push('DEFAULT 0');
    // See INTEGER_MIN: a sum that overflows downwards ends there.
    words.push(`CHECK (${name} > -9223372036854775808)`);
  }
  if (column.type === 'boolean') words.push(`CHECK (${name} IN (0, 1))`);
  return words.join(' ');
}

/** Made when the rows are there, which is several times faster than keeping them up to date on the way. */
export async function createIndexes(views: ViewsDatabase, { plan, name }: PhysicalTable): Promise<void> {
  for (const [number, columns] of plan.indexes.entries()) {
    await views.run(
      `CREATE INDEX IF NOT EXISTS ${quoted(`${name}_i${number}`)} ON ${quoted(name)} (${columns.map(quoted).join(', ')})`,
    );
  }
}

/** Readers know the table by its plain name, which from now on shows this generation. */
export async function show(views: ViewsDatabase, { plan, name }: PhysicalTable): Promise<void> {
  await hide(views, plan.name);
  const columns = plan.columns.map((column) => quoted(column.name)).join(', ');
  await views.run(`CREATE VIEW ${quoted(plan.name)} AS SELECT ${columns} FROM ${quoted(name)}`);
}

export async function hide(views: ViewsDatabase, table: string): Promise<void> {
  await views.run(`DROP VIEW IF EXISTS ${quoted(table)}`);
}
