import { csvField } from '../http/tables/cell';
import type { Template } from './templates/template';

/** A table to be filled in: its header, and one row that shows how. */
export function templateCsv({ columns }: Template): string {
  const line = (cells: readonly string[]): string =>
    `${cells.map((cell) => csvField(cell === '' ? null : cell)).join(',')}\n`;
  const examples = Object.values(columns).map(({ example }) => example);
  return line(Object.keys(columns)) + line(examples);
}
