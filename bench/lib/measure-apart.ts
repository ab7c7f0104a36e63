import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Measured } from '../scenario';

export type Side = 'candidate' | 'baseline';

/** Runs one side in its own process; the parent's `--require` hook comes along. */
export function measureApart(scenario: string, side: Side, events: number): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const child = fork(join(__dirname, 'side.ts'), [scenario, side, String(events)], {
      stdio: 'inherit',
      env: { ...process.env, NODE_ENV: 'production' },
    });
    let result: Measured | undefined;
    child.on('message', (message) => (result = message as Measured));
    child.on('error', reject);
    child.on('exit', (code) => {
      if (result && code === 0) resolve(result);
      else reject(new Error(`${scenario} (${side}, ${events} events) ended with ${code}`));
    });
  });
}
