import { setTimeout as pause } from 'node:timers/promises';
import { moveCursor, readCursor } from '@tramo/stores';
import type { CursorTables } from '@tramo/stores';
import type { Kysely } from 'kysely';
import { comparePositions, readPosition, writePosition } from '../port';
import type { EventLogReader, Position, RecordedEvent } from '../port';
import type { AcceptedIndex } from './accepted-index';
import { needsNoConfirmation } from './plan';
import { COMMAND_ABANDONED } from './runtime-events';
import type { AcceptedRow, Changes, CommandStore, ReservationRow } from './command-store';

const CURSOR = 'commands';
/** Each write waits for the disk, so it had better be worth it. */
const EVENTS_PER_WRITE = 4_096;
const RESTART_PAUSE_MS = 1_000;

export interface FollowerOptions {
  /** How long to let news gather when there is no hurry. */
  readonly pauseMs: number;
  readonly now: () => Date;
  readonly report: (error: unknown, what: string) => void;
}

/**
 * Keeps the command tables by reading the log. Every replica runs one: the rows are the same whoever writes
 * them, and the cursor only moves forward.
 */
export class CommandFollower {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private position: Position | undefined;

  constructor(
    private readonly log: EventLogReader,
    private readonly tables: CommandStore,
    private readonly index: AcceptedIndex,
    private readonly options: FollowerOptions,
  ) {}

  /** Resolves when the tables hold what the log held at the call. */
  async start(): Promise<void> {
    const cursor = await readCursor(this.tables.db, CURSOR);
    this.position = cursor === undefined ? undefined : readPosition(cursor);
    await this.catchUp();
    this.running = this.follow();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** What is in the log now, without waiting for more. */
  private async catchUp(): Promise<void> {
    let read: RecordedEvent[] = [];
    for await (const page of this.log.readAll(this.after())) {
      read.push(...page);
      if (read.length < EVENTS_PER_WRITE) continue;
      await this.take(read);
      read = [];
    }
    await this.take(read);
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    const isOver = (): boolean => signal.aborted;
    while (!isOver()) {
      try {
        let read: RecordedEvent[] = [];
        for await (const { events, caughtUp } of this.log.subscribeAll({ ...this.after(), signal })) {
          read.push(...events);
          if (!caughtUp && read.length < EVENTS_PER_WRITE) continue;
          await this.take(read);
          read = [];
          if (caughtUp) await quietPause(this.options.pauseMs, signal);
        }
      } catch (error) {
        if (isOver()) return;
        this.options.report(error, 'the command tables lag behind the log');
        await quietPause(RESTART_PAUSE_MS, signal);
      }
    }
  }

  private after(): { after?: Position } {
    return this.position ? { after: this.position } : {};
  }

  private async take(events: readonly RecordedEvent[]): Promise<void> {
    const last = events.at(-1);
    if (!last) return;
    const changes = changesOf(events);
    await this.tables.write(changes, (db) => advance(db, last.position, this.options.now()));
    // Only now, so that at every instant a key is found in one place or the other.
    this.index.written(
      changes.accepted.map(({ idempotency_key: key }) => key),
      last.position,
    );
    this.position = last.position;
  }
}

function changesOf(events: readonly RecordedEvent[]): Changes {
  const accepted = new Map<string, AcceptedRow>();
  const opened = new Map<string, ReservationRow>();
  const closed: string[] = [];
  const close = (id: string): void => {
    if (!opened.delete(id)) closed.push(id);
  };
  for (const event of events) {
    const { reservation, reservations } = event.metadata;
    if (reservation?.step === 'reserve' || reservation?.step === 'claim') {
      if (!opened.has(reservation.id)) opened.set(reservation.id, toReservationRow(event));
    } else if (reservation) {
      close(reservation.id);
    } else if (event.type !== COMMAND_ABANDONED) {
      accepted.set(event.metadata.idempotencyKey, toAcceptedRow(event));
      for (const { id, name } of reservations ?? []) if (needsNoConfirmation(name)) close(id);
    }
  }
  return { accepted: [...accepted.values()], opened: [...opened.values()], closed };
}

const toAcceptedRow = ({ stream, metadata }: RecordedEvent): AcceptedRow => ({
  idempotency_key: metadata.idempotencyKey,
  stream,
  command: metadata.command,
  body_hash: metadata.bodyHash,
});

function toReservationRow({ stream, revision, recordedAt, metadata }: RecordedEvent): ReservationRow {
  const { id, name, step, forStream } = metadata.reservation!;
  return {
    id,
    name,
    step: step === 'claim' ? step : 'reserve',
    stream,
    revision: BigInt(revision),
    for_stream: forStream,
    command: metadata.command,
    command_id: metadata.commandId,
    idempotency_key: metadata.idempotencyKey,
    recorded_at: recordedAt,
  };
}

/** Another replica may be further on. What it has passed it has written, so the cursor stays where it is. */
async function advance(db: Kysely<CursorTables>, to: Position, now: Date): Promise<void> {
  const from = await readCursor(db, CURSOR);
  if (from !== undefined && comparePositions(readPosition(from), to) >= 0) return;
  await moveCursor(db, { name: CURSOR, from, to: writePosition(to), now });
}

async function quietPause(delayMs: number, signal: AbortSignal): Promise<void> {
  await pause(delayMs, undefined, { signal, ref: false }).catch(() => undefined);
}
