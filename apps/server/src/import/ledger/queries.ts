import type { Kysely, Selectable } from 'kysely';
import type { EventOf } from '@tramo/event-log';
import type { ImportCompleted } from './import.events';
import type { ImportTables } from './imports.view';

type Completed = EventOf<typeof ImportCompleted>['data'];
type Views = Kysely<ImportTables>;
type RunRow = Selectable<ImportTables['import_run']>;
export type FileRow = Selectable<ImportTables['import_file']>;

export interface RecordedImport {
  readonly run: Omit<RunRow, 'findings' | 'refusals'> & Pick<Completed, 'findings' | 'refusals'>;
  readonly files: readonly FileRow[];
}

/** The latest first. */
export async function listImports(
  db: Views,
  {
    before,
    limit,
  }: { readonly before: { readonly at: string; readonly id: string } | undefined; readonly limit: number },
): Promise<readonly RecordedImport[]> {
  const runs = await db
    .selectFrom('import_run')
    .selectAll()
    .$if(before !== undefined, (query) =>
      query.where((where) =>
        where.or([
          where('begun_at', '<', before!.at),
          where.and([where('begun_at', '=', before!.at), where('import', '<', before!.id)]),
        ]),
      ),
    )
    .orderBy('begun_at', 'desc')
    .orderBy('import', 'desc')
    .limit(limit)
    .execute();
  return withFiles(db, runs);
}

export async function findImport(db: Views, id: string): Promise<RecordedImport | undefined> {
  const runs = await db.selectFrom('import_run').selectAll().where('import', '=', id).execute();
  return (await withFiles(db, runs))[0];
}

/** Begun and not completed, the earliest first. */
export async function openImports(db: Views): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('import_run')
    .select('import')
    .where('completed_at', 'is', null)
    .orderBy('begun_at')
    .execute();
  return rows.map((row) => row.import);
}

/** Who has brought a file, and when; a file that is on its way is not there yet. */
export interface Brought {
  readonly sha256: string;
  readonly import: string;
  readonly person: string;
  readonly completedAt: string;
}

export async function broughtBefore(db: Views, hashes: readonly string[]): Promise<readonly Brought[]> {
  if (hashes.length === 0) return [];
  const rows = await db
    .selectFrom('import_file')
    .innerJoin('import_run', 'import_run.import', 'import_file.import')
    .select(['import_file.sha256', 'import_file.import', 'import_run.person', 'import_run.completed_at'])
    .where('import_file.sha256', 'in', hashes)
    .where('import_run.completed_at', 'is not', null)
    .orderBy('import_run.completed_at')
    .execute();
  return rows.map(({ completed_at: completedAt, ...row }) => ({ ...row, completedAt: completedAt! }));
}

async function withFiles(db: Views, runs: readonly RunRow[]): Promise<readonly RecordedImport[]> {
  if (runs.length === 0) return [];
  const files = await db
    .selectFrom('import_file')
    .selectAll()
    .where(
      'import',
      'in',
      runs.map((run) => run.import),
    )
    .orderBy('import')
    .orderBy('ordinal')
    .execute();
  return runs.map((run) => ({
    run: { ...run, findings: listOf(run.findings), refusals: listOf(run.refusals) },
    files: files.filter((file) => file.import === run.import),
  }));
}

const listOf = <Item>(json: string | null): Item[] => (json === null ? [] : (JSON.parse(json) as Item[]));
