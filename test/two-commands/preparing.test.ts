import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Checkout, ending } from './checkout';

let checkout: Checkout;
beforeEach(() => (checkout = new Checkout()));
afterEach(() => checkout.remove());

const NOTHING_FOUND = { PATH: '/nonexistent' };

it('refuses a Node that is too old in one line', async () => {
  checkout.write(
    'old.cjs',
    `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.18.3' } });`,
  );
  const { code, stderr } = await checkout.run(['start'], { node: ['--require', './old.cjs'] });
  expect(stderr).toBe('tramo: needs Node 20.19 or later and this is 20.18.3; install it from nodejs.org\n');
  expect(code).toBe(1);
  expect(checkout.calls()).toBe('');
});

it('installs, builds and starts a bare clone, saying so with the time, and the second time says nothing', async () => {
  const first = await checkout.run(['start']);
  expect(first.stderr).toMatch(
    /^tramo: installing the packages … done in \d+\.\d s\ntramo: building the server … done in \d+\.\d s\n$/,
  );
  expect(first).toMatchObject({ code: 0, stdout: 'server\n' });
  expect(checkout.calls()).toBe('install build');

  const since = performance.now();
  const second = await checkout.run(['tramo', 'events']);
  process.stdout.write(`a start with nothing to do took ${Math.round(performance.now() - since)} ms\n`);
  expect(second).toEqual({ code: 0, stdout: 'command line events\n', stderr: '' });
  expect(checkout.calls()).toBe('');
});

it('serves by the command line when the start has arguments', async () => {
  const { stdout } = await checkout.run(['start', '--port', '4000']);
  expect(stdout).toBe('command line serve --port 4000\n');
});

it('builds what is not TypeScript as well', async () => {
  checkout.write('apps/server/src/page/page.html', '<p>');
  await checkout.run(['build']);
  expect(checkout.has('dist/apps/server/src/page/page.html')).toBe(true);
});

it('installs again when the lock file asks for something else', async () => {
  await checkout.run(['install']);
  checkout.lock('2.0.0');
  await checkout.run(['install']);
  expect(checkout.calls()).toBe('install install');
});

it('trusts a whole install made by hand, and no other', async () => {
  await checkout.run(['install']);
  checkout.calls();
  const stamp = 'node_modules/.tramo-installed.json';

  checkout.write(stamp, 'of another Node');
  await checkout.run(['install']);
  expect(checkout.calls()).toBe('');

  checkout.write(stamp, 'of another Node');
  checkout.write('node_modules/better-sqlite3/index.js', `throw new Error('compiled for another Node');`);
  await checkout.run(['install']);
  expect(checkout.calls()).toBe('install');
});

it('says in one line what is missing when better-sqlite3 cannot be compiled', async () => {
  checkout.write('npm-behaviour', 'no compiler');
  const { code, stderr } = await checkout.run(['start'], { env: NOTHING_FOUND });
  expect(stderr).toMatch(/^tramo: installing the packages … failed after .* s\ntramo: .*\n$/);
  expect(stderr).toContain('python3, make, g++ cannot be found');
  expect(stderr).toContain('apt-get install -y python3 make g++');
  expect(code).toBe(1);
});

it('shows what npm said when an install fails for another reason', async () => {
  checkout.write('npm-behaviour', 'no network');
  const { code, stderr } = await checkout.run(['start'], { env: NOTHING_FOUND });
  expect(stderr).toContain('npm ci failed; its last lines were:\nnpm error code ENOTFOUND');
  expect(code).toBe(1);
});

it('builds again when a source changed or went away, and not for a test', async () => {
  await checkout.run(['build']);
  checkout.calls();
  checkout.write('libs/kernel/src/money.spec.ts', 'a test');
  await checkout.run(['build']);
  expect(checkout.calls()).toBe('');
  checkout.write('libs/kernel/src/money.ts', 'a source');
  await checkout.run(['build']);
  expect(checkout.calls()).toBe('build');
  checkout.write('libs/kernel/src/money.ts', 'a sauce!');
  await checkout.run(['build']);
  expect(checkout.calls()).toBe('build');
});

it('keeps the last good build when a build fails, and does not start it', async () => {
  await checkout.run(['build']);
  checkout.write('apps/server/src/main.ts', 'a mistake');
  const { code, stdout, stderr } = await checkout.run(['start']);
  expect(stderr).toContain('the build failed:\nTS0000: a mistake');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(checkout.has('dist/apps/server/src/main.js')).toBe(true);
});

it('prepares once when several commands start together', async () => {
  const ended = await Promise.all([1, 2, 3].map(() => checkout.run(['start'])));
  expect(ended.map(({ code, stdout }) => ({ code, stdout }))).toEqual(
    Array(3).fill({ code: 0, stdout: 'server\n' }),
  );
  expect(checkout.calls()).toBe('install build');
  expect(checkout.has('.preparing')).toBe(false);
});

it('takes over from a process that died while preparing', async () => {
  const dead = checkout.start(['install']);
  await once(dead, 'close');
  checkout.calls();
  checkout.lock('2.0.0');
  checkout.write('.preparing', String(dead.pid));
  const ended = await Promise.all([1, 2, 3].map(() => checkout.run(['install'])));
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(checkout.calls()).toBe('install');
});

it('passes a signal on while it installs, leaves nothing running, and ends as the signal says', async () => {
  checkout.write('npm-behaviour', 'slow');
  const child = checkout.start(['start']);
  const ended = ending(child);
  while (checkout.calls() === '') await sleep(20);
  await sleep(100);
  child.kill('SIGTERM');
  const { code, stderr } = await ended;
  expect(stderr).toContain('tramo: stopped by SIGTERM');
  expect(code).toBe(143);
  expect(checkout.calls()).toBe('stopped');
  expect(checkout.has('.preparing')).toBe(false);
});

it('stops what it runs when npm was killed above it', async () => {
  await checkout.run(['build']);
  checkout.write(
    'dist/apps/server/src/main.js',
    `process.on('SIGTERM', () => { require('node:fs').appendFileSync('calls', 'stopped '); process.exit(); });
     console.log('serving');
     setInterval(() => {}, 1000);`,
  );
  checkout.calls();
  const env = { ...process.env, npm_lifecycle_event: 'start' };
  const shell = spawn('sh', ['-c', `"${process.execPath}" scripts/run.mjs start; exit`], {
    cwd: checkout.root,
    env,
  });
  await once(shell.stdout, 'data');
  shell.kill('SIGKILL');
  const deadline = Date.now() + 5_000;
  let calls = '';
  while (calls === '' && Date.now() < deadline) {
    await sleep(50);
    calls = checkout.calls();
  }
  expect(calls).toBe('stopped');
});

it('names what it can do when asked for something else', async () => {
  const { code, stderr } = await checkout.run(['strat']);
  expect(stderr).toBe('tramo: "strat" is none of install, build, start, tramo, test, crash, bench\n');
  expect(code).toBe(1);
});
