import type { Command } from 'commander';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ImportAnswer } from '../import/imports.dto';
import { Refusal } from '../refusal';
import type { Door } from './door';
import { oneOf } from './options';
import { durationText, ProgressLine, tableText, whole } from './terminal';

interface ImportOptions {
  readonly dryRun?: true;
  readonly decimal?: 'point' | 'comma';
  readonly json?: true;
}

const ROWS_SHOWN = 100;

export function addImportCommand(program: Command, door: () => Door): void {
  program
    .command('import')
    .description('bring history from tables: all of them are tried out, and carried out when no row is bad')
    .argument('<paths...>', 'CSV files named after their tables, rates.csv, or directories of them')
    .option('--dry-run', 'only say what would be imported')
    .option('--decimal <mark>', 'what stands before the decimals: point or comma', oneOf('point', 'comma'))
    .option('--json', 'the outcome as JSON')
    .action((paths: readonly string[], options: ImportOptions) => importFrom(door(), paths, options));
}

async function importFrom(door: Door, paths: readonly string[], options: ImportOptions): Promise<void> {
  const server = door.server('change');
  if (!server) throw new Refusal('no server is running: start it, for the import is its work');
  const files = paths.flatMap(filesAt);
  if (files.length === 0) throw new Refusal(`there is no table in ${paths.join(', ')}`);
  const sent: { name: string; sha256: string }[] = [];
  for (const file of files) {
    const name = basename(file);
    const { sha256 } = await server.sendFile(name, readFileSync(file));
    sent.push({ name, sha256 });
  }
  const line = new ProgressLine(options.dryRun ? 'trying' : 'importing');
  const begunMs = Date.now();
  try {
    const { dryRun = false, decimal = 'point' } = options;
    const outcome = await server.importFiles({ files: sent, dryRun, decimal }, line.report);
    line.end();
    tell(outcome, options, Date.now() - begunMs);
  } finally {
    line.end();
  }
}

/** A file as it is named, and the tables of a directory in the order of their names. */
function filesAt(path: string): readonly string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const names = readdirSync(path).filter((name) => /\.csv$/i.test(name));
    return names.sort().map((name) => join(path, name));
  } catch (error) {
    throw new Refusal(`${path} cannot be read: ${(error as NodeJS.ErrnoException).code}`, 1, {
      cause: error,
    });
  }
}

function tell(outcome: ImportAnswer, { json }: ImportOptions, elapsedMs: number): void {
  if (json) process.stdout.write(`${JSON.stringify(outcome)}\n`);
  else process.stdout.write(outcomeText(outcome, elapsedMs));
  const { state, badRowsCount, refused, message } = outcome;
  if (state === 'refused') throw new Refusal(`nothing was imported: ${countOf(badRowsCount, 'bad row')}`);
  if (refused > 0) throw new Refusal(`refused while they were imported: ${countOf(refused, 'row')}`);
  if (state === 'failed' || state === 'interrupted') throw new Refusal(message ?? `the import ${state}`);
}

const countOf = (count: number, what: string): string => `${whole(count)} ${what}${count === 1 ? '' : 's'}`;

function outcomeText(outcome: ImportAnswer, elapsedMs: number): string {
  const { state, message, rows, commands, findings, badRows, badRowsCount, refusals } = outcome;
  const lines: string[] = [];
  const bad = [...badRows, ...refusals].slice(0, ROWS_SHOWN);
  if (bad.length > 0) {
    lines.push(
      tableText(
        ['where', 'column', 'value', 'code', 'why', 'cure'],
        bad.map(({ file, line, column, value, code, message: why, cure }) => [
          `${file}:${line}`,
          column ?? '',
          (value ?? '').slice(0, 30),
          code,
          why,
          cure ?? '',
        ]),
      ),
    );
    if (badRowsCount > bad.length) lines.push(`and ${whole(badRowsCount - bad.length)} more`);
  }
  for (const { code, count, examples } of findings) {
    const [first] = examples;
    const where = first ? `, first at ${first.file}:${first.line}: ${first.message}` : '';
    lines.push(`finding ${code}: ${whole(count)}${where}`);
  }
  if (state === 'tried') lines.push(`nothing is wrong with ${whole(rows)} rows: ${whole(commands)} commands`);
  if (state === 'imported')
    lines.push(`imported ${whole(rows)} rows in ${whole(commands)} commands, in ${durationText(elapsedMs)}`);
  if (state === 'unchanged' && message) lines.push(message);
  return lines.map((line) => `${line}\n`).join('');
}
