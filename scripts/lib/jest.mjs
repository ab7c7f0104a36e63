import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './child.mjs';
import { say } from './progress.mjs';

/** Runs Jest and says last, on one line, how many tests ran and how they ended. */
export async function runJest(root, args, env) {
  const folder = mkdtempSync(join(tmpdir(), 'tramo-tally-'));
  const tallyFile = join(folder, 'tally.json');
  try {
    const { code } = await run(
      process.execPath,
      ['--require', './scripts/register.cjs', 'node_modules/jest/bin/jest.js', ...args],
      { cwd: root, env: { ...env, TRAMO_TEST_TALLY: tallyFile } },
    );
    if (!existsSync(tallyFile)) return code;
    const tally = JSON.parse(readFileSync(tallyFile, 'utf8'));
    const nothingRan = tally.passed + tally.failed === 0;
    if (nothingRan && args.length === 0) say('not one test was executed');
    process.stdout.write(`${tallyLine(tally)}\n`);
    return code || (nothingRan && args.length === 0 ? 1 : 0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const tallyLine = ({ passed, failed, skipped }) =>
  `Tests: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
