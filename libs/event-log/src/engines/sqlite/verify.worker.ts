import { parentPort, workerData } from 'node:worker_threads';
import { LogError } from '../../port';
import { toRefusal } from './messages';
import type { FromVerifier } from './messages';
import { verifyFile } from './verify';

function tell(message: FromVerifier): void {
  parentPort?.postMessage(message);
}

try {
  const report = verifyFile(workerData as string, (progress) => tell({ kind: 'progress', progress }));
  tell({ kind: 'verified', report });
} catch (error) {
  if (!(error instanceof LogError)) throw error;
  tell({ kind: 'refused', refusal: toRefusal(error) });
}
