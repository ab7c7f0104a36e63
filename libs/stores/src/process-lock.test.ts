import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { temporaryDirectory } from '../../../test/support/stores';
import { holdProcessLock } from './process-lock';

const REGISTER = join(__dirname, '../../../scripts/register.cjs');
const TAKE = `require('@tramo/stores').holdProcessLock(process.env.STORE)`;

describe('the process lock', () => {
  let directory: ReturnType<typeof temporaryDirectory>;
  let store: string;
  let children: ChildProcess[];

  beforeEach(() => {
    directory = temporaryDirectory();
    store = join(directory.path, 'ledger.db');
    children = [];
  });

  afterEach(() => {
    for (const child of children) child.kill('SIGKILL');
    directory.discard();
  });

  const startOwner = async (): Promise<ChildProcess> => {
    const script = `${TAKE}; console.log('held'); setInterval(() => {}, 1000)`;
    const child = spawn(process.execPath, ['--require', REGISTER, '-e', script], {
      env: { ...process.env, STORE: store },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    await once(child.stdout, 'data');
    return child;
  };

  test('names the process that holds it and is gone the instant that process is killed', async () => {
    const owner = await startOwner();
    const refused = `${store}: another process (probably ${owner.pid}) is using it; stop that process or use its HTTP interface`;
    expect(() => holdProcessLock(store)).toThrow(refused);
    expect(() => holdProcessLock(store)).toThrow(expect.objectContaining({ reason: 'locked' }));
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    holdProcessLock(store).release();
  });

  test('refuses a second holder in the same thread, and survives the attempt', async () => {
    const lock = holdProcessLock(store);
    expect(() => holdProcessLock(store)).toThrow(/this process itself is using it/);
    expect(() => holdProcessLock(store)).toThrow(/this process itself is using it/);
    await expect(lockInAnotherProcess()).resolves.toContain(`probably ${process.pid}`);
    lock.release();
    lock.release();
    await expect(lockInAnotherProcess()).resolves.toBe('held');
  });

  test('refuses a second holder in another thread, and survives the attempt', async () => {
    const lock = holdProcessLock(store);
    const attempt = new Worker(`require('node:worker_threads').parentPort.postMessage(${outcomeOf(TAKE)})`, {
      eval: true,
      env: { ...process.env, STORE: store },
    });
    const [outcome] = (await once(attempt, 'message')) as [string];
    await attempt.terminate();
    expect(outcome).toMatch(/this process itself is using it/);
    await expect(lockInAnotherProcess()).resolves.toMatch(/another process/);
    lock.release();
  });

  test('says what it knows when the note beside it is nonsense or missing', async () => {
    await startOwner();
    for (const note of ['', 'not a number', '-1']) {
      writeFileSync(`${store}.owner`, note);
      expect(() => holdProcessLock(store)).toThrow(/: another process is using it/);
    }
  });

  test('leaves no note behind when released', () => {
    const lock = holdProcessLock(store);
    expect(existsSync(`${store}.owner`)).toBe(true);
    lock.release();
    expect(existsSync(`${store}.owner`)).toBe(false);
  });

  test('makes its directory, or says that it cannot be made', () => {
    holdProcessLock(join(directory.path, 'new', 'ledger.db')).release();
    writeFileSync(store, '');
    expect(() => holdProcessLock(join(store, 'ledger.db'))).toThrow(
      expect.objectContaining({ reason: 'read-only' }),
    );
  });

  const outcomeOf = (attempt: string): string =>
    `(() => { try { ${attempt}; return 'held'; } catch (error) { return error.message; } })()`;

  const lockInAnotherProcess = async (): Promise<string> => {
    const script = `process.stdout.write(${outcomeOf(TAKE)})`;
    const child = spawn(process.execPath, ['--require', REGISTER, '-e', script], {
      env: { ...process.env, STORE: store },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    await once(child, 'close');
    return said;
  };
});
