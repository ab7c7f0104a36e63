import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { openEventLog, rebuildViews, type EventLog, type RebuildOutcome } from '@tramo/event-log';
import { house } from '../../../apps/server/src/house';
import type { Copied, Copies } from './copies';
import { enacted } from './enacted';

/** Programmes that live at the same time; their events share commits. */
const TOGETHER = 64;

export const ledgerIn = (directory: string) =>
  ({ engine: 'sqlite', file: join(directory, 'ledger.db') }) as const;

/** How many programmes of the demonstration's size it takes; the last one is cut where the number is reached. */
const copiesOf = (copies: Copies, events: number): number =>
  Math.ceil((events - copies.ofAll.length) / copies.size);

export const viewsIn = (directory: string) =>
  ({ engine: 'sqlite', file: join(directory, 'views.db') }) as const;

export const scaledLedger = (directory: string, events: number): Promise<void> =>
  apart(directory, events, 'ledger');

/** And every view of the house, made from it. */
export const scaledViews = (directory: string, events: number): Promise<void> =>
  apart(directory, events, 'views');

/** In a process of its own, so that its memory is nobody else's. */
async function apart(directory: string, events: number, what: 'ledger' | 'views'): Promise<void> {
  const child = fork(__filename, [directory, String(events), what]);
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the ${what} could not be made`);
}

async function make(directory: string, events: number, what: string): Promise<void> {
  await write(directory, events);
  if (what === 'views') await rebuildHouse(directory);
}

/** Every view of the house, from an empty file. */
export const rebuildHouse = (directory: string): Promise<RebuildOutcome> =>
  rebuildViews({ log: ledgerIn(directory), views: viewsIn(directory), projections: house.projections });

async function write(directory: string, events: number): Promise<void> {
  const copies = await enacted(directory);
  const log = await openEventLog(ledgerIn(directory));
  const writer = new Writer(log);
  for (const event of copies.ofAll) await writer.write(event);
  const lastCopy = copiesOf(copies, events) - 1;
  const sizeOf = (copy: number): number =>
    copy === lastCopy ? events - copies.ofAll.length - lastCopy * copies.size : copies.size;
  for (let first = 0; first <= lastCopy; first += TOGETHER) {
    const here = Array.from({ length: Math.min(TOGETHER, lastCopy + 1 - first) }, (_, lane) => first + lane);
    for (let index = 0; index < copies.size; index++) {
      const living = here.filter((copy) => index < sizeOf(copy));
      await Promise.all(living.map((copy) => writer.write(copies.event(copy, index))));
    }
    writer.forget();
  }
  await log.close();
}

/** Knows where each stream is, so that nothing has to be read. */
class Writer {
  private readonly revisions = new Map<string, number>();

  constructor(private readonly log: EventLog) {}

  async write({ stream, ...event }: Copied): Promise<void> {
    const { revision } = await this.log.append(stream, [event], this.revisions.get(stream) ?? 'no-stream');
    this.revisions.set(stream, revision);
  }

  /** Nobody writes to what these programmes have written again. */
  forget(): void {
    this.revisions.clear();
  }
}

if (require.main === module) void make(process.argv[2]!, Number(process.argv[3]), process.argv[4]!);
