import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { Problem } from './problem.mjs';

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program to its end and answers its exit code and, when captured, what it printed. A signal to us is
 * passed on and ends us only once the program has ended: nothing is left running behind.
 */
export function run(program, args, { cwd, env = process.env, capture = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: capture ? ['ignore', 'pipe', 'pipe'] : 'inherit' });
    const printed = [];
    child.stdout?.on('data', (chunk) => printed.push(chunk));
    child.stderr?.on('data', (chunk) => printed.push(chunk));
    let received;
    const forward = (signal) => {
      received = signal;
      child.kill(signal);
    };
    for (const signal of FORWARDED) process.on(signal, forward);
    const settled = () => {
      for (const signal of FORWARDED) process.off(signal, forward);
    };
    child.on('error', (error) => {
      settled();
      reject(new Problem(`${program} cannot be run: ${error.code}`));
    });
    child.on('close', (code, signal) => {
      settled();
      if (received) return reject(new Problem(`stopped by ${received}`, 128 + constants.signals[received]));
      resolve({
        code: code ?? 128 + constants.signals[signal],
        output: Buffer.concat(printed).toString('utf8'),
      });
    });
  });
}

export const lastLines = (text, count) => text.trimEnd().split('\n').slice(-count).join('\n');
