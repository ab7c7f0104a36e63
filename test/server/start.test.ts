import { mkdir, open, readdir, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { inDirectory, run, runToEnd, startBuilt, stopBuilt, type Ended } from './built';

const start = (dataDir: string, variables: Record<string, string> = {}): Promise<Ended> =>
  runToEnd('main', [], { PORT: '0', TRAMO_DATA: dataDir, ...variables });

/** One line for a person and nothing else: no stack, no secret, no success. */
function expectRefusal({ code, stdout, stderr }: Ended, reason: RegExp, lines = 1): void {
  expect(stderr).toMatch(reason);
  expect(stderr.trimEnd().split('\n')).toHaveLength(lines);
  expect(stderr).not.toMatch(/\n\s+at |hunter2/);
  expect(stdout).not.toContain('listening');
  expect(code).toBeGreaterThan(0);
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

describe('a start that cannot succeed', () => {
  it('says that the port is taken, and leaves the data directory free', () =>
    inDirectory(async (directory) => {
      const other = createServer();
      const port = await listening(other);
      try {
        expectRefusal(await start(directory, { PORT: String(port) }), new RegExp(`port ${port} .* is taken`));
      } finally {
        other.close();
      }
      await stopBuilt(await startBuilt(directory));
    }));

  it('says that the address is not of this machine', () =>
    inDirectory(async (directory) => {
      expectRefusal(await start(directory, { HOST: '192.0.2.1' }), /HOST="192.0.2.1" is not an address/);
    }));

  it('names every malformed variable, each on a line, and touches nothing', () =>
    inDirectory(async (directory) => {
      const dataDir = join(directory, 'data');
      const ended = await start(dataDir, {
        PORT: 'x',
        TRAMO_LOGLEVEL: 'info',
        TRAMO_VIEWS: 'pg://a:hunter2@b',
      });
      expectRefusal(
        ended,
        /TRAMO_LOGLEVEL .* did you mean TRAMO_LOG_LEVEL\?\n.*PORT="x".*\n.*TRAMO_VIEWS is refused/,
        3,
      );
      expect(ended.code).toBe(2);
      expect(await readdir(directory)).toEqual([]);
    }));

  it('says that the data directory is a file', () =>
    inDirectory(async (directory) => {
      const file = join(directory, 'data');
      await writeFile(file, 'not a directory');
      expectRefusal(await start(file), /data directory .*EEXIST|data directory .*ENOTDIR|not a directory/i);
      expectRefusal(await start(join(file, 'below')), /data directory/);
    }));

  // Where not even root may write.
  it.each(['/proc/tramo', '/proc/sys/kernel'])(
    'says that the data directory cannot be written: %s',
    async (dataDir) => {
      expectRefusal(await start(dataDir), new RegExp(`data directory ${dataDir}: `));
    },
  );

  it('says who is using the data directory', () =>
    inDirectory(async (directory) => {
      const server = await startBuilt(directory);
      try {
        const url = server.url.replaceAll('.', '\\.');
        expectRefusal(
          await start(directory),
          new RegExp(`a Tramo server at ${url} \\(process ${server.child.pid}\\) is using it`),
        );
      } finally {
        await stopBuilt(server);
      }
    }));

  it.each([
    ['the ledger', 'ledger.db'],
    ['the state', 'state.db'],
  ])('says that %s is damaged', (_what, name) =>
    inDirectory(async (directory) => {
      await stopBuilt(await startBuilt(directory));
      const file = await open(join(directory, name), 'r+');
      await file.write(Buffer.alloc(4_096, 0x58), 0, 4_096, 0);
      await file.close();
      expectRefusal(await start(directory), new RegExp(`${name}.*(damaged|first bytes)`));
    }),
  );

  it('says that a restore was broken off', () =>
    inDirectory(async (directory) => {
      await writeFile(join(directory, 'restore-unfinished'), '');
      expectRefusal(await start(directory), /a restore into it was broken off/);
    }));

  it('says that EventStoreDB cannot be reached', () =>
    inDirectory(async (directory) => {
      const silent = createServer();
      const port = await listening(silent);
      silent.close();
      const ended = await start(directory, {
        TRAMO_EVENTSTORE: `esdb://admin:hunter2@127.0.0.1:${port}?tls=false`,
      });
      expectRefusal(ended, /reach|answer|ECONNREFUSED/i);
    }));

  it('says that PostgreSQL cannot be reached', () =>
    inDirectory(async (directory) => {
      const silent = createServer();
      const port = await listening(silent);
      silent.close();
      const ended = await start(directory, {
        TRAMO_VIEWS: `postgres://tramo:hunter2@127.0.0.1:${port}/tramo`,
      });
      expectRefusal(ended, /cannot be reached|ECONNREFUSED/);
    }));
});

describe('the first start', () => {
  it('leaves a token that only the owner can read, and not in the log lines', () =>
    inDirectory(async (directory) => {
      const dataDir = join(directory, 'made', 'on', 'the', 'way');
      await mkdir(join(directory, 'made'));
      const server = await startBuilt(dataDir);
      expect((await stat(join(dataDir, 'bootstrap-token'))).mode & 0o777).toBe(0o600);
      expect((await stat(join(dataDir, 'server.json'))).mode & 0o777).toBe(0o600);
      const answer = await fetch(`${server.url}/api/v1/tokens`, {
        headers: { authorization: `Bearer ${server.token}` },
      });
      expect(answer.status).toBe(200);
      const { stdout, stderr, code } = await stopBuilt(server);
      expect(`${stdout}${stderr}`).not.toContain(server.token);
      expect(stdout).toContain('bootstrap-token');
      expect(code).toBe(0);

      const again = await startBuilt(dataDir);
      expect(again.token).toBe(server.token);
      expect((await stopBuilt(again)).stdout).not.toContain('bootstrap-token');
    }));

  it('takes the token that it is given, and makes none', () =>
    inDirectory(async (directory) => {
      const token = 'given-by-the-operator-0123456789';
      const running = run('main', [], { PORT: '0', TRAMO_DATA: directory, TRAMO_BOOTSTRAP_TOKEN: token });
      const url = await new Promise<string>((resolve) => {
        running.child.stdout?.on('data', (chunk) => {
          const found = /"url":"([^"]+)"/.exec(String(chunk));
          if (found) resolve(found[1]!);
        });
      });
      const answer = await fetch(`${url}/api/v1/operations`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(answer.status).toBe(200);
      expect(await readdir(directory)).not.toContain('bootstrap-token');
      const { stdout } = await stopBuilt(running);
      expect(stdout).not.toContain(token);
    }));
});
