import { rowProblem } from '../csv/problem';
import { kindOfFile, templateOf, templates } from '../templates';
import type { Reading } from '../templates/form';
import { contradictionsIn } from './contradictions';
import { plannedOf, type Planned } from './planned';
import { readFile, type FileProblem, type SourceFile, type UnreadRow } from './read-file';

/** A file and how its content is had, when it is needed. */
export interface GivenFile {
  readonly name: string;
  readonly sha256: string;
  readonly content: () => Promise<Uint8Array>;
}

export interface CountedFile extends SourceFile {
  readonly rows: number;
}

/** What files come to, before any rule has looked at it. */
export interface Plan {
  /** Of all files, as they were given. */
  readonly names: readonly string[];
  readonly files: readonly CountedFile[];
  readonly rows: number;
  readonly planned: readonly Planned[];
  readonly unread: readonly UnreadRow[];
  readonly problems: readonly FileProblem[];
}

/** So much is held at once, and no more. */
export const IMPORT_ROWS_MAX = 250_000;

export async function planOf(given: readonly GivenFile[], reading: Reading): Promise<Plan> {
  const files: CountedFile[] = [];
  const planned: Planned[] = [];
  const unread: UnreadRow[] = [];
  const problems: FileProblem[] = [];
  const names = given.map(({ name }) => name);
  let rows = 0;
  for (const { name, sha256, content } of given) {
    const kind = kindOfFile(name);
    const template = templateOf(kind);
    if (!template) {
      problems.push(unknownKind(name));
      continue;
    }
    const file: SourceFile = { name, kind, sha256 };
    const read = await readFile(file, template, await content(), reading);
    rows += read.count;
    files.push({ ...file, rows: read.count });
    for (const one of read.unread) unread.push(one);
    for (const one of read.problems) problems.push(one);
    if (rows > IMPORT_ROWS_MAX)
      return { names, files, rows, planned: [], unread: [], problems: [tooManyRows(name)] };
    for (const one of plannedOf(template, read.rows)) planned.push(one);
    for (const { row, problem } of contradictionsIn(template, read.rows)) {
      unread.push(row);
      problems.push(problem);
    }
  }
  return { names, files, rows, planned, unread, problems };
}

const unknownKind = (file: string): FileProblem => ({
  ...rowProblem(1, {
    value: file,
    code: 'FILE_KIND_UNKNOWN',
    message: `nothing says what table ${file} is`,
    cure: `call it after its table, such as "rates.csv" or "rates_2022.csv": ${templates.map(({ kind }) => kind).join(', ')}`,
  }),
  file,
});

const tooManyRows = (file: string): FileProblem => ({
  ...rowProblem(1, {
    code: 'IMPORT_TOO_LARGE',
    message: `together the files have more than ${IMPORT_ROWS_MAX} rows`,
    cure: 'import them in parts, the earlier years first',
  }),
  file,
});
