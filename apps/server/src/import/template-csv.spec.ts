import type { LocalDate } from '@tramo/kernel';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFile } from './plan/read-file';
import { plannedOf } from './plan/planned';
import { templateCsv } from './template-csv';
import { templatePage } from './template-page';
import { kindOfFile, templates } from './templates';

const DOCS = join(__dirname, '..', '..', '..', '..', 'docs', 'import');
const reading = { decimal: 'point', today: '2024-01-01' as LocalDate } as const;

/** What is in the documentation is what the program has; with TRAMO_UPDATE_TEMPLATES=1 it is written anew. */
function held(file: string, content: string): void {
  const path = join(DOCS, file);
  if (process.env['TRAMO_UPDATE_TEMPLATES']) {
    mkdirSync(DOCS, { recursive: true });
    writeFileSync(path, content);
  }
  expect(existsSync(path) ? readFileSync(path, 'utf8') : undefined).toBe(content);
}

it.each(templates.map((template) => [template.kind, template] as const))(
  'has %s in the documentation as it is',
  (kind, template) => held(`${kind}.csv`, templateCsv(template)),
);

it('has a page of all columns as they are', () => held('columns.md', templatePage()));

it('has nothing else there', () => {
  expect(readdirSync(DOCS).sort()).toEqual(
    [...templates.map(({ kind }) => `${kind}.csv`), 'columns.md'].sort(),
  );
});

it.each(templates.map((template) => [template.kind, template] as const))(
  'gives %s an example that is one row and comes to commands',
  async (kind, template) => {
    const file = { name: `${kind}.csv`, kind, sha256: 'a'.repeat(64) };
    const read = await readFile(file, template, Buffer.from(templateCsv(template)), reading);
    expect(read.problems).toEqual([]);
    const planned = plannedOf(template, read.rows);
    expect(planned.length).toBeGreaterThan(0);
    expect(new Set(planned.map(({ key }) => key)).size).toBe(planned.length);
    for (const { act } of planned) {
      for (const column of Object.values(act.places)) expect(Object.keys(template.columns)).toContain(column);
    }
  },
);

it.each([
  ['rates.csv', 'rates'],
  ['rates_2022.csv', 'rates'],
  ['code-levels.bolivia.csv', 'code-levels'],
  ['Rates.CSV', 'rates'],
])('takes %s for %s', (file, kind) => expect(kindOfFile(file)).toBe(kind));
