import type { SqlConfig } from '@tramo/stores';
import type { LogConfig } from '../open';
import type { Position } from '../port';

/** What the projector needs, as plain data: its thread opens the log and the views by itself. */
export interface ProjectorOptions {
  readonly log: LogConfig;
  readonly views: SqlConfig;
  /** Absolute path of a module that exports what `ProjectionModule` says. */
  readonly projections: string;
  /** How long a silent holder keeps the lease; 10 seconds when absent. */
  readonly leaseMs?: number;
  /** Told of what a person may want to read in the process log. */
  readonly onNews?: (news: ProjectorNews) => void;
}

export interface ProjectorNews {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly projection?: string;
}

/** An event that a projection, or the database on its behalf, refused. */
export interface ProjectionFault {
  readonly position: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly message: string;
}

export interface ProjectionStatus {
  readonly name: string;
  readonly version: number;
  /** One run of one version over the log; every rebuild is a new one. */
  readonly generation: number;
  /** Whether readers see this one, or it is still being built beside the one they see. */
  readonly serving: boolean;
  readonly state: 'building' | 'active' | 'stopped';
  readonly position: string | undefined;
  readonly eventsApplied: number;
  readonly behind: boolean;
  /** The age of the oldest event not applied yet; 0 at the head. */
  readonly lagMs: number;
  readonly fault?: ProjectionFault;
}

export interface ProjectorStatus {
  readonly ledgerId: string | undefined;
  /** `standby`: another process holds the lease; `down`: the thread is being restarted. */
  readonly role: 'starting' | 'active' | 'standby' | 'down' | 'ended';
  /** Every serving projection that is not stopped has been at the head since the start. */
  readonly caughtUp: boolean;
  readonly projections: readonly ProjectionStatus[];
  readonly restarts: number;
  /** What keeps the projector from working now, in one line. */
  readonly trouble?: string;
}

export interface WaitOptions {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
  /** By name; all of them when absent. */
  readonly projections?: readonly string[];
}

export interface RebuildProgress {
  readonly eventsDone: number;
  /** Known when the log can be counted or another projection has been there before. */
  readonly eventsTotal: number | undefined;
  readonly eventsPerSecond: number;
  readonly remainingMs: number | undefined;
}

export interface RebuildOptions {
  readonly names?: readonly string[];
  readonly onProgress?: (progress: RebuildProgress) => void;
}

export interface RebuildOutcome {
  readonly events: number;
  readonly elapsedMs: number;
}

/** The projector as the rest of the process sees it; the work is in a thread of its own. */
export interface ProjectorHandle {
  status(): ProjectorStatus;
  /** Resolves once readers see everything up to the position; otherwise rejects with `ViewsBehind`. */
  waitFor(position: Position, options: WaitOptions): Promise<void>;
  /** Builds anew beside what is there, then switches. Rejects with `RebuildFailed`, the old still serving. */
  rebuild(options?: RebuildOptions): Promise<RebuildOutcome>;
  /** Lets the batch in hand finish, gives up the lease. */
  stop(): Promise<void>;
}

/** The views cannot show this position yet, or not at all; `reason` says which. */
export class ViewsBehind extends Error {
  override readonly name = 'ViewsBehind';

  constructor(
    readonly reason: 'timeout' | 'stopped' | 'aborted' | 'ended',
    readonly projections: readonly ProjectionStatus[],
    message: string,
  ) {
    super(message);
  }

  /** Of the projection that is furthest behind. */
  get lagMs(): number {
    return Math.max(0, ...this.projections.map((projection) => projection.lagMs));
  }
}

/** The views were built from something this log is not; throwing them away and rebuilding is the cure. */
export class ViewsRefused extends Error {
  override readonly name = 'ViewsRefused';

  constructor(
    readonly reason: 'another-ledger' | 'another-history',
    message: string,
  ) {
    super(message);
  }
}

/** What readers saw before is what they still see. */
export class RebuildFailed extends Error {
  override readonly name = 'RebuildFailed';
}

/** The projector cannot begin, and waiting would not help. */
export class ProjectorFailed extends Error {
  override readonly name = 'ProjectorFailed';

  constructor(
    readonly kind: string,
    message: string,
  ) {
    super(message);
  }
}
