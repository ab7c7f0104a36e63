import type { Brought, FileRow, RecordedImport } from './ledger/queries';
import type { FindingsOfCode } from './plan/report';
import type {
  BadRowAnswer,
  ImportAnswer,
  ImportedFileAnswer,
  ImportFindingsAnswer,
  ImportSummaryAnswer,
} from './imports.dto';
import type { RefusedRow } from './ledger/import.events';

const fileAnswer = ({ name, kind, sha256, rows, already }: FileRow): ImportedFileAnswer => ({
  name,
  kind,
  sha256,
  rows: Number(rows),
  already: Boolean(already),
});

/** As the ledger keeps it. */
export const foundAnswer = ({
  code,
  count,
}: Pick<FindingsOfCode, 'code' | 'count'>): ImportFindingsAnswer => ({
  code,
  count,
  examples: [],
});

export const refusalAnswer = (row: RefusedRow): BadRowAnswer => ({
  ...row,
  column: null,
  value: null,
  cure: null,
});

/** What the ledger knows of an import, for the list of them. */
export const summaryAnswer = ({ run, files }: RecordedImport): ImportSummaryAnswer => ({
  id: run.import,
  state: run.completed_at === null ? 'importing' : 'imported',
  by: run.person,
  begunAt: run.begun_at,
  completedAt: run.completed_at,
  files: files.map(fileAnswer),
  rows: Number(run.rows),
  commands: Number(run.commands),
  refused: Number(run.refused ?? 0),
  findingsCount: run.findings.reduce((sum, { count }) => sum + count, 0),
});

/** The same in full, for one that no run of this process remembers. */
export const recordedAnswer = ({ run, files }: RecordedImport): ImportAnswer => ({
  id: run.import,
  state: run.completed_at === null ? 'interrupted' : 'imported',
  dryRun: false,
  decimal: run.decimal,
  by: run.person,
  begunAt: run.begun_at,
  endedAt: run.completed_at,
  files: files.map(fileAnswer),
  rows: Number(run.rows),
  commands: Number(run.commands),
  progress: null,
  badRowsCount: 0,
  badRows: [],
  findings: run.findings.map(foundAnswer),
  refused: Number(run.refused ?? 0),
  refusals: run.refusals.map(refusalAnswer),
  message: null,
});

export const findingsAnswer = (found: FindingsOfCode) => ({
  code: found.code,
  count: found.count,
  examples: [...found.examples],
});

export function importedAlready(recorded: RecordedImport): ImportAnswer {
  const { person, completed_at: at } = recorded.run;
  const message = `everything was there already: ${person} imported it on ${at!.slice(0, 10)}`;
  return Object.assign(recordedAnswer(recorded), { state: 'unchanged' as const, message });
}

export const broughtBy = (brought: readonly Brought[]): string => {
  const who = brought.map(({ person, completedAt }) => `${person} on ${completedAt.slice(0, 10)}`);
  return `everything was there already: imported by ${[...new Set(who)].join(', ')}`;
};
