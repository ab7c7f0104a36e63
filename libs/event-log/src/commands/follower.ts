import { setTimeout as pause } from 'node:timers/promises';
import { moveCursor, readCursor } from '@tramo/stores';
import type { CursorTables } from '@tramo/stores';
import type { Kysely } from 'kysely';
import { comparePositions, readPosition, writePosition } from '../port';
import type { EventLogReader, LogBatch, Position, RecordedEvent } from '../port';
import type { AcceptedIndex } from './accepted-index';
import { needsNoConfirmation } from './plan';
import { COMMAND_ABANDONED } from './runtime-events';
import type { CommandTables } from './tables';

const CURSOR = 'commands';
const ROWS_PER_INSERT = 200;
const RESTART_PAUSE_MS = 1_000;

type AcceptedRow = CommandTables['accepted_command'];
type ReservationRow = CommandTables['open_reservation'];

interface Changes {
  readonly accepted: AcceptedRow[];
  readonly opened: ReservationRow[];
  readonly closed: string[];
}

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
    private readonly db: Kysely<CommandTables>,
    private readonly index: AcceptedIndex,
    private readonly options: FollowerOptions,
  ) {}

  /** Resolves when the tables hold what the log held at the call. */
  async start(): Promise<void> {
    const cursor = await readCursor(this.db, CURSOR);
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
    for await (const events of this.log.readAll(this.after())) {
      await this.take({ events, position: events.at(-1)?.position, caughtUp: false });
    }
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    const isOver = (): boolean => signal.aborted;
    while (!isOver()) {
      try {
        for await (const batch of this.log.subscribeAll({ ...this.after(), signal })) {
          await this.take(batch);
          if (batch.caughtUp) await quietPause(this.options.pauseMs, signal);
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

  private async take({ events, position }: LogBatch): Promise<void> {
    if (!position) return;
    const changes = changesOf(events);
    if (events.length > 0) {
      await this.db.transaction().execute(async (transaction) => {
        await write(transaction, changes);
        await advance(transaction, position, this.options.now());
      });
    }
    // Only now, so that at every instant a key is found in one place or the other.
    this.index.written(
      changes.accepted.map((row) => row.idempotency_key),
      position,
    );
    this.position = position;
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

async function write(db: Kysely<CommandTables>, { accepted, opened, closed }: Changes): Promise<void> {
  for (const rows of inChunks(accepted)) {
    await db
      .insertInto('accepted_command')
      .values([...rows])
      .onConflict((conflict) => conflict.column('idempotency_key').doNothing())
      .execute();
  }
  for (const rows of inChunks(opened)) {
    await db
      .insertInto('open_reservation')
      .values([...rows])
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }
  for (const ids of inChunks(closed)) {
    await db
      .deleteFrom('open_reservation')
      .where('id', 'in', [...ids])
      .execute();
  }
}

function* inChunks<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += ROWS_PER_INSERT) {
    yield items.slice(start, start + ROWS_PER_INSERT);
  }
}

/** Another replica may be further on. What it has passed it has written, so the cursor stays where it is. */
async function advance(commands: Kysely<CommandTables>, to: Position, now: Date): Promise<void> {
  const db = commands.withTables<CursorTables>();
  const from = await readCursor(db, CURSOR);
  if (from !== undefined && comparePositions(readPosition(from), to) >= 0) return;
  await moveCursor(db, { name: CURSOR, from, to: writePosition(to), now });
}

async function quietPause(delayMs: number, signal: AbortSignal): Promise<void> {
  await pause(delayMs, undefined, { signal, ref: false }).catch(() => undefined);
}
