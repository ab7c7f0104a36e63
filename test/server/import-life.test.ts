import { readdir } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordedEvent } from '@tramo/event-log';
import { house } from '../../apps/server/src/house';
import { allianceTables } from '../published/alliance-tables';
import { par2Tables } from '../published/par2-tables';
import { begin, ended, importTables, told } from './import-support';
import { startServer, type TestServer } from './support';

const tables = { ...par2Tables, ...allianceTables };

async function eventsOf(server: TestServer): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const page of server.system.log.readAll()) events.push(...page);
  return events;
}

/** What an event says, whenever it was written; reservations are named by chance. */
const said = (events: readonly RecordedEvent[]): string[] =>
  events
    .filter(({ type }) => !/^Import/.test(type))
    .map(({ stream, type, metadata: { actor, effectiveOn, idempotencyKey } }) =>
      [stream, type, actor, effectiveOn, idempotencyKey].join(' '),
    )
    .sort();

describe('a year of an alliance from tables', () => {
  let whole: string[];

  it('is carried out day by day, by whom it names', async () => {
    const server = await startServer({}, undefined, house);
    try {
      const ana = await server.tokenOf('ana', 'finance-specialist');
      const imported = await importTables(server, ana, tables);
      expect(told(imported)).toEqual([]);
      expect(imported).toMatchObject({ state: 'imported', refused: 0 });
      // PAR II prints no allocation of its categories, so whatever is signed finds them empty.
      expect(imported.findings).toEqual([
        expect.objectContaining({ code: 'CATEGORY_EXHAUSTED', count: 23, examples: expect.any(Array) as [] }),
      ]);
      expect(imported.findings[0]!.examples[0]).toMatchObject({ file: 'agreements.csv', line: 2 });
      const events = await eventsOf(server);
      whole = said(events);
      expect(whole.filter((one) => / (TrancheSigned|TrancheConfirmed|ExpenseAccepted) /.test(one))).toEqual([
        expect.stringMatching(/^agreement-apq-7 ExpenseAccepted fabio 2022-05-20 /),
        expect.stringMatching(/^agreement-apq-7 TrancheConfirmed teo 2022-03-15 /),
        expect.stringMatching(/^agreement-apq-7 TrancheSigned ana 2022-03-10 /),
        expect.stringMatching(/^agreement-apq-7 TrancheSigned bruno 2022-03-10 /),
      ]);
      expect(events.filter(({ type }) => type === 'SpendingRecorded')).toHaveLength(20);
      for (const { metadata, type } of events.filter(({ stream }) => !stream.startsWith('import-'))) {
        expect([type, metadata.mode, metadata.correlationId]).toEqual([
          type,
          'history',
          `import-${imported.id}`,
        ]);
      }
    } finally {
      await server.stop();
    }
  });

  it('goes on by itself where a start was cut off, and comes to the same', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'tramo-'));
    try {
      for (const least of [40, 200, 420]) {
        const server = await startServer({}, dataDir, house);
        const ana = await server.tokenOf('ana', 'finance-specialist');
        if (least === 40) await begin(server, ana, tables);
        while ((await eventsOf(server)).length < least) await wait(5);
        await server.stop();
      }
      expect(await readdir(join(dataDir, 'files'))).not.toEqual([]);
      const server = await startServer({}, dataDir, house);
      try {
        const bruno = await server.tokenOf('bruno', 'coordinator');
        // Whoever asks meanwhile is told of the one that goes on.
        const asked = await begin(server, bruno, tables);
        expect(asked.by).toBe('ana');
        const done = await ended(server, bruno, asked.id);
        expect([done.state === 'imported' || done.state === 'unchanged', done.by]).toEqual([true, 'ana']);
        expect(said(await eventsOf(server))).toEqual(whole);
      } finally {
        await server.stop();
      }
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});
