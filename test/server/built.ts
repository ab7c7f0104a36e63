import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

jest.setTimeout(60_000);

const BUILD = join(__dirname, '..', '..', 'dist', 'apps', 'server', 'src');
const START_MS = 30_000;

/** What a failed test left running must not outlive the tests. */
const started = new Set<ChildProcess>();
afterAll(() => started.forEach((child) => child.kill('SIGKILL')));

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Variables of the person who runs the tests do not reach what is tested. */
const quietEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(TRAMO_|PORT$|HOST$)/.test(name)));

/** One of the two entries as it is shipped. */
export function run(
  entry: 'main' | 'cli',
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
  options: SpawnOptions = {},
): Running {
  const script = join(BUILD, `${entry}.js`);
  if (!existsSync(script))
    throw new Error(`${script} is missing: these tests run the build, make it with "npm run build"`);
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...quietEnvironment(), ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
  });
  started.add(child);
  child.once('exit', () => started.delete(child));
  const output = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => (output.stdout += String(chunk)));
  child.stderr?.on('data', (chunk) => (output.stderr += String(chunk)));
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal, ...output })),
  );
  return { child, ended };
}

export const runToEnd = (...args: Parameters<typeof run>): Promise<Ended> => run(...args).ended;

export interface BuiltServer extends Running {
  readonly url: string;
  readonly token: string;
}

type Command = readonly [entry: 'main' | 'cli', ...args: string[]];

/** Started and listening, or the reason why not. */
export async function startBuilt(
  dataDir: string,
  variables: Readonly<Record<string, string>> = {},
  [entry, ...args]: Command = ['main'],
): Promise<BuiltServer> {
  const running = run(entry, args, { PORT: '0', TRAMO_DATA: dataDir, ...variables });
  let over: Ended | undefined;
  void running.ended.then((ended) => (over = ended));
  for (let waitedMs = 0; waitedMs < START_MS; waitedMs += 50) {
    if (over) throw new Error(`the server ended with ${over.code}: ${over.stderr}${over.stdout}`);
    const announced = await readFile(join(dataDir, 'server.json'), 'utf8').catch(() => '');
    if (announced.endsWith('\n') && (JSON.parse(announced) as { pid: number }).pid === running.child.pid) {
      const token = (await readFile(join(dataDir, 'bootstrap-token'), 'utf8')).trim();
      return { ...running, url: (JSON.parse(announced) as { url: string }).url, token };
    }
    await wait(50);
  }
  running.child.kill('SIGKILL');
  throw new Error(`the server did not listen within ${START_MS} ms`);
}

export async function stopBuilt({ child, ended }: Running): Promise<Ended> {
  child.kill('SIGTERM');
  return ended;
}

/** A directory that is gone when the work is done, however it ends. */
export async function inDirectory<Result>(work: (directory: string) => Promise<Result>): Promise<Result> {
  const directory = await mkdtemp(join(tmpdir(), 'tramo-'));
  try {
    return await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
