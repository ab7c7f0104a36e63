import type { Kysely } from 'kysely';
import type { Recovered } from './counters';
import type { OpenReservation, Settlement } from './settlement';
import type { CommandTables } from './tables';

export interface RecoveryOptions {
  /** A reservation this old was left behind, unless its attempt is under way in this process. */
  readonly orphanAgeMs: number;
  readonly intervalMs: number;
  readonly now: () => Date;
  readonly report: (error: unknown, what: string) => void;
}

type Row = CommandTables['open_reservation'];

/**
 * Looks now and then for reservations whose command will not come back. The table only says where to look: what
 * is done about one is decided on the log, so that an old row, or a second replica at it, does no harm.
 */
export class Recovery {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();

  constructor(
    private readonly db: Kysely<CommandTables>,
    private readonly settlement: Settlement,
    private readonly underway: ReadonlySet<string>,
    private readonly recovered: Recovered,
    private readonly options: RecoveryOptions,
  ) {}

  /** At the start nothing of this process's own is under way, so every open reservation is an orphan's. */
  async start(): Promise<void> {
    await this.recover(0);
    this.timer = setInterval(() => {
      this.round = this.round
        .then(() => this.recover(this.options.orphanAgeMs))
        .catch((error: unknown) => this.options.report(error, 'open reservations could not be looked up'));
    }, this.options.intervalMs);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.round;
  }

  async recover(olderThanMs: number): Promise<void> {
    const before = new Date(this.options.now().getTime() - olderThanMs).toISOString();
    const rows = await this.db
      .selectFrom('open_reservation')
      .selectAll()
      .where('recorded_at', '<=', before)
      .orderBy('recorded_at')
      .execute();
    const attempts = new Set(rows.map((row) => row.command_id));
    for (const id of attempts) {
      if (!this.underway.has(id)) await this.settle(rows.filter((row) => row.command_id === id));
    }
  }

  private async settle(rows: readonly Row[]): Promise<void> {
    const [first, ...others] = rows;
    if (!first) return;
    const { command, command_id: commandId, idempotency_key: key, for_stream: forStream } = first;
    try {
      const open = [toOpen(first), ...others.map(toOpen)] as const;
      await this.settlement.settle({ command, commandId, key, forStream }, open);
      await this.db
        .deleteFrom('open_reservation')
        .where(
          'id',
          'in',
          rows.map(({ id }) => id),
        )
        .execute();
    } catch (error) {
      this.recovered.failed += 1;
      this.options.report(error, `what ${command} reserved for ${forStream} stays open for now`);
    }
  }
}

const toOpen = ({ id, name, step, stream, revision }: Row): OpenReservation => ({
  id,
  name,
  follows: step === 'follow',
  stream,
  revision: Number(revision),
});
