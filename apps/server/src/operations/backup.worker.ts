import { parentPort, workerData } from 'node:worker_threads';
import { invariant } from '@tramo/kernel';
import { StoreRefused } from '@tramo/stores';
import type { FromBackupWorker } from './backup';
import { writeBackup } from './backup-writer';
import type { BackupRequest } from './backup-writer';

invariant(parentPort, 'a backup is written in a thread of its own');
const request = workerData as BackupRequest;
const tell = (message: FromBackupWorker): void => parentPort?.postMessage(message);

writeBackup(request, (progress) => tell({ kind: 'progress', progress })).then(
  (summary) => tell({ kind: 'done', summary }),
  (error: unknown) => {
    const { reason, store, message } = StoreRefused.from(error, request.to);
    tell({ kind: 'refused', reason, store, detail: message.slice(`${store}: `.length) });
  },
);
