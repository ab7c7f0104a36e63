import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { alone } from './alone.mjs';
import { lastLines, run } from './child.mjs';
import { findProgram } from './path.mjs';
import { Problem } from './problem.mjs';
import { step } from './progress.mjs';

const STAMP = 'node_modules/.tramo-installed.json';

export async function install(root) {
  if (isInstalled(root)) return;
  await alone(root, async () => {
    if (isInstalled(root)) return;
    await step('installing the packages', (also) => npmCi(root, also));
    remember(root);
  });
}

/** The stamp answers at once. Without it, an install made by hand is looked at, and trusted if it is whole. */
export function isInstalled(root) {
  if (!existsSync(join(root, 'node_modules'))) return false;
  if (readText(join(root, STAMP)) === stampOf(root)) return true;
  const lock = readJson(join(root, 'package-lock.json'));
  const installed = readJson(join(root, 'node_modules/.package-lock.json'));
  if (!installed || !samePackages(lock.packages, installed.packages) || !nativeModuleLoads(root))
    return false;
  remember(root);
  return true;
}

/** What npm says it installed is what the lock asks for, leaving out what is meant for other platforms. */
export function samePackages(wanted, installed) {
  const mayBeAbsent = (entry) => entry.optional || entry.devOptional || entry.peer;
  const present = Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    return installed[path] ? installed[path].version === entry.version : mayBeAbsent(entry);
  });
  return present && Object.keys(installed).every((path) => path in wanted);
}

/** An install is bound to the lock file and, through the compiled module, to Node's binary interface. */
const stampOf = (root) =>
  JSON.stringify({
    lock: createHash('sha256')
      .update(readFileSync(join(root, 'package-lock.json')))
      .digest('hex'),
    node: process.versions.modules,
    platform: `${process.platform}-${process.arch}`,
  });

function remember(root) {
  try {
    writeFileSync(join(root, STAMP), stampOf(root));
  } catch (error) {
    // A checkout that others own is used as it is; it is only looked at anew every time.
    if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error;
  }
}

function nativeModuleLoads(root) {
  try {
    const Database = createRequire(join(root, 'package.json'))('better-sqlite3');
    new Database(':memory:').close();
    return true;
  } catch {
    return false;
  }
}

async function npmCi(root, also) {
  const marks = watchForCompiling(root, also);
  const npm = process.env.npm_execpath;
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  const env = { ...process.env, ...installedHeaders() };
  try {
    const { code, output } = await (npm
      ? run(process.execPath, [npm, ...args], { cwd: root, env, capture: true })
      : run(findProgram(['npm']) ?? 'npm', args, { cwd: root, env, capture: true }));
    if (code !== 0) throw new Problem(whyInstallFailed(output));
  } finally {
    clearInterval(marks);
  }
}

/** A ready-made binary of better-sqlite3 is used where one can be fetched; node-gyp's Makefile says it was not. */
function watchForCompiling(root, also) {
  const makefile = join(root, 'node_modules/better-sqlite3/build/Makefile');
  const timer = setInterval(() => {
    if (!existsSync(makefile)) return;
    also('compiling better-sqlite3 (about a minute)');
    clearInterval(timer);
  }, 250);
  return timer;
}

/** Node's headers, where they stand beside Node, so that the compiler does not fetch them. */
function installedHeaders() {
  const prefix = dirname(dirname(realpathSync(process.execPath)));
  return existsSync(join(prefix, 'include/node/node.h')) ? { npm_config_nodedir: prefix } : {};
}

const COMPILER = [
  ['python3', ['python3', 'python']],
  ['make', ['make', 'gmake']],
  ['g++', ['g++', 'c++', 'clang++']],
];

export function whyInstallFailed(output, path = process.env.PATH) {
  const missing = COMPILER.filter(([, names]) => !findProgram(names, path)).map(([name]) => name);
  if (process.platform !== 'win32' && missing.length > 0 && /gyp|better-sqlite3/.test(output)) {
    return (
      `better-sqlite3 has to be compiled here and ${missing.join(', ')} cannot be found: ` +
      'install python3, make and a C++ compiler (Debian, Ubuntu: apt-get install -y python3 make g++)'
    );
  }
  return `npm ci failed; its last lines were:\n${lastLines(output, 15)}`;
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function readJson(file) {
  const text = readText(file);
  return text === undefined ? undefined : JSON.parse(text);
}
