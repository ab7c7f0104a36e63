import type { Command } from 'commander';
import { LongWork } from '../operations/long-work';
import type { Report } from '../operations/operations';
import type { Door } from './door';
import { names } from './options';
import { durationText, ProgressLine, whole } from './terminal';

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
    .command('verify-log')
    .description('read the whole ledger and check that it is what was written')
    .option('--json', 'the outcome as JSON')
    .action((options: Json) => verifyLog(door(), options));
}

type Outcome = Record<string, unknown>;

async function rebuild(door: Door, { projection, json }: RebuildOptions): Promise<void> {
  const server = door.server();
  const outcome = await withProgress('rebuild', (report) =>
    server
      ? server.operate('rebuild', projection ? { projections: projection } : {}, report)
      : door.rebuild(projection, report),
  );
  tell(
    outcome,
    json,
    `rebuilt from ${whole(Number(outcome['events']))} events in ${durationText(Number(outcome['elapsedMs']))}`,
  );
}

async function verifyLog(door: Door, { json }: Json): Promise<void> {
  const server = door.server();
  const outcome = await withProgress('verify-log', (report) =>
    server
      ? server.operate('verify-log', {}, report)
      : door.withSystem((system) => new LongWork(system).verifyLog(report)),
  );
  tell(outcome, json, `the ledger is whole: ${whole(Number(outcome['events']))} events`);
}

export async function withProgress(
  what: string,
  work: (report: Report) => Promise<Outcome>,
): Promise<Outcome> {
  const line = new ProgressLine(what);
  try {
    return await work(line.report);
  } finally {
    line.end();
  }
}

export function tell(outcome: Outcome, json: true | undefined, text: string): void {
  process.stdout.write(`${json ? JSON.stringify(outcome) : text}\n`);
}
