import { setTimeout as pause } from 'node:timers/promises';
import { StoreRefused } from '@tramo/stores';
import { openEventLogReader } from '../open';
import type { EventLogReader } from '../port';
import { Checkpoints } from './checkpoints';
import { Generations } from './generations';
import { Fenced, Lease } from './lease';
import { loadProjections } from './load-projections';
import { noteOf } from './messages';
import type { FromThread, ThreadData, ToThread } from './messages';
import { openViews } from './open-views';
import { claimUnclaimed, forgetStrangers, refuseAnotherHistory, refuseAnotherLedger } from './origin';
import type { RebuildRequest } from './rebuilds';
import { reportOf, waitingAt } from './report';
import { ProjectionSession } from './session';
import type { ViewsDatabase } from './views-database';
import type { Workshop } from './workshop';

const STANDBY_POLL_MS = 100;
const SOMEBODY_ELSE = 'another process holds the lease; ask that one, over HTTP, or stop it';
const RETRY_MS_LEAST = 100;
const RETRY_MS_MOST = 5_000;

/**
 * The projector inside its thread: opens the log and the views, waits for the lease, projects, and begins again
 * when a store fails or somebody else has taken the lease.
 */
export class ProjectorThread {
  private readonly ending = new AbortController();
  private readonly early: RebuildRequest[] = [];
  private hadCaughtUp = false;
  private session: ProjectionSession | undefined;

  constructor(
    private readonly data: ThreadData,
    private readonly send: (message: FromThread) => void,
  ) {}

  receive(message: ToThread): void {
    if (message.kind === 'stop') {
      this.ending.abort();
      this.session?.end();
      return;
    }
    const request = this.request(message.id, message.names);
    if (this.session) this.session.requestRebuild(request);
    else this.early.push(request);
  }

  async run(): Promise<void> {
    let retryMs = RETRY_MS_LEAST;
    while (!this.ending.signal.aborted) {
      try {
        await this.attempt(() => (retryMs = RETRY_MS_LEAST));
      } catch (error) {
        this.send({ kind: 'trouble', error: noteOf(error) });
        if (this.data.rebuildOnly) return;
        await pause(retryMs, undefined, this.ending).catch(() => undefined);
        retryMs = Math.min(retryMs * 2, RETRY_MS_MOST);
      }
      if (this.data.rebuildOnly) return;
    }
  }

  private async attempt(onWorking: () => void): Promise<void> {
    const { projections, catalogue } = loadProjections(this.data.projections);
    const log = await openEventLogReader(this.data.log);
    let views: ViewsDatabase | undefined;
    try {
      views = await openViews(this.data.views, this.data.leaseMs);
      const checkpoints = new Checkpoints(views);
      if (!this.data.rebuildOnly) await refuseAnotherLedger(log, checkpoints);
      const lease = await this.acquire(log, views, checkpoints);
      if (!lease) return;
      onWorking();
      const workshop = { log, views, checkpoints, lease, catalogue };
      await this.work(workshop, new Generations(workshop, projections));
      await lease.release();
    } catch (error) {
      if (!(error instanceof Fenced)) throw error;
      this.send({ kind: 'news', news: { level: 'warn', message: `stood back: ${error.message}` } });
    } finally {
      this.session = undefined;
      await views?.close();
      await log.close();
    }
  }

  /** Waits for its turn, telling meanwhile what whoever has it achieves. */
  private async acquire(
    log: EventLogReader,
    views: ViewsDatabase,
    checkpoints: Checkpoints,
  ): Promise<Lease | undefined> {
    while (!this.ending.signal.aborted) {
      const lease = await Lease.tryAcquire(views, this.data.holder, this.data.leaseMs);
      if (lease) return lease;
      if (this.data.rebuildOnly) throw new StoreRefused('locked', 'views', SOMEBODY_ELSE);
      for (const request of this.early.splice(0)) request.onFailed(SOMEBODY_ELSE);
      await this.reportStandby(log, checkpoints);
      await pause(STANDBY_POLL_MS, undefined, this.ending).catch(() => undefined);
    }
    return undefined;
  }

  private async reportStandby(log: EventLogReader, checkpoints: Checkpoints): Promise<void> {
    const head = await log.head();
    const records = await checkpoints.load(log.ledgerId);
    const projections = records
      .filter(({ state }) => state !== 'retired')
      .map((record) => reportOf(record, waitingAt(record, head)));
    const serving = projections.filter((each) => each.serving && each.state === 'active');
    this.hadCaughtUp ||= serving.length > 0 && serving.every(({ behind }) => !behind);
    const report = { ledgerId: log.ledgerId, caughtUp: this.hadCaughtUp, projections };
    this.send({ kind: 'report', report: { ...report, role: 'standby' } });
  }

  private async work(workshop: Workshop, generations: Generations): Promise<void> {
    const session = new ProjectionSession(workshop, generations, {
      onReport: (report) => this.send({ kind: 'report', report }),
      onNews: (news) => this.send({ kind: 'news', news }),
    });
    this.session = session;
    const { rebuildOnly } = this.data;
    if (rebuildOnly) {
      if (!rebuildOnly.names) await forgetStrangers(workshop, generations);
      await refuseAnotherLedger(workshop.log, workshop.checkpoints);
      await claimUnclaimed(workshop);
      await session.rebuildOnly(this.request(0, rebuildOnly.names));
      return;
    }
    await claimUnclaimed(workshop);
    await refuseAnotherHistory(workshop);
    for (const request of this.early.splice(0)) session.requestRebuild(request);
    if (!this.ending.signal.aborted) await session.project();
  }

  private request(id: number, names: readonly string[] | undefined): RebuildRequest {
    return {
      names,
      onProgress: (progress) => this.send({ kind: 'progress', id, progress }),
      onDone: (outcome) => this.send({ kind: 'rebuilt', id, outcome }),
      onFailed: (message) => this.send({ kind: 'rebuild-failed', id, message }),
    };
  }
}
