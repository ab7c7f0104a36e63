import { spawnSync } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Measure } from '../../scenario';
import { percentile, timings } from '../timings';
import { rules } from './room';
import { recordedTransfers } from './transfers';

/** Why there is nothing to compare with; undefined where there is. */
export function hledgerMissing(): string | undefined {
  const found = spawnSync('hledger', ['--version']).status === 0;
  return found ? undefined : 'hledger is not installed (Debian: apt-get install hledger)';
}

/** The same transactions in a file, added up by account, component and region; it reads the file every time. */
export const balanceWithHledger: Measure = async ({ directory, events }) => {
  const file = join(directory, 'bench.journal');
  writeJournal(file, events);
  const runs = await timings(3, () => {
    const { status, stderr } = spawnSync('hledger', ['-f', file, 'balance', '--flat', '-O', 'csv'], {
      maxBuffer: 2 ** 26,
    });
    if (status !== 0) throw new Error(`hledger: ${String(stderr)}`);
  });
  return percentile(runs, 0.5);
};

function writeJournal(file: string, events: number): void {
  const out = openSync(file, 'w');
  for (const event of recordedTransfers(events)) {
    const lines = rules.postingsOf(event).map(({ account, amount, dimensions }) => {
      const { budgetYear, component, region, scope } = dimensions;
      return `    ${account}:${budgetYear}:${component}:${region}:${scope}  ${amount.amount} BOB`;
    });
    writeSync(out, `${event.metadata.effectiveOn} transfer\n${lines.join('\n')}\n\n`);
  }
  closeSync(out);
}
