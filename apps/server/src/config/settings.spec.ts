import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ConfigurationRefused, readSettings } from './settings';

function refusal(variables: Record<string, string>): readonly string[] {
  try {
    readSettings(variables);
  } catch (error) {
    if (error instanceof ConfigurationRefused) return error.lines;
    throw error;
  }
  throw new Error('the environment was accepted');
}

describe('the environment', () => {
  it('needs nothing: one machine, three files, loopback only', () => {
    const settings = readSettings({
      PATH: '/bin',
      TRAMO_TEST_EVENTSTORE: 'x',
      TRAMO_BROWSER: '/usr/bin/chromium',
    });
    expect(settings).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      dataDir: resolve('data'),
      log: { engine: 'sqlite', file: resolve('data/ledger.db') },
      views: { engine: 'sqlite', file: resolve('data/views.db') },
      state: { engine: 'sqlite', file: resolve('data/state.db') },
      bodyLimitBytes: 1_048_576,
      afterWaitMs: 2_000,
    });
  });

  it('keeps the state beside the views on PostgreSQL unless it is told otherwise', () => {
    const views = 'postgres://tramo:s3cret@db:5432/tramo';
    expect(readSettings({ TRAMO_VIEWS: views })).toMatchObject({
      views: { engine: 'postgres', connectionString: views, schema: 'tramo_views' },
      state: { engine: 'postgres', connectionString: views, schema: 'tramo_state' },
    });
    const state = 'postgresql://other/tramo';
    expect(readSettings({ TRAMO_VIEWS: views, TRAMO_STATE: state }).state).toMatchObject({
      connectionString: state,
    });
  });

  it('takes a variable that is set to nothing for one that is not set', () => {
    expect(readSettings({ PORT: '', TRAMO_EVENTSTORE: '' })).toMatchObject({
      port: 3000,
      log: { engine: 'sqlite' },
    });
  });

  it('names everything that is wrong at once, one line each', () => {
    expect(
      refusal({
        PORT: '80a',
        HOST: 'a b',
        TRAMO_LOG_LEVEL: 'loud',
        TRAMO_ZONE: 'Mars/Olympus',
        TRAMO_EVNTSTORE: 'x',
      }),
    ).toEqual([
      'TRAMO_EVNTSTORE is not a variable that Tramo knows; did you mean TRAMO_EVENTSTORE?',
      'PORT="80a" is refused: expected a whole number from 0 to 65535',
      'HOST="a b" is refused: expected a host name or address such as 127.0.0.1 or 0.0.0.0',
      'TRAMO_ZONE="Mars/Olympus" is refused: expected a time zone such as America/La_Paz',
      'TRAMO_LOG_LEVEL="loud" is refused: expected one of silent, fatal, error, warn, info, debug, trace',
    ]);
  });

  it.each(['65536', '-1', '1e3', ' 80', '0x50', '٣'])('refuses the port %j', (PORT) => {
    expect(refusal({ PORT })).toHaveLength(1);
  });

  it('never repeats a secret, however malformed', () => {
    const secrets = {
      TRAMO_VIEWS: 'postgres//tramo:hunter2@db',
      TRAMO_STATE: 'mysql://tramo:hunter2@db',
      TRAMO_EVENTSTORE: 'esdb:/admin:hunter2@node',
      TRAMO_BOOTSTRAP_TOKEN: 'hunter2',
    };
    const lines = refusal(secrets);
    expect(lines).toHaveLength(4);
    expect(lines.join('\n')).not.toContain('hunter2');
  });

  it('reads the first token from a file, and not from two places', () => {
    const directory = mkdtempSync(join(tmpdir(), 'tramo-'));
    try {
      const file = join(directory, 'token');
      writeFileSync(file, `${'t'.repeat(32)}\n`);
      expect(readSettings({ TRAMO_BOOTSTRAP_TOKEN_FILE: file }).bootstrapToken).toBe('t'.repeat(32));
      expect(refusal({ TRAMO_BOOTSTRAP_TOKEN_FILE: join(directory, 'none') })[0]).toContain(
        'cannot be read: ENOENT',
      );
      expect(refusal({ TRAMO_BOOTSTRAP_TOKEN_FILE: file, TRAMO_BOOTSTRAP_TOKEN: 't'.repeat(32) })).toEqual([
        'TRAMO_BOOTSTRAP_TOKEN and TRAMO_BOOTSTRAP_TOKEN_FILE are both given: leave one out',
      ]);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it('does not guess at what is too far from every name', () => {
    expect(refusal({ TRAMO_COLOUR_OF_THE_SKY: 'blue' })).toEqual([
      'TRAMO_COLOUR_OF_THE_SKY is not a variable that Tramo knows',
    ]);
  });
});
