import type { RebuildProgress } from '@tramo/event-log';
import type { System } from '../system';
import type { Report } from './operations';

/** What the running server and the command line both can do, and take their time for. */
export class LongWork {
  constructor(private readonly system: Pick<System, 'settings' | 'projector'>) {}

  async rebuild(names: readonly string[] | undefined, report: Report): Promise<Record<string, unknown>> {
    const outcome = await this.system.projector.rebuild({
      ...(names && { names }),
      onProgress: (progress) => report(rebuildProgress(progress)),
    });
    return { ...outcome };
  }

  backup(_name: string, _report: Report): Promise<Record<string, unknown>> {
    throw new Error('pending');
  }

  verifyLog(_report: Report): Promise<Record<string, unknown>> {
    throw new Error('pending');
  }
}

export const rebuildProgress = (progress: RebuildProgress): Parameters<Report>[0] => ({
  done: progress.eventsDone,
  total: progress.eventsTotal ?? null,
  perSecond: progress.eventsPerSecond,
  remainingMs: progress.remainingMs ?? null,
});
