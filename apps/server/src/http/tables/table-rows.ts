import { SetMetadata } from '@nestjs/common';

export const TABLE_ROWS = 'tramo:table-rows';

/** What a list in each item of a list is to the reader of a table: its rows, with what else the item says before each of them. */
export const TableRows = (member: string): MethodDecorator => SetMetadata(TABLE_ROWS, member);

/** The rows of an item; the item itself where nothing was said, or its list is empty. */
export function rowsOf(item: unknown, member: string | undefined): readonly unknown[] {
  if (member === undefined || typeof item !== 'object' || item === null) return [item];
  const { [member]: rows, ...head } = item as Readonly<Record<string, unknown>>;
  if (!Array.isArray(rows) || rows.length === 0) return [head];
  return rows.map((row: unknown) => ({ ...head, [singular(member)]: row }));
}

const singular = (plural: string): string => plural.replace(/s$/, '');
