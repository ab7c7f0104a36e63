import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scenarios } from '../scenarios';
import type { Measured } from '../scenario';

async function main(): Promise<void> {
  const [name, side, events] = process.argv.slice(2);
  const scenario = scenarios.find((one) => one.name === name);
  if (!scenario || (side !== 'candidate' && side !== 'baseline'))
    throw new Error(`unknown side ${name} ${side}`);
  const directory = mkdtempSync(join(process.env['TRAMO_BENCH_DIR'] ?? tmpdir(), 'tramo-bench-'));
  try {
    const measured = await scenario[side]({ events: Number(events), directory });
    const memoryMb = Math.round(process.resourceUsage().maxRSS / 1024);
    const result: Measured = typeof measured === 'number' ? { value: measured, memoryMb } : measured;
    process.send?.(result);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  process.disconnect();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
