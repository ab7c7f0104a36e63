import { setTimeout as pause } from 'node:timers/promises';
import { moveCursor, readCursor } from '@tramo/stores';
import type { Kysely } from 'kysely';
import { comparePositions, readPosition, writePosition } from '../port';
import type { EventLogReader, Position, RecordedEvent, RecordedReservation } from '../port';
import type { AcceptedIndex } from './accepted-index';
import { COMMAND_ABANDONED } from './runtime-events';
import type { AcceptedRow, Changes, CommandStore, ReservationRow } from './command-store';
import type { CommandTables } from './tables';

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
    let cursor = await readCursor(this.tables.db, CURSOR);
    while (cursor !== undefined && !(await this.logHoldsWhatWasFollowed(cursor))) {
      await this.beginAgain(cursor);
      // Another replica may have seen it first, and be further on by now.
      cursor = await readCursor(this.tables.db, CURSOR);
    }
    this.position = cursor === undefined ? undefined : readPosition(cursor);
    await this.catchUp();
    this.running = this.follow();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  /** The log may have been put back to an earlier day, or be another, while the state was kept. */
  private async logHoldsWhatWasFollowed(cursor: string): Promise<boolean> {
    if (readPosition(cursor).ledgerId !== this.log.ledgerId) return false;
    const followed = await this.tables.db
      .selectFrom('followed_event')
      .selectAll()
      .where('process', '=', CURSOR)
      .executeTakeFirst();
    if (!followed) return false;
    for await (const [event] of this.log.read(followed.stream, { from: Number(followed.revision) })) {
      return event?.id === followed.id && writePosition(event.position) === cursor;
    }
    return false;
  }

  /** All of it follows from the log, so it is made anew rather than mended. */
  private async beginAgain(cursor: string): Promise<void> {
    const isOurs = await this.tables.db.transaction().execute(async (transaction: Kysely<CommandTables>) => {
      const { numDeletedRows } = await transaction
        .deleteFrom('process_cursor')
        .where('name', '=', CURSOR)
        .where('position', '=', cursor)
        .executeTakeFirstOrThrow();
      if (numDeletedRows === 0n) return false;
      await transaction.deleteFrom('accepted_command').execute();
      await transaction.deleteFrom('open_reservation').execute();
      await transaction.deleteFrom('followed_event').execute();
      return true;
    });
    if (!isOurs) return;
    const error = new Error(
      'the log does not hold what the state has seen of it: it was put back, or is another',
    );
    this.options.report(error, 'the command tables are filled anew from the log');
  }

  /** What is in the log now, without waiting for more. */
  private async catchUp(): Promise<void> {
    let harvest = new Harvest();
    for await (const page of this.log.readAll(this.after())) {
      harvest.take(page);
      if (harvest.events < EVENTS_PER_WRITE) continue;
      await this.store(harvest);
      harvest = new Harvest();
    }
    await this.store(harvest);
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    const isOver = (): boolean => signal.aborted;
    while (!isOver()) {
      try {
        let harvest = new Harvest();
        for await (const { events, caughtUp } of this.log.subscribeAll({ ...this.after(), signal })) {
          harvest.take(events);
          if (!caughtUp && harvest.events < EVENTS_PER_WRITE) continue;
          await this.store(harvest);
          harvest = new Harvest();
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

  private async store(harvest: Harvest): Promise<void> {
    const { last } = harvest;
    if (!last) return;
    await this.tables.write(harvest.changes(), (db) => advance(db, last, this.options.now()));
    // Only now, so that at every instant a key is found in one place or the other.
    this.index.written(harvest.accepted.keys(), last.position);
    this.position = last.position;
  }
}

/** What a run of events means for the tables; of the events themselves nothing is kept. */
class Harvest {
  events = 0;
  last: RecordedEvent | undefined;
  readonly accepted = new Map<string, AcceptedRow>();
  private readonly opened = new Map<string, ReservationRow>();
  private readonly closed: string[] = [];
  private readonly confirmed: string[] = [];

  take(events: readonly RecordedEvent[]): void {
    this.events += events.length;
    this.last = events.at(-1) ?? this.last;
    for (const event of events) this.sort(event);
  }

  changes(): Changes {
    const { closed, confirmed } = this;
    return { accepted: [...this.accepted.values()], opened: [...this.opened.values()], closed, confirmed };
  }

  private sort(event: RecordedEvent): void {
    const { idempotencyKey, reservation, reservations } = event.metadata;
    if (reservation?.step === 'reserve' || reservation?.step === 'claim') {
      if (!this.opened.has(reservation.id)) this.opened.set(reservation.id, toReservationRow(event));
    } else if (reservation) {
      this.close(reservation.id);
    } else if (event.type !== COMMAND_ABANDONED) {
      // The first, where two replicas accepted one key on two streams at once.
      if (!this.accepted.has(idempotencyKey)) this.accepted.set(idempotencyKey, toAcceptedRow(event));
      for (const one of reservations ?? []) {
        if (one.ask) this.opened.set(one.id, toConsequenceRow(event, one));
        else this.stand(one.id);
      }
    }
  }

  /** The command is there: what stands as it was made waits for nothing more. */
  private stand(id: string): void {
    if (this.opened.get(id)?.step === 'claim') this.opened.delete(id);
    this.confirmed.push(id);
  }

  private close(id: string): void {
    // A row of an earlier harvest, or, where a replica was ahead of this one, of its.
    this.opened.delete(id);
    this.closed.push(id);
  }
}

const toAcceptedRow = ({ stream, metadata }: RecordedEvent): AcceptedRow => ({
  idempotency_key: metadata.idempotencyKey,
  stream,
  command: metadata.command,
  body_hash: metadata.bodyHash,
});

const toConsequenceRow = (
  { stream: forStream, revision, recordedAt, metadata }: RecordedEvent,
  { id, name, stream }: RecordedReservation,
): ReservationRow => ({
  id,
  name,
  step: 'follow',
  stream,
  revision: BigInt(revision),
  for_stream: forStream,
  command: metadata.command,
  command_id: metadata.commandId,
  idempotency_key: metadata.idempotencyKey,
  recorded_at: recordedAt,
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
async function advance(db: Kysely<CommandTables>, last: RecordedEvent, now: Date): Promise<void> {
  const { stream, id, position } = last;
  const from = await readCursor(db, CURSOR);
  if (from !== undefined && comparePositions(readPosition(from), position) >= 0) return;
  if (!(await moveCursor(db, { name: CURSOR, from, to: writePosition(position), now }))) return;
  const followed = { stream, revision: BigInt(last.revision), id };
  await db
    .insertInto('followed_event')
    .values({ process: CURSOR, ...followed })
    .onConflict((conflict) => conflict.column('process').doUpdateSet(followed))
    .execute();
}

async function quietPause(delayMs: number, signal: AbortSignal): Promise<void> {
  await pause(delayMs, undefined, { signal, ref: false }).catch(() => undefined);
}
