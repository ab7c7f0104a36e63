import type { Report, ReportedProjection } from './messages';
import type { ProjectionStatus, ProjectorStatus } from './projector';

/** A thread that works reports several times a second; one that has been silent so long is behind. */
const SILENT_AFTER_MS = 5_000;

interface Known {
  readonly report: Report | undefined;
  readonly reportedAt: number;
  readonly restarts: number;
  readonly trouble: string | undefined;
  readonly isDown: boolean;
  readonly isOver: boolean;
}

/** How things stand by the last report, and by how long ago that was. */
export function statusOf(known: Known): ProjectorStatus {
  const { report, reportedAt, restarts, trouble } = known;
  const now = Date.now();
  const silentMs = report ? now - reportedAt : 0;
  const silence =
    silentMs > SILENT_AFTER_MS ? `the projector thread has been silent for ${silentMs} ms` : undefined;
  const said = trouble ?? silence;
  return {
    ledgerId: report?.ledgerId,
    role: roleOf(known),
    caughtUp: report?.caughtUp ?? false,
    projections: (report?.projections ?? []).map((each) =>
      statusOfProjection(each, now, said ? silentMs : 0),
    ),
    restarts,
    ...(said === undefined ? {} : { trouble: said }),
  };
}

function roleOf({ report, isDown, isOver }: Known): ProjectorStatus['role'] {
  if (isOver) return 'ended';
  if (isDown) return 'down';
  return report?.role ?? 'starting';
}

function statusOfProjection(reported: ReportedProjection, now: number, silentMs: number): ProjectionStatus {
  const { behind, waitingSince, fault, ...rest } = reported;
  const waitedMs = behind && waitingSince !== undefined ? now - Date.parse(waitingSince) : 0;
  return {
    ...rest,
    behind: behind || silentMs > 0,
    lagMs: Math.max(0, waitedMs, silentMs),
    ...(fault ? { fault } : {}),
  };
}
