import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './browser.mjs';
import { build, COMMAND_LINE, SERVER } from './build.mjs';
import { run } from './child.mjs';
import { install } from './install.mjs';
import { runJest } from './jest.mjs';
import { endWithParent } from './orphan.mjs';
import { Problem } from './problem.mjs';
import { say } from './progress.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const commands = {
  install: () => install(root),
  build: () => prepare(),
  start: (args) => (args.length === 0 ? hand(SERVER, []) : hand(COMMAND_LINE, ['serve', ...args])),
  tramo: (args) => hand(COMMAND_LINE, args),
  test: async (args) => {
    const browser = await findBrowser();
    await prepare();
    return runJest(root, args, { ...process.env, TRAMO_BROWSER: browser });
  },
  crash: async ([kills = '1000', ...rest]) => {
    if (!/^[1-9]\d{0,6}$/.test(kills) || rest.length > 0) {
      throw new Problem(`crash takes one whole number of kills, not "${[kills, ...rest].join(' ')}"`);
    }
    await install(root);
    return runJest(root, ['test/crash'], { ...process.env, TRAMO_CRASH_KILLS: kills });
  },
  bench: async (args) => {
    await install(root);
    const node = ['--expose-gc', '--require', './scripts/register.cjs', 'bench/main.ts', ...args];
    return (await run(process.execPath, node, { cwd: root })).code;
  },
};

export async function main([name, ...args]) {
  try {
    const command = commands[name];
    if (!command) throw new Problem(`"${name ?? ''}" is none of ${Object.keys(commands).join(', ')}`);
    endWithParent();
    const code = await command(args);
    if (code) process.exitCode = code;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    say(error.message);
    process.exitCode = error.exitCode;
  }
}

async function prepare() {
  await install(root);
  await build(root);
}

/** The program runs on in this very process: its signals, its output and its exit code are ours. */
async function hand(file, args) {
  await prepare();
  const entry = join(root, file);
  process.argv = [process.execPath, entry, ...args];
  process.setSourceMapsEnabled(true);
  createRequire(entry)(entry);
}
