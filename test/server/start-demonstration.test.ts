import { setTimeout as wait } from 'node:timers/promises';
import { inDirectory, startBuilt, stopBuilt, type BuiltServer } from './built';
import { key } from './support';

jest.setTimeout(180_000);

const demonstrating = (dataDir: string): Promise<BuiltServer> =>
  startBuilt(dataDir, {}, ['cli', 'serve', '--demo']);

async function told(
  server: BuiltServer,
  path: string,
  init: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<unknown> {
  const headers = {
    ...init.headers,
    authorization: `Bearer ${server.token}`,
    'content-type': 'application/json',
  };
  return (await fetch(`${server.url}${path}`, { ...init, headers })).json();
}
const head = async (server: BuiltServer): Promise<string | null> =>
  ((await told(server, '/api/v1/ledger')) as { head: string | null }).head;
const isComplete = async (server: BuiltServer): Promise<boolean> =>
  new Promise((resolve) => {
    server.child.stdout!.on('data', (chunk) => {
      if (String(chunk).includes('the demonstration is there')) resolve(true);
    });
    void server.ended.then(() => resolve(false));
  });

describe('a start with --demo', () => {
  it('fills an empty ledger, goes on after it was killed, and adds nothing the next time', () =>
    inDirectory(async (directory) => {
      const killed = await demonstrating(directory);
      while (((await head(killed)) ?? '').split(':').at(-1)!.length < 3) await wait(20);
      killed.child.kill('SIGKILL');
      await killed.ended;

      const whole = await demonstrating(directory);
      expect(await isComplete(whole)).toBe(true);
      expect(await told(whole, '/api/v1/programmes/par2-2022')).toMatchObject({ demonstration: true });
      const end = await head(whole);
      await stopBuilt(whole);

      const again = await demonstrating(directory);
      expect(await isComplete(again)).toBe(true);
      expect(await head(again)).toBe(end);
      await stopBuilt(again);
    }));

  it('refuses to stand beside people’s own money', () =>
    inDirectory(async (directory) => {
      const own = await startBuilt(directory);
      await told(own, '/api/v1/programmes', {
        method: 'POST',
        headers: key(),
        body: JSON.stringify({
          programme: 'own',
          name: 'Own',
          country: 'BO',
          agency: 'A',
          zone: 'America/La_Paz',
          bookCurrency: 'BOB',
          displayUnit: 1,
          unit: { code: 'U', name: 'Unit' },
        }),
      });
      const before = await head(own);
      expect(before).not.toBeNull();
      await stopBuilt(own);
      await expect(demonstrating(directory)).rejects.toThrow(/holds a ledger that is no demonstration/);
      const after = await startBuilt(directory);
      expect(await head(after)).toBe(before);
      await stopBuilt(after);
    }));
});
