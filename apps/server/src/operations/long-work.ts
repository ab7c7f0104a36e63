import { verifyLog, type RebuildProgress, type VerifyProgress } from '@tramo/event-log';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../config/settings';
import type { System } from '../system';
import { backup } from './backup';
import type { Report } from './operations';
import type { OperationProgress } from './operations.dto';

export type Outcome = Record<string, unknown>;

/** Where the running server puts the backups it is asked for by name. */
export const backupsDirectory = (dataDir: string): string => join(dataDir, 'backups');

/** What an administrator may ask of the running server, and what takes its time. */
export class LongWork {
  constructor(private readonly system: Pick<System, 'settings' | 'projector'>) {}

  async rebuild(names: readonly string[] | undefined, report: Report): Promise<Outcome> {
    const onProgress = (progress: RebuildProgress): void => report(rebuildProgress(progress));
    return { ...(await this.system.projector.rebuild({ ...(names && { names }), onProgress })) };
  }

  async backup(name: string, report: Report): Promise<Outcome> {
    const { settings } = this.system;
    const directory = backupsDirectory(settings.dataDir);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    return backUp(join(directory, name), settings, report);
  }

  verifyLog(report: Report): Promise<Outcome> {
    return verify(this.system.settings, report);
  }
}

export async function backUp(to: string, settings: Settings, report: Report): Promise<Outcome> {
  const paced = pace('bytes', report);
  return { ...(await backup(to, settings, (progress) => paced(progress.doneBytes, progress.totalBytes))) };
}

export async function verify(settings: Settings, report: Report): Promise<Outcome> {
  const paced = pace('events', report);
  const onProgress = ({ eventsDone, eventsTotal }: VerifyProgress): void => paced(eventsDone, eventsTotal);
  return { ...(await verifyLog(settings.log, { onProgress })) };
}

export const rebuildProgress = (progress: RebuildProgress): OperationProgress => ({
  unit: 'events',
  done: progress.eventsDone,
  total: progress.eventsTotal ?? null,
  perSecond: progress.eventsPerSecond,
  remainingMs: progress.remainingMs ?? null,
});

/** Turns how far it is into how fast it goes and how long it will take. */
export function pace(
  unit: OperationProgress['unit'],
  report: Report,
): (done: number, total: number | undefined) => void {
  const begunMs = performance.now();
  return (done, total) => {
    const perSecond = done / Math.max(0.001, (performance.now() - begunMs) / 1000);
    const remainingMs =
      total === undefined || perSecond === 0 ? null : (Math.max(0, total - done) / perSecond) * 1000;
    report({ unit, done, total: total ?? null, perSecond, remainingMs });
  };
}
