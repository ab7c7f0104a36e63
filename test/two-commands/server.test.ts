import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ending, type Ended } from './checkout';

const ROOT = join(__dirname, '..', '..');

// Each test starts one or two real servers, of a second or two each on a quiet machine.
jest.setTimeout(20_000);

let folder: string;
const running = new Set<ChildProcess>();

/** Nothing to do in `npm test`, which has built; otherwise it must not be each test's own business. */
beforeAll(async () => {
  const child = spawn(process.execPath, ['scripts/run.mjs', 'build'], { cwd: ROOT });
  const { code, stderr } = await ending(child);
  if (code !== 0) throw new Error(stderr);
}, 120_000);

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'tramo-'))));
afterEach(async () => {
  for (const child of running) {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }
  running.clear();
  rmSync(folder, { recursive: true });
});

/** The real server by the real script, on a port and a directory of its own. */
function start(settings: Readonly<Record<string, string>> = {}): {
  child: ChildProcess;
  ended: Promise<Ended>;
} {
  const env = { ...process.env, PORT: '0', HOST: '127.0.0.1', TRAMO_DATA: join(folder, 'data'), ...settings };
  const child = spawn(process.execPath, ['scripts/run.mjs', 'start'], { cwd: ROOT, env });
  running.add(child);
  return { child, ended: ending(child) };
}

/** Resolves with the address that the server says it listens on. */
function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    child.stdout!.on('data', (chunk) => {
      printed += String(chunk);
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0];
      if (url) resolve(url);
    });
    child.on('exit', () => reject(new Error(`the server ended before it listened: ${printed}`)));
  });
}

const oneLine = (text: string): string[] => text.split('\n').filter((line) => line.startsWith('tramo: '));

it('serves, is ready, and ends in order when asked to', async () => {
  const { child, ended } = start();
  const url = await listening(child);
  let status = 0;
  for (let attempt = 0; attempt < 100 && status !== 200; attempt++) {
    status = (await fetch(`${url}/health/ready`)).status;
    if (status !== 200) await sleep(50);
  }
  expect(status).toBe(200);
  expect((await fetch(`${url}/api/v1/openapi.json`)).status).toBe(200);
  expect((await fetch(`${url}/api/v1/ledger`)).status).toBe(401);

  child.kill('SIGTERM');
  const { code, stderr } = await ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(existsSync(join(folder, 'data', 'ledger.db'))).toBe(true);
});

it('says in one line that the port is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { code, stderr } = await start({ PORT: String(port) }).ended;
  other.close();
  expect(oneLine(stderr)).toEqual([expect.stringMatching(new RegExp(`port ${port} .*is taken`))]);
  expect(code).toBe(1);
});

it('says in one line that the data directory cannot be written', async () => {
  writeFileSync(join(folder, 'data'), 'a file where a directory should be');
  const { code, stderr } = await start().ended;
  expect(oneLine(stderr)).toEqual([expect.stringContaining(`data directory ${join(folder, 'data')}`)]);
  expect(code).toBe(1);
});

it('says in one line that another server has the data directory, and where it is', async () => {
  const first = start();
  const url = await listening(first.child);
  const { code, stderr } = await start().ended;
  expect(oneLine(stderr)).toEqual([expect.stringContaining(url)]);
  expect(code).toBe(1);
});
