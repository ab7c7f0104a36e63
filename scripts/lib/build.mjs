import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { alone } from './alone.mjs';
import { lastLines, run } from './child.mjs';
import { Problem } from './problem.mjs';
import { step } from './progress.mjs';

/** The two entries of one composition: the HTTP server and the command line. */
export const SERVER = 'dist/apps/server/src/main.js';
export const COMMAND_LINE = 'dist/apps/server/src/cli.js';
/** As tsconfig.app.json leaves them out. */
const TEST_ONLY = /\.(spec|test|testing)\.ts$|^(contract|testing)$/;
const STAMP = 'dist/.built-from';
const SOURCES = ['apps/server/src', 'libs'];
const CONFIGURATION = [
  'tsconfig.base.json',
  'apps/server/tsconfig.app.json',
  'nest-cli.json',
  'package-lock.json',
];

export async function build(root) {
  if (isBuilt(root)) return;
  await alone(root, async () => {
    if (isBuilt(root)) return;
    await step('building the server', () => nestBuild(root));
  });
}

export function isBuilt(root) {
  const stamp = join(root, STAMP);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(root);
}

/** Of everything the build is made from. Contents, not times: a checkout sets times as it likes. */
export function fingerprint(root) {
  const hash = createHash('sha256');
  for (const file of [...CONFIGURATION, ...SOURCES.flatMap((folder) => sourcesIn(root, folder))]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function sourcesIn(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (TEST_ONLY.test(entry.name)) return [];
      return entry.isDirectory() ? sourcesIn(root, path) : [path];
    });
}

/**
 * Built aside and moved into place, so that a failed build leaves the last good one and a running server
 * never finds its files half there.
 */
async function nestBuild(root) {
  const from = fingerprint(root);
  const aside = join(root, 'dist.new');
  const settings = 'node_modules/.cache/tsconfig.build.json';
  mkdirSync(join(root, 'node_modules/.cache'), { recursive: true });
  rmSync(aside, { recursive: true, force: true });
  writeFileSync(
    join(root, settings),
    JSON.stringify({
      extends: join(root, 'apps/server/tsconfig.app.json'),
      compilerOptions: { outDir: aside, rootDir: root },
    }),
  );
  const nest = join(root, 'node_modules/@nestjs/cli/bin/nest.js');
  const args = [nest, 'build', 'server', '--silent', '--path', settings];
  const { code, output } = await run(process.execPath, args, { cwd: root, capture: true });
  if (code !== 0) throw new Problem(`the build failed:\n${lastLines(output, 40)}`);
  copyAssets(root, aside);
  writeFileSync(join(aside, '.built-from'), from);
  replace(join(root, 'dist'), aside);
}

/** What is not TypeScript lies beside the code that reads it, in the build as in the sources. */
function copyAssets(root, aside) {
  for (const file of SOURCES.flatMap((folder) => sourcesIn(root, folder))) {
    if (!file.endsWith('.ts')) cpSync(join(root, file), join(aside, file));
  }
}

function replace(current, next) {
  const old = `${current}.old`;
  rmSync(old, { recursive: true, force: true });
  if (existsSync(current)) renameSync(current, old);
  renameSync(next, current);
  rmSync(old, { recursive: true, force: true });
}
