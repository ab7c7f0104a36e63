import { invariant } from '@tramo/kernel';
import { StoreRefused } from '@tramo/stores';
import type { ViewsDatabase } from './views-database';

/** Somebody else projects now; whatever this projector was about to write must not be written. */
export class Fenced extends Error {
  override readonly name = 'Fenced';
}

/**
 * The right to write the views, held for a while and renewed with every batch. Its token is counted up by
 * every new holder, and every batch asks for its own in its own transaction: a projector that slept through
 * its expiry finds another's number there and rolls back.
 */
export class Lease {
  private renewedAt = 0;

  private constructor(
    private readonly views: ViewsDatabase,
    readonly token: number,
    private readonly durationMs: number,
  ) {}

  /** Nothing while somebody else holds it. The time is the database's, so clocks need not agree. */
  static async tryAcquire(
    views: ViewsDatabase,
    holder: string,
    durationMs: number,
  ): Promise<Lease | undefined> {
    try {
      const token = await views.transaction(() => Lease.take(views, holder, durationMs));
      return token === undefined ? undefined : new Lease(views, token, durationMs);
    } catch (error) {
      // It has expired, but its holder is asleep within a batch, which the database ends before long.
      if (error instanceof StoreRefused && error.reason === 'locked') return undefined;
      throw error;
    }
  }

  private static async take(
    views: ViewsDatabase,
    holder: string,
    durationMs: number,
  ): Promise<number | undefined> {
    const { now, impatience } = views.dialect;
    for (const statement of impatience) await views.run(statement);
    const [row] = await views.all(
      `SELECT token, CASE WHEN expires_at <= ${now} THEN 1 ELSE 0 END AS expired FROM projector_lease`,
    );
    invariant(row, 'the lease has its row');
    const found = Number(row.token);
    if (Number(row.expired) === 0 && !(await views.holderHasGone(found))) return undefined;
    const taken = await views.run(
      `UPDATE projector_lease SET token = token + 1, holder = ?, expires_at = ${now} + ? WHERE token = ?`,
      [holder, durationMs, found],
    );
    if (taken === 0) return undefined;
    await views.showPresence(found + 1);
    return found + 1;
  }

  /** Within the transaction of a batch, before anything else of it. */
  async keep(): Promise<void> {
    const kept = await this.views.run(
      `UPDATE projector_lease SET expires_at = ${this.views.dialect.now} + ? WHERE token = ?`,
      [this.durationMs, this.token],
    );
    if (kept === 0) throw new Fenced('another projector has taken the lease');
    this.renewedAt = performance.now();
  }

  /** For when there is nothing to write. */
  async keepWhenDue(): Promise<void> {
    if (performance.now() - this.renewedAt < this.durationMs / 3) return;
    await this.views.transaction(() => this.keep());
  }

  /** So that the next one need not wait. */
  async release(): Promise<void> {
    await this.views.run('UPDATE projector_lease SET expires_at = 0 WHERE token = ?', [this.token]);
  }
}
