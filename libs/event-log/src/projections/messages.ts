import type { SqlConfig } from '@tramo/stores';
import type { LogConfig } from '../open';
import type {
  ProjectionFault,
  ProjectorNews,
  ProjectorStatus,
  RebuildOutcome,
  RebuildProgress,
} from './projector';

/** How the thread is to begin. */
export interface ThreadData {
  readonly log: LogConfig;
  readonly views: SqlConfig;
  readonly projections: string;
  readonly leaseMs: number;
  /** Names this process and thread in the lease. */
  readonly holder: string;
  /** Rebuild these and end; nothing else is projected meanwhile. */
  readonly rebuildOnly?: { readonly names?: readonly string[] };
}

export interface ReportedProjection {
  readonly name: string;
  readonly version: number;
  readonly generation: number;
  readonly serving: boolean;
  readonly state: 'building' | 'active' | 'stopped';
  /** As it goes over the wire. */
  readonly position: string | undefined;
  readonly eventsApplied: number;
  readonly behind: boolean;
  /** When the oldest event that is not applied yet was learned, as far as that is known. */
  readonly waitingSince: string | undefined;
  readonly fault: ProjectionFault | undefined;
}

export interface Report {
  readonly ledgerId: string;
  readonly role: Extract<ProjectorStatus['role'], 'active' | 'standby'>;
  readonly caughtUp: boolean;
  readonly projections: readonly ReportedProjection[];
}

/** An error that has to keep its meaning on its way out of the thread. */
export interface ErrorNote {
  readonly kind: string;
  readonly reason: string | undefined;
  readonly message: string;
}

export function noteOf(error: unknown): ErrorNote {
  const { name = 'Error', reason, message } = error as { name?: string; reason?: unknown; message?: string };
  return {
    kind: name,
    reason: typeof reason === 'string' ? reason : undefined,
    message: message ?? String(error),
  };
}

export type FromThread =
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'trouble'; readonly error: ErrorNote }
  | { readonly kind: 'news'; readonly news: ProjectorNews }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: RebuildProgress }
  | { readonly kind: 'rebuilt'; readonly id: number; readonly outcome: RebuildOutcome }
  | { readonly kind: 'rebuild-failed'; readonly id: number; readonly message: string };

export type ToThread =
  | { readonly kind: 'rebuild'; readonly id: number; readonly names: readonly string[] | undefined }
  | { readonly kind: 'stop' };
