import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { unreachable } from '@tramo/kernel';
import { StoreRefused } from '@tramo/stores';
import type { StoreRefusal } from '@tramo/stores';
import type { Settings } from '../config/settings';
import { VERSION } from '../version';
import type { BackupProgress, BackupRequest, BackupSummary } from './backup-writer';
import { FILES_PART } from './backup-manifest';

export type FromBackupWorker =
  | { readonly kind: 'progress'; readonly progress: BackupProgress }
  | { readonly kind: 'done'; readonly summary: BackupSummary }
  | {
      readonly kind: 'refused';
      readonly reason: StoreRefusal;
      readonly store: string;
      readonly detail: string;
    };

/** Copies the three stores and the files into a new directory while everything goes on. */
export async function backup(
  to: string,
  settings: Pick<Settings, 'dataDir' | 'log' | 'views' | 'state'>,
  onProgress: (progress: BackupProgress) => void = () => undefined,
): Promise<BackupSummary> {
  return inWorker(embeddedStores(to, settings), onProgress);
}

function embeddedStores(
  to: string,
  { dataDir, log, views, state }: Pick<Settings, 'dataDir' | 'log' | 'views' | 'state'>,
): BackupRequest {
  if (log.engine === 'sqlite' && views.engine === 'sqlite' && state.engine === 'sqlite') {
    return {
      to,
      logFile: log.file,
      viewsFile: views.file,
      stateFile: state.file,
      filesDirectory: join(dataDir, FILES_PART),
      program: VERSION,
    };
  }
  const means = [
    ...(log.engine === 'eventstoredb' ? ["the log with EventStoreDB's own backup"] : []),
    ...(state.engine === 'postgres' ? ['the state with pg_dump, before the log'] : []),
    ...(views.engine === 'postgres' ? ['the views not at all, for they are rebuilt from the log'] : []),
  ];
  const detail = `tramo backup copies embedded stores; here back up ${means.join(', ')}, then the files`;
  throw new StoreRefused('failed', 'stores on servers', detail);
}

/** In a thread of its own: checking a large copy takes seconds during which a server must go on answering. */
function inWorker(
  request: BackupRequest,
  onProgress: (progress: BackupProgress) => void,
): Promise<BackupSummary> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(join(__dirname, `backup.worker${extname(__filename)}`), {
      workerData: request,
    });
    worker.on('message', (message: FromBackupWorker) => {
      switch (message.kind) {
        case 'progress':
          return onProgress(message.progress);
        case 'done':
          return resolve(message.summary);
        case 'refused':
          return reject(new StoreRefused(message.reason, message.store, message.detail));
        default:
          return unreachable(message, 'message of the backup');
      }
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      reject(new StoreRefused('failed', request.to, `the backup ended without a word (code ${code})`));
    });
  });
}
