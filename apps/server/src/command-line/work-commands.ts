import type { VerifyReport } from '@tramo/event-log';
import type { Command } from 'commander';
import { resolve } from 'node:path';
import { backUp, pace, verify, type Outcome } from '../operations/long-work';
import { restore } from '../operations/restore';
import { Refusal } from '../refusal';
import type { Report } from '../operations/operations';
import type { Door } from './door';
import { names } from './options';
import { bytesText, durationText, ProgressLine, whole } from './terminal';

interface Json {
  readonly json?: true;
}
type RebuildOptions = Json & { readonly projection?: readonly string[] };

export function addWorkCommands(program: Command, door: () => Door): void {
  program
    .command('rebuild')
    .description('build the views anew from the ledger; readers keep the old ones until the new are there')
    .option('--projection <name>', 'only this one; give it once per projection', names)
    .option('--json', 'the outcome as JSON')
    .action((options: RebuildOptions) => rebuild(door(), options));
  program
    .command('backup')
    .description('copy the three stores and the files into a new directory, while everything goes on')
    .argument('<directory>', 'made by the backup; must not exist yet')
    .option('--json', 'the outcome as JSON')
    .action((directory: string, options: Json) => backupTo(door(), directory, options));
  program
    .command('restore')
    .description('put a backup into the data directory, which must be empty')
    .argument('<directory>', 'a backup')
    .option('--json', 'the outcome as JSON')
    .action((directory: string, options: Json) => restoreFrom(door(), directory, options));
  program
    .command('verify-log')
    .description('read the whole ledger and check that it is what was written')
    .option('--json', 'the outcome as JSON')
    .action((options: Json) => verifyLog(door(), options));
}

async function rebuild(door: Door, { projection, json }: RebuildOptions): Promise<void> {
  const server = door.server('change');
  const outcome = await withProgress('rebuild', (report) =>
    server
      ? server.operate('rebuild', projection ? { projections: projection } : {}, report)
      : door.rebuild(projection, report),
  );
  tell(
    outcome,
    json,
    (figure) => `rebuilt from ${whole(figure('events'))} events in ${durationText(figure('elapsedMs'))}`,
  );
}

/** Straight from the files, server or not: copying disturbs nobody, and the copy is wanted on this disk. */
async function backupTo(door: Door, directory: string, { json }: Json): Promise<void> {
  const to = resolve(directory);
  door.requireLedger();
  const outcome = await withProgress('backup', (report) => backUp(to, door.settings, report));
  tell(
    outcome,
    json,
    (figure) => `backed up ${bytesText(figure('bytes'))} and ${whole(figure('files'))} files to ${to}`,
  );
}

async function restoreFrom(door: Door, directory: string, { json }: Json): Promise<void> {
  const { dataDir } = door.settings;
  const outcome = await withProgress('restore', async (report) => {
    const paced = pace('bytes', report);
    const progress = (at: { doneBytes: number; totalBytes: number }): void =>
      paced(at.doneBytes, at.totalBytes);
    return { ...(await restore(resolve(directory), dataDir, progress)) };
  });
  tell(outcome, json, (figure) => `restored ${bytesText(figure('bytes'))} to ${dataDir}`);
}

async function verifyLog(door: Door, { json }: Json): Promise<void> {
  const server = door.server('read');
  const outcome = await withProgress('verify-log', (report) =>
    server ? server.operate('verify-log', {}, report) : verify(door.settings, report),
  );
  const { findings, findingsCount } = outcome as unknown as Pick<VerifyReport, 'findings' | 'findingsCount'>;
  if (findingsCount === 0) {
    return tell(
      outcome,
      json,
      (figure) =>
        `the ledger is whole: ${whole(figure('events'))} events in ${whole(figure('streams'))} streams`,
    );
  }
  if (json) process.stdout.write(`${JSON.stringify(outcome)}\n`);
  else findings.forEach(({ what, position }) => process.stdout.write(`${position ?? '-'}  ${what}\n`));
  throw new Refusal(`the ledger is not what was written: ${findingsCount} findings; restore a backup`);
}

async function withProgress(what: string, work: (report: Report) => Promise<Outcome>): Promise<Outcome> {
  const line = new ProgressLine(what);
  try {
    return await work(line.report);
  } finally {
    line.end();
  }
}

/** For programs everything, for a person one line. */
function tell(
  outcome: Outcome,
  json: true | undefined,
  text: (figure: (name: string) => number) => string,
): void {
  const figure = (name: string): number => Number(outcome[name]);
  process.stdout.write(`${json ? JSON.stringify(outcome) : text(figure)}\n`);
}
