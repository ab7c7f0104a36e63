import { unreachable } from '@tramo/kernel';
import type { FromThread } from './messages';
import { RebuildFailed } from './projector';
import type { ProjectorOptions, RebuildOptions, RebuildOutcome } from './projector';
import { errorOf, lockViews, startThread } from './start-projector';

/**
 * Builds the views anew while nothing else projects: the present ones, whatever they were built from, are shown
 * until the new ones are complete. Refused while another process has the views.
 */
export async function rebuildViews(
  options: ProjectorOptions,
  { names, onProgress }: RebuildOptions = {},
): Promise<RebuildOutcome> {
  const lock = lockViews(options.views);
  const worker = startThread(options, names ? { names } : {});
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  try {
    return await new Promise<RebuildOutcome>((resolve, reject) => {
      worker.on('error', reject);
      worker.on('exit', () => reject(new RebuildFailed('the projector thread ended before the rebuild did')));
      worker.on('message', (message: FromThread) => {
        switch (message.kind) {
          case 'progress':
            return onProgress?.(message.progress);
          case 'rebuilt':
            return resolve(message.outcome);
          case 'rebuild-failed':
            return reject(new RebuildFailed(message.message));
          case 'trouble':
            return reject(errorOf(message.error));
          case 'news':
            return options.onNews?.(message.news);
          case 'report':
            return undefined;
          default:
            return unreachable(message);
        }
      });
    });
  } finally {
    await exited;
    lock?.release();
  }
}
