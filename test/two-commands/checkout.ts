import { spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** What the stand-in for npm installs, itself a stand-in: the real one takes minutes and a network. */
const INSTALLED: Readonly<Record<string, string>> = {
  'better-sqlite3/package.json': '{"main":"index.js"}',
  'better-sqlite3/index.js': 'module.exports = class { close() {} };',
  'jest/bin/jest.js': `
    const { existsSync, readFileSync, writeFileSync } = require('node:fs');
    console.log('jest', process.argv.slice(2).join(' '), process.env.TRAMO_BROWSER);
    const tally = existsSync('tally') ? readFileSync('tally', 'utf8') : '{"passed":3,"failed":0,"skipped":0}';
    writeFileSync(process.env.TRAMO_TEST_TALLY, tally);
    process.exit(JSON.parse(tally).failed ? 1 : 0);`,
  '@nestjs/cli/bin/nest.js': `
    const { appendFileSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
    appendFileSync('calls', 'build ');
    const source = readFileSync('apps/server/src/main.ts', 'utf8');
    if (source.includes('mistake')) { console.error('TS0000: a mistake'); process.exit(1); }
    const settings = JSON.parse(readFileSync(process.argv[process.argv.indexOf('--path') + 1], 'utf8'));
    const folder = settings.compilerOptions.outDir + '/apps/server/src';
    mkdirSync(folder, { recursive: true });
    writeFileSync(folder + '/main.js', source);
    writeFileSync(folder + '/cli.js', readFileSync('apps/server/src/cli.ts'));`,
};

const NPM = `
  const { appendFileSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
  const { dirname } = require('node:path');
  appendFileSync('calls', 'install ');
  const behaviour = readFileSync('npm-behaviour', 'utf8');
  if (behaviour === 'no compiler') {
    console.error('npm error gyp ERR! find Python');
    process.exit(1);
  } else if (behaviour === 'no network') {
    console.error('npm error code ENOTFOUND');
    process.exit(1);
  } else if (behaviour === 'slow') {
    process.on('SIGTERM', () => { appendFileSync('calls', 'stopped '); process.exit(1); });
    setInterval(() => {}, 1000);
  } else {
    rmSync('node_modules', { recursive: true, force: true });
    for (const [path, text] of Object.entries(${JSON.stringify(INSTALLED)})) {
      mkdirSync(dirname('node_modules/' + path), { recursive: true });
      writeFileSync('node_modules/' + path, text);
    }
    copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
  }
`;

const lockFile = (version: string): string =>
  JSON.stringify({
    packages: {
      '': { name: 'tramo' },
      'node_modules/better-sqlite3': { version },
      'node_modules/for-another-platform': { version: '1.0.0', optional: true },
    },
  });

/** The sources are JavaScript, so that the stand-in for the compiler only has to copy them. */
const program = (name: string): string =>
  `console.log('${name}', ...process.argv.slice(2)); require('better-sqlite3');`;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A small checkout with the real scripts/ and stand-ins for npm, the compiler and Jest, which count their calls. */
export class Checkout {
  readonly root = mkdtempSync(join(tmpdir(), 'tramo-'));

  constructor() {
    cpSync(join(ROOT, 'scripts'), join(this.root, 'scripts'), { recursive: true });
    this.write('package.json', '{}');
    this.write('package-lock.json', lockFile('1.0.0'));
    this.write('npm.js', NPM);
    this.write('npm-behaviour', 'installs');
    this.write('calls', '');
    for (const file of ['tsconfig.base.json', 'apps/server/tsconfig.app.json', 'nest-cli.json']) {
      this.write(file, '{}');
    }
    this.write('apps/server/src/main.ts', program('server'));
    this.write('apps/server/src/cli.ts', program('command line'));
    this.write('libs/kernel/src/index.ts', '');
    // Nothing is compiled here, so the hook that compiles is not wanted either.
    this.write('scripts/register.cjs', '');
    this.write('chromium', '#!/bin/sh\n');
    chmodSync(this.path('chromium'), 0o755);
  }

  path(file: string): string {
    return join(this.root, file);
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(this.path(file)), { recursive: true });
    writeFileSync(this.path(file), text);
  }

  has(file: string): boolean {
    return existsSync(this.path(file));
  }

  lock(version: string): void {
    this.write('package-lock.json', lockFile(version));
  }

  /** The programs called since the last time this was asked, in order. */
  calls(): string {
    const calls = readFileSync(this.path('calls'), 'utf8').trim();
    this.write('calls', '');
    return calls;
  }

  start(
    args: readonly string[],
    options: { env?: NodeJS.ProcessEnv; node?: readonly string[] } = {},
  ): ChildProcess {
    const env = { ...process.env, npm_execpath: this.path('npm.js'), ...options.env };
    return spawn(process.execPath, [...(options.node ?? []), 'scripts/run.mjs', ...args], {
      cwd: this.root,
      env,
    });
  }

  run(...args: Parameters<Checkout['start']>): Promise<Ended> {
    return ending(this.start(...args));
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }
}

export function ending(child: ChildProcess): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const printed = { stdout: '', stderr: '' };
    child.stdout!.on('data', (chunk) => (printed.stdout += String(chunk)));
    child.stderr!.on('data', (chunk) => (printed.stderr += String(chunk)));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...printed }));
  });
}
