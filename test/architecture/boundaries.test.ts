import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT, runTool } from './run-tool';

/** A small house with the real one's rules, every file of it innocent. */
const INNOCENT: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    name: 'planted',
    dependencies: { 'decimal.js': '1.0.0', rxjs: '1.0.0', fastify: '1.0.0' },
    devDependencies: { 'fast-check': '1.0.0' },
  }),
  ...packages('decimal.js', 'rxjs', 'fastify', 'fast-check', 'undeclared'),
  'libs/kernel/src/index.ts': `export * from './money';`,
  'libs/kernel/src/money.ts': `import Decimal from 'decimal.js'; export const money = Decimal;`,
  'libs/kernel/src/money.spec.ts': `import 'fast-check'; import './money';`,
  'libs/stores/src/index.ts': `export { open } from './open';`,
  'libs/stores/src/open.ts': `import { money } from '@tramo/kernel'; export const open = money;`,
  'libs/event-log/src/index.ts': `export * from '@tramo/stores';`,
  'apps/server/src/main.ts': `import { open } from '@tramo/event-log'; import 'fastify'; open;`,
};

function packages(...names: string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
      [`node_modules/${name}/index.js`, 'module.exports = {};'],
    ]),
  );
}

let house: string;

beforeEach(() => {
  house = mkdtempSync(join(tmpdir(), 'tramo-'));
  plant(INNOCENT);
  for (const file of ['tsconfig.json', 'tsconfig.base.json'])
    copyFileSync(join(ROOT, file), join(house, file));
});
afterEach(() => rmSync(house, { recursive: true }));

function plant(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), text);
  }
}

interface Cruised {
  readonly summary: {
    readonly violations: readonly { from: string; to: string; rule: { name: string } }[];
    readonly totalCruised: number;
  };
}

const depcruise = (...args: string[]) =>
  runTool(
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    ['--config', join(ROOT, '.dependency-cruiser.cjs'), ...args, '.'],
    { cwd: house },
  );

function cruise(): { violations: string[]; cruised: number } {
  const { summary } = JSON.parse(depcruise('--output-type', 'json').stdout) as Cruised;
  const violations = summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} -> ${to}`).sort();
  return { violations, cruised: summary.totalCruised };
}

it('finds nothing wrong with an innocent house, and does look at it', () => {
  const { violations, cruised } = cruise();
  expect(violations).toEqual([]);
  expect(cruised).toBeGreaterThanOrEqual(7);
});

it('names every violation planted, and nothing else', () => {
  plant({
    'libs/kernel/src/upward.ts': `import type { open } from '@tramo/stores'; export type Upward = typeof open;`,
    'libs/stores/src/past-the-door.ts': `import { money } from '../../kernel/src/money'; money;`,
    'apps/server/src/past-the-door.ts': `import { open } from '../../../libs/stores/src/open'; open;`,
    'libs/event-log/src/hen.ts': `import { egg } from './egg'; export const hen = () => egg;`,
    'libs/event-log/src/egg.ts': `import { hen } from './hen'; export const egg = () => hen;`,
    'libs/kernel/src/foreign.ts': `import 'rxjs';`,
    'libs/stores/src/serving.ts': `import 'fastify';`,
    'libs/stores/src/borrowed.ts': `import 'fast-check';`,
    'libs/stores/src/hidden.ts': `import 'undeclared';`,
    'libs/stores/src/nowhere.ts': `import './not-there';`,
    'libs/stores/src/from-the-app.ts': `import '../../../apps/server/src/main';`,
    'libs/attic/src/index.ts': `import '@tramo/kernel';`,
    'apps/web/src/screen.ts': `import { open } from '@tramo/stores'; open;`,
  });
  expect(cruise().violations).toEqual([
    'every-room-has-its-place-in-the-order: libs/attic/src/index.ts -> libs/kernel/src/index.ts',
    'kernel-imports-only-rooms-before-it: libs/kernel/src/upward.ts -> libs/stores/src/index.ts',
    'no-cycles: libs/event-log/src/egg.ts -> libs/event-log/src/hen.ts',
    'rooms-are-entered-through-the-door: libs/stores/src/past-the-door.ts -> libs/kernel/src/money.ts',
    'rooms-do-not-know-the-http-server: libs/stores/src/serving.ts -> node_modules/fastify/index.js',
    'rooms-never-import-apps-or-tests: libs/stores/src/from-the-app.ts -> apps/server/src/main.ts',
    'the-kernel-depends-on-decimal-js-alone: libs/kernel/src/foreign.ts -> node_modules/rxjs/index.js',
    'the-rest-of-the-house-uses-the-door-too: apps/server/src/past-the-door.ts -> libs/stores/src/open.ts',
    'the-web-sees-only-the-api-client: apps/web/src/screen.ts -> libs/stores/src/index.ts',
    'what-is-imported-exists: libs/stores/src/nowhere.ts -> ./not-there',
    'what-is-imported-is-declared: libs/stores/src/hidden.ts -> node_modules/undeclared/index.js',
    'what-runs-is-not-a-development-dependency: libs/stores/src/borrowed.ts -> node_modules/fast-check/index.js',
  ]);
});

it('fails the build for a single one', () => {
  expect(depcruise().code).toBe(0);
  plant({ 'libs/kernel/src/upward.ts': `import { open } from '@tramo/stores'; open;` });
  expect(depcruise().code).toBe(1);
});
