import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { unreachable } from '@tramo/kernel';
import { holdProcessLock } from '@tramo/stores';
import type { ProcessLock, SqlConfig } from '@tramo/stores';
import { PositionOfAnotherLedger } from '../port';
import type { Position } from '../port';
import type { ErrorNote, FromThread, Report, ThreadData, ToThread } from './messages';
import { ProjectorFailed, RebuildFailed, ViewsRefused } from './projector';
import type {
  ProjectorHandle,
  ProjectorOptions,
  ProjectorStatus,
  RebuildOptions,
  RebuildOutcome,
  RebuildProgress,
  WaitOptions,
} from './projector';
import { statusOf } from './status';
import { Waiters } from './waiters';

const LEASE_MS = 10_000;
const RESTART_MS_LEAST = 200;
const RESTART_MS_MOST = 10_000;
/** A thread that lived so long was well; its next crash is not the same trouble again. */
const WELL_AFTER_MS = 60_000;
const STOP_MS_MOST = 10_000;

/** Starts projecting in a thread of its own; rejects when that cannot work, however long one waits. */
export async function startProjector(options: ProjectorOptions): Promise<ProjectorHandle> {
  const lock = lockViews(options.views);
  const projector = new RunningProjector(options, lock);
  try {
    await projector.begun;
    return projector;
  } catch (error) {
    await projector.stop();
    throw error;
  }
}

/** Two processes must not write one SQLite file of views; on PostgreSQL the lease alone decides. */
export function lockViews(views: SqlConfig): ProcessLock | undefined {
  if (views.engine !== 'sqlite') return undefined;
  mkdirSync(dirname(views.file), { recursive: true });
  return holdProcessLock(views.file);
}

export function startThread(options: ProjectorOptions, rebuildOnly?: ThreadData['rebuildOnly']): Worker {
  const { log, views, projections, leaseMs = LEASE_MS } = options;
  const holder = `${hostname()} ${process.pid} ${randomUUID()}`;
  const workerData: ThreadData = {
    ...{ log, views, projections, leaseMs, holder },
    ...(rebuildOnly ? { rebuildOnly } : {}),
  };
  return new Worker(join(__dirname, `projector.worker${extname(__filename)}`), { workerData });
}

export function errorOf({ kind, reason, message }: ErrorNote): Error {
  return kind === 'ViewsRefused'
    ? new ViewsRefused(reason as ViewsRefused['reason'], message)
    : new ProjectorFailed(kind, message);
}

interface PendingRebuild {
  readonly onProgress: (progress: RebuildProgress) => void;
  readonly resolve: (outcome: RebuildOutcome) => void;
  readonly reject: (error: RebuildFailed) => void;
}

class RunningProjector implements ProjectorHandle {
  readonly begun: Promise<void>;
  private worker: Worker | undefined;
  private exited: Promise<void> = Promise.resolve();
  private report: Report | undefined;
  private reportedAt = 0;
  private trouble: string | undefined;
  private restarts = 0;
  private restartMs = RESTART_MS_LEAST;
  private restartTimer: NodeJS.Timeout | undefined;
  private isOver = false;
  private settleBegun: (error?: Error) => void = () => undefined;
  private readonly waiters = new Waiters(() => this.report && this.status().projections);
  private readonly rebuilds = new Map<number, PendingRebuild>();
  private rebuildCount = 0;

  constructor(
    private readonly options: ProjectorOptions,
    private readonly lock: ProcessLock | undefined,
  ) {
    this.begun = new Promise((resolve, reject) => {
      this.settleBegun = (error) => (error ? reject(error) : resolve());
    });
    this.launch();
  }

  status(): ProjectorStatus {
    const { report, reportedAt, restarts, trouble } = this;
    return statusOf({ report, reportedAt, restarts, trouble, isDown: !this.worker, isOver: this.isOver });
  }

  async waitFor(position: Position, options: WaitOptions): Promise<void> {
    const own = this.report?.ledgerId;
    if (own !== undefined && own !== position.ledgerId)
      throw new PositionOfAnotherLedger(position.ledgerId, own);
    await this.waiters.wait(position, options);
  }

  rebuild({ names, onProgress = () => undefined }: RebuildOptions = {}): Promise<RebuildOutcome> {
    const id = (this.rebuildCount += 1);
    return new Promise((resolve, reject) => {
      if (!this.worker) return reject(new RebuildFailed('the projector is not running'));
      this.rebuilds.set(id, { onProgress, resolve, reject });
      this.tell({ kind: 'rebuild', id, names });
    });
  }

  async stop(): Promise<void> {
    this.isOver = true;
    clearTimeout(this.restartTimer);
    this.waiters.end();
    const { worker } = this;
    if (worker) {
      this.tell({ kind: 'stop' });
      // A thread that is stuck in a projection would otherwise keep the process from ending.
      const giveUp = setTimeout(() => void worker.terminate(), STOP_MS_MOST);
      await this.exited;
      clearTimeout(giveUp);
    }
    this.lock?.release();
  }

  private launch(): void {
    const worker = startThread(this.options);
    const launchedAt = performance.now();
    this.worker = worker;
    worker.on('message', (message: FromThread) => this.receive(message));
    worker.on('error', (error) => (this.trouble = `the projector thread failed: ${error.message}`));
    this.exited = new Promise((resolve) => {
      worker.on('exit', () => {
        this.worker = undefined;
        this.failRebuilds('the projector thread ended before the rebuild did');
        if (!this.isOver) this.restartLater(performance.now() - launchedAt);
        resolve();
      });
    });
  }

  private restartLater(livedMs: number): void {
    if (livedMs > WELL_AFTER_MS) this.restartMs = RESTART_MS_LEAST;
    this.trouble ??= 'the projector thread ended by itself';
    this.restarts += 1;
    this.news('error', `${this.trouble}; it is started again in ${this.restartMs} ms`);
    this.restartTimer = setTimeout(() => this.launch(), this.restartMs);
    this.restartMs = Math.min(this.restartMs * 2, RESTART_MS_MOST);
  }

  private receive(message: FromThread): void {
    switch (message.kind) {
      case 'report':
        this.report = message.report;
        this.reportedAt = Date.now();
        this.trouble = undefined;
        this.settleBegun();
        return this.waiters.look();
      case 'trouble':
        return this.onTrouble(message.error);
      case 'news':
        return this.options.onNews?.(message.news);
      case 'progress':
        return this.rebuilds.get(message.id)?.onProgress(message.progress);
      case 'rebuilt':
        this.rebuilds.get(message.id)?.resolve(message.outcome);
        return void this.rebuilds.delete(message.id);
      case 'rebuild-failed':
        this.rebuilds.get(message.id)?.reject(new RebuildFailed(message.message));
        return void this.rebuilds.delete(message.id);
      default:
        return unreachable(message);
    }
  }

  /** A store that cannot be reached may come back; the rest needs a person, who is there when one starts. */
  private onTrouble(error: ErrorNote): void {
    if (error.message !== this.trouble) this.news('error', error.message);
    this.trouble = error.message;
    this.settleBegun(error.reason === 'unreachable' ? undefined : errorOf(error));
  }

  private failRebuilds(message: string): void {
    for (const { reject } of this.rebuilds.values()) reject(new RebuildFailed(message));
    this.rebuilds.clear();
  }

  private news(level: 'info' | 'warn' | 'error', message: string): void {
    this.options.onNews?.({ level, message });
  }

  private tell(message: ToThread): void {
    this.worker?.postMessage(message);
  }
}
