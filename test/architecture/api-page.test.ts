import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run-tool';

const sources = ['apps', 'libs'].flatMap((room) =>
  readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.(spec|test|testing)\.ts$/.test(file))
    // Its codes are those of departments.
    .filter((file) => !file.includes('demonstration'))
    .map((file) => readFileSync(join(ROOT, room, file), 'utf8')),
);
const page = readFileSync(join(ROOT, 'docs', 'api.md'), 'utf8');
const explained = [...page.matchAll(/^\| \d{3} +\| `([A-Z_]+)`/gm)].map(([, code]) => code!);

const written = (form: RegExp): string[] =>
  sources.flatMap((source) => [...source.matchAll(form)].map(([, code]) => code!));

it('explains on the page of the API every code with which something is refused', () => {
  const codes = [
    ...written(/\bcode(?::| =) '([A-Z][A-Z_]+)'/g),
    ...written(/problem\(\s*\d+,\s*'([A-Z_]+)'/g),
  ];
  expect(new Set(codes).size).toBeGreaterThan(100);
  expect([...new Set(codes)].filter((code) => !explained.includes(code))).toEqual([]);
});

it('explains each once, and none that nothing is refused with', () => {
  expect(explained.filter((code, at) => explained.indexOf(code) !== at)).toEqual([]);
  const composed = /^NO_SUCH_|_(UNKNOWN|EXISTS|RELEASE_EXCEEDED)$/;
  const named = explained.filter((code) => !composed.test(code));
  expect(named.filter((code) => !sources.some((source) => source.includes(`'${code}'`)))).toEqual([]);
});
