import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inDirectory, run, runToEnd, startBuilt, stopBuilt, type Ended } from './built';

const tramo = (dataDir: string, ...args: string[]): Promise<Ended> =>
  runToEnd('cli', ['--data', dataDir, ...args]);

const succeeded = ({ code, stderr }: Ended): void =>
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });

describe('the command line', () => {
  it('helps', async () => {
    const { code, stdout } = await runToEnd('cli', ['--help']);
    expect(code).toBe(0);
    for (const name of ['serve', 'rebuild', 'backup', 'restore', 'verify-log', 'events', 'token']) {
      expect(stdout).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
    }
    expect((await runToEnd('cli', ['token', 'issue', '--help'])).stdout).toContain('--expires-in-days');
  });

  it.each([
    [['evnts'], /unknown command 'evnts' \(Did you mean events\?\)/],
    [['events', '--limt', '3'], /unknown option '--limt' \(Did you mean --limit\?\)/],
    [['events', '--limit', 'x'], /expected a whole number from 1/],
    [['backup'], /missing required argument 'directory'/],
    [['token', 'issue', '--person', 'ana', '--label', 'x'], /required option '--role <role>' not specified/],
    [['token', 'issue', '--person', 'ana', '--label', 'x', '--role', 'auditr'], /did you mean auditor\?/],
    [['token', 'issue', '--person', 'Ana', '--label', 'x', '--role', 'auditor'], /small letters/],
    [['serve', '--port', '99999'], /expected a whole number from 0 to 65535/],
  ])('answers %j with one line, and 2', async (args, reason) => {
    const { code, stdout, stderr } = await runToEnd('cli', args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(reason);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('refuses a malformed environment like the server does', async () => {
    const { code, stderr } = await runToEnd('cli', ['events'], { TRAMO_DTA: 'x', PORT: 'y' });
    expect(code).toBe(2);
    expect(stderr.trimEnd().split('\n')).toEqual([
      'tramo: TRAMO_DTA is not a variable that Tramo knows; did you mean TRAMO_DATA?',
      'tramo: PORT="y" is refused: expected a whole number from 0 to 65535',
    ]);
  });

  it('says in one line that there is no ledger', () =>
    inDirectory(async (directory) => {
      for (const args of [['events'], ['verify-log'], ['rebuild']]) {
        const { code, stderr } = await tramo(join(directory, 'none'), ...args);
        expect({ args, code, lines: stderr.trimEnd().split('\n').length }).toEqual({
          args,
          code: 1,
          lines: 1,
        });
        expect(stderr).toMatch(/there is no ledger/);
      }
      // Asking made nothing that would look like a ledger.
      expect(await readdir(directory)).not.toContain('ledger.db');
    }));

  it.each(['files alone', 'files that a server holds'])('does all it can with %s', (whose) =>
    inDirectory(async (directory) => {
      const dataDir = join(directory, 'data');
      const server = await startBuilt(dataDir);
      if (whose === 'files alone') await stopBuilt(server);
      const names = ['--person', 'ana', '--role', 'auditor', '--label', 'audit'];
      const issued = await tramo(dataDir, 'token', 'issue', ...names, '--json');
      succeeded(issued);
      const { id, token } = JSON.parse(issued.stdout) as { id: string; token: string };
      expect(token).toMatch(/^tramo_[\w-]{43}$/);
      succeeded(await tramo(dataDir, 'token', 'revoke', id));
      expect(await tramo(dataDir, 'token', 'revoke', id)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining(`has the id ${id}`),
      });
      const listed = await tramo(dataDir, 'token', 'list');
      expect(listed.stdout).toMatch(new RegExp(`${id} +ana +auditor +revoked`));
      expect(listed.stdout).not.toContain(token);

      const rebuilt = await tramo(dataDir, 'rebuild', '--json');
      // Reading goes on beside reading.
      const [unknown, verified, events, backup] = await Promise.all([
        tramo(dataDir, 'events', '--after', 'nowhere'),
        tramo(dataDir, 'verify-log', '--json'),
        tramo(dataDir, 'events', '--json'),
        tramo(dataDir, 'backup', join(directory, 'backup'), '--json'),
      ]);
      expect(JSON.parse(rebuilt.stdout)).toMatchObject({ events: 0 });
      expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining('is not a position') });
      expect(JSON.parse(verified.stdout)).toMatchObject({ events: 0, findingsCount: 0 });
      expect(events).toMatchObject({ code: 0, stdout: '' });
      expect(JSON.parse(backup.stdout)).toMatchObject({ head: null });
      if (whose !== 'files alone') await stopBuilt(server);
    }),
  );

  it('shows no more than its token allows', () =>
    inDirectory(async (directory) => {
      const server = await startBuilt(directory);
      const { stdout } = await tramo(
        directory,
        'token',
        'issue',
        '--person',
        'mia',
        '--role',
        'manager',
        '--label',
        'x',
      );
      const asManager = await runToEnd('cli', ['events'], {
        TRAMO_DATA: directory,
        TRAMO_TOKEN: stdout.trim(),
      });
      expect(asManager).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/needs the role auditor.*ROLE_MISSING/),
      });
      await rm(join(directory, 'bootstrap-token'));
      const asNobody = await tramo(directory, 'events');
      expect(asNobody).toMatchObject({ code: 1, stderr: expect.stringContaining('set TRAMO_TOKEN') });
      await stopBuilt(server);
    }));

  it('brings a backup back, in an empty directory only, and serves it', () =>
    inDirectory(async (directory) => {
      const [dataDir, to, second] = ['data', 'backup', 'second'].map((name) => join(directory, name)) as [
        string,
        string,
        string,
      ];
      const server = await startBuilt(dataDir);
      succeeded(await tramo(dataDir, 'backup', to));
      expect((await tramo(dataDir, 'backup', to)).stderr).toContain('already there');
      const refused = await tramo(dataDir, 'restore', to);
      expect(refused).toMatchObject({ code: 1, stderr: expect.stringMatching(/is using it|not empty/) });
      const { stdout } = await tramo(second, 'restore', to, '--json');
      expect(JSON.parse(stdout)).toMatchObject({ dataDir: second, head: null });
      const other = run('cli', ['--data', second, 'serve', '--port', '0']);
      const url = await new Promise<string>((resolve) =>
        other.child.stdout?.on('data', (chunk) => {
          const found = /"url":"([^"]+)"/.exec(String(chunk));
          if (found) resolve(found[1]!);
        }),
      );
      // The first token came along with the state.
      const answer = await fetch(`${url}/api/v1/ledger`, {
        headers: { authorization: `Bearer ${server.token}` },
      });
      expect(answer.status).toBe(200);
      await stopBuilt(other);
      await stopBuilt(server);
    }));

  it('finds a ledger that is not what was written', () =>
    inDirectory(async (directory) => {
      await stopBuilt(await startBuilt(directory));
      const file = await open(join(directory, 'ledger.db'), 'r+');
      await file.write(Buffer.alloc(200, 0x58), 0, 200, 8_192);
      await file.close();
      const { code, stderr } = await tramo(directory, 'verify-log');
      expect(code).toBe(1);
      expect(stderr).toMatch(/^tramo: .*\n$/);
    }));

  it('stays with what is written, and a reader that leaves ends it quietly', () =>
    inDirectory(async (directory) => {
      const dataDir = join(directory, 'data');
      await mkdir(dataDir);
      const server = await startBuilt(dataDir);
      const following = run('cli', ['--data', dataDir, 'events', '--follow']);
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect(following.child.exitCode).toBeNull();
      following.child.kill('SIGTERM');
      await following.ended;
      await stopBuilt(server);
    }));
});
