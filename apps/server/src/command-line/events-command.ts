import type { Command } from 'commander';
import { setTimeout as wait } from 'node:timers/promises';
import { PAGE_MAX } from '../http/tables/page-max';
import { pageOfLedger, type EventFilter } from '../ledger/event-pages';
import type { EventAnswer, EventsAnswer } from '../ledger/ledger.dto';
import type { Door } from './door';
import { wholeNumber } from './options';

interface EventsOptions extends EventFilter {
  readonly after?: string;
  readonly limit?: number;
  readonly follow?: true;
  readonly json?: true;
}

type ReadPage = (after: string | undefined, limit: number) => Promise<EventsAnswer>;

const FOLLOW_MS = 500;

export function addEventsCommand(program: Command, door: () => Door): void {
  program
    .command('events')
    .description('print events in the order of the ledger')
    .option('--stream <name>', 'only of this stream')
    .option('--type <type>', 'only of this type, TrancheApproved')
    .option('--correlation <id>', 'only of this correlation')
    .option('--after <position>', 'only what stands after this position')
    .option('--limit <count>', 'stop after so many', wholeNumber(1))
    .option('--follow', 'wait for what comes, until interrupted')
    .option('--json', 'one JSON object per line')
    .action((options: EventsOptions) => printEvents(door(), options));
}

async function printEvents(door: Door, options: EventsOptions): Promise<void> {
  const { stream, type, correlation } = options;
  const filter = { stream, type, correlation };
  const server = door.server('read');
  if (server) return printPages((after, limit) => server.events(after, limit, filter), options);
  await door.withLog((log) => printPages((after, limit) => pageOfLedger(log, after, limit, filter), options));
}

async function printPages(read: ReadPage, options: EventsOptions): Promise<void> {
  let { after } = options;
  let left = options.limit ?? Infinity;
  while (left > 0) {
    const page = await read(after, Math.min(left, PAGE_MAX));
    for (const event of page.events) await print(options.json ? JSON.stringify(event) : eventLine(event));
    left -= page.events.length;
    after = page.next ?? after;
    if (!page.atEnd) continue;
    if (!options.follow) return;
    await wait(FOLLOW_MS);
  }
}

/** Waits for a slow reader, so that a large ledger piped into something never piles up in memory. */
async function print(line: string): Promise<void> {
  if (process.stdout.write(`${line}\n`)) return;
  await new Promise((resolve) => process.stdout.once('drain', resolve));
}

/** The number of a position without the ledger's id, and on a terminal no more of the data than fits. */
function eventLine(event: EventAnswer): string {
  const place = event.position.slice(event.position.indexOf(':') + 1).padStart(8);
  const head = `${place}  ${event.recordedAt}  ${event.type}  ${event.stream}@${event.revision}  ${event.metadata.actor}`;
  const line = `${head}  ${JSON.stringify(event.data)}`;
  const { isTTY, columns } = process.stdout;
  return isTTY && line.length > columns ? `${line.slice(0, Math.max(head.length, columns - 1))}…` : line;
}
