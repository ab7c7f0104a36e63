import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alone } from './alone.mjs';
import { lastLines, run } from './child.mjs';
import { Problem } from './problem.mjs';
import { step } from './progress.mjs';

export const ENTRY = 'dist/apps/server/src/main.js';
const STAMP = 'dist/.built-from';
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
  for (const file of [...CONFIGURATION, ...sourcesIn(root, 'apps/server/src'), ...sourcesIn(root, 'libs')]) {
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
      if (entry.isDirectory()) return sourcesIn(root, path);
      return /\.(spec|test)\.ts$/.test(entry.name) ? [] : [path];
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
  writeFileSync(join(aside, '.built-from'), from);
  replace(join(root, 'dist'), aside);
}

function replace(current, next) {
  const old = `${current}.old`;
  rmSync(old, { recursive: true, force: true });
  if (existsSync(current)) renameSync(current, old);
  renameSync(next, current);
  rmSync(old, { recursive: true, force: true });
}
