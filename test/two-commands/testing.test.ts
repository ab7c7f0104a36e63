import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Checkout } from './checkout';

let checkout: Checkout;
beforeEach(() => (checkout = new Checkout()));
afterEach(() => checkout.remove());

const withBrowser = () => ({ env: { TRAMO_BROWSER: checkout.path('chromium') } });

const lastLine = (text: string): string | undefined => text.trimEnd().split('\n').at(-1);

it('prepares, hands Jest its arguments and the browser, and ends with what happened', async () => {
  checkout.write('tally', '{"passed":5,"failed":0,"skipped":2}');
  const { code, stdout } = await checkout.run(['test', 'libs/kernel', '-t', 'money'], withBrowser());
  expect(stdout).toContain(`jest libs/kernel -t money ${checkout.path('chromium')}\n`);
  expect(lastLine(stdout)).toBe('Tests: 5 passed, 0 failed, 2 skipped');
  expect(code).toBe(0);
  expect(checkout.calls()).toBe('install build');
});

it('fails as Jest fails', async () => {
  checkout.write('tally', '{"passed":5,"failed":1,"skipped":0}');
  const { code, stdout } = await checkout.run(['test'], withBrowser());
  expect(lastLine(stdout)).toBe('Tests: 5 passed, 1 failed');
  expect(code).toBe(1);
});

it('fails when no test was executed, unless a part was asked for', async () => {
  checkout.write('tally', '{"passed":0,"failed":0,"skipped":4}');
  const whole = await checkout.run(['test'], withBrowser());
  expect(whole.stderr).toContain('tramo: not one test was executed\n');
  expect(lastLine(whole.stdout)).toBe('Tests: 0 passed, 0 failed, 4 skipped');
  expect(whole.code).toBe(1);
  expect((await checkout.run(['test', '-t', 'nothing'], withBrowser())).code).toBe(0);
});

it('finds a browser on the PATH, and does not begin without one', async () => {
  const found = await checkout.run(['test'], { env: { TRAMO_BROWSER: '', PATH: checkout.root } });
  expect(found.stdout).toContain(`jest  ${checkout.path('chromium')}\n`);

  const missing = await checkout.run(['test'], { env: { TRAMO_BROWSER: '', PATH: '/nonexistent' } });
  expect(missing.stderr).toMatch(/^tramo: the tests need a browser: .*TRAMO_BROWSER\n$/);
  expect(missing).toMatchObject({ code: 1, stdout: '' });

  const wrong = await checkout.run(['test'], { env: { TRAMO_BROWSER: '/nonexistent/chromium' } });
  expect(wrong.stderr).toBe('tramo: TRAMO_BROWSER=/nonexistent/chromium is not a program that can be run\n');
  expect(wrong.code).toBe(1);
});

it('counts a file that does not load as a failure', () => {
  const Reporter = jest.requireActual<new () => { onRunComplete(contexts: unknown, results: unknown): void }>(
    '../../scripts/tally-reporter.cjs',
  );
  const folder = mkdtempSync(join(tmpdir(), 'tramo-'));
  const outer = process.env['TRAMO_TEST_TALLY'];
  process.env['TRAMO_TEST_TALLY'] = join(folder, 'tally.json');
  try {
    new Reporter().onRunComplete(undefined, {
      numPassedTests: 7,
      numFailedTests: 1,
      numRuntimeErrorTestSuites: 2,
      numPendingTests: 3,
      numTodoTests: 1,
    });
    expect(JSON.parse(readFileSync(join(folder, 'tally.json'), 'utf8'))).toEqual({
      passed: 7,
      failed: 3,
      skipped: 4,
    });
  } finally {
    if (outer === undefined) delete process.env['TRAMO_TEST_TALLY'];
    else process.env['TRAMO_TEST_TALLY'] = outer;
    rmSync(folder, { recursive: true });
  }
});
