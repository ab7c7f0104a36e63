import { templates } from './templates';
import type { Template } from './templates/template';
import { importersOf } from './templates/who-imports';

/** Every table and column in words, for the page that strangers fill them in by. */
export const templatePage = (): string => `# The tables of an import

Written by the program itself; [how an import goes](../import.md) is told elsewhere. Tables stand in the order in which they are
carried out. A column that is needed is in **bold**; the others may be empty, or not be there.

${templates.map(section).join('\n')}`;

const section = ({ kind, about, when, columns }: Template): string => `## ${kind}

${about} ${when === 'ground' ? 'Part of the ground.' : 'Carried out day by day.'} [${kind}.csv](${kind}.csv)

Imported by: ${importersOf(kind)
  .map((role) => `\`${role}\``)
  .join(', ')}.

${table([
  ['column', 'takes', 'what it is'],
  ...Object.entries(columns).map(([name, { required, form, about: of }]) => [
    required ? `**${name}**` : name.replaceAll('_', '\\_'),
    form.name,
    of,
  ]),
])}`;

/** Columns as wide as their widest cell, as the formatter of the documentation has them. */
function table([header, ...rows]: readonly (readonly string[])[]): string {
  const all = [header!, ...rows];
  const widths = header!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |\n`;
  return [line(header!), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('');
}
