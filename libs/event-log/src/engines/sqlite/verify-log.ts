import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { unreachable } from '@tramo/kernel';
import { LogUnavailable } from '../../port';
import type { VerifyOptions, VerifyReport } from '../../port';
import { fromRefusal } from './messages';
import type { FromVerifier } from './messages';

/** In a thread of its own, because SQLite reads the whole file in one go and whoever serves must go on serving. */
export async function verifySqliteLog(
  file: string,
  { onProgress, signal }: VerifyOptions = {},
): Promise<VerifyReport> {
  signal?.throwIfAborted();
  const worker = new Worker(join(__dirname, `verify.worker${extname(__filename)}`), { workerData: file });
  try {
    return await new Promise<VerifyReport>((resolve, reject) => {
      worker.on('message', (message: FromVerifier) => {
        switch (message.kind) {
          case 'progress':
            return onProgress?.(message.progress);
          case 'verified':
            return resolve(message.report);
          case 'refused':
            return reject(fromRefusal(message.refusal));
          default:
            return unreachable(message, 'word of the verifier');
        }
      });
      worker.on('error', reject);
      worker.on('exit', () =>
        reject(new LogUnavailable('failed', 'the verification stopped before its end')),
      );
      signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
  } finally {
    await worker.terminate();
  }
}
