import 'reflect-metadata';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { Position, RecordedEvent } from '@tramo/event-log';
import { readSettings } from '../../apps/server/src/config/settings';
import { house } from '../../apps/server/src/house';
import { Imports } from '../../apps/server/src/import/imports';
import { createLogger } from '../../apps/server/src/logging/logger';
import { serve, type RunningHttp } from '../../apps/server/src/serve';
import { openSystem, type System } from '../../apps/server/src/system';
import { ground, spending } from '../lib/books/spending-tables';
import { openRaw } from '../lib/raw-sqlite';
import { perSecond, type BenchRun, type Scenario } from '../scenario';

const PER_COMMIT = 64;

interface Running {
  readonly system: System;
  readonly server: RunningHttp;
}

/** The product's own server, with a programme that has something to spend. */
async function started({ events, directory }: BenchRun): Promise<Running> {
  const settings = readSettings({
    PORT: '0',
    TRAMO_DATA: join(directory, 'data'),
    TRAMO_LOG_LEVEL: 'silent',
  });
  const system = await openSystem(settings, house, createLogger(settings.logLevel));
  const server = await serve(system, house);
  await imported({ system, server }, ground(events));
  return { system, server };
}

async function imported({ server }: Running, tables: Readonly<Record<string, Buffer>>): Promise<void> {
  const imports = server.app.get(Imports);
  const files: { name: string; sha256: string }[] = [];
  for (const [name, content] of Object.entries(tables))
    files.push(await imports.keep(name, Readable.from([content])));
  const asked = { files, dryRun: false, decimal: 'point' } as const;
  const { id } = await imports.start(asked, { person: 'bench', roles: ['finance-specialist'] });
  for (;;) {
    const { state, badRows, message } = await imports.find(id);
    if (state === 'imported') return;
    if (state !== 'trying' && state !== 'importing')
      throw new Error(`${state}: ${message} ${JSON.stringify(badRows[0])}`);
    await wait(20);
  }
}

/** From the file to the last finding: kept, tried out, carried out. */
async function candidate(run: BenchRun): Promise<number> {
  const running = await started(run);
  const rows = spending(run.events);
  const begun = process.hrtime.bigint();
  await imported(running, { 'spending.csv': rows });
  const rate = perSecond(run.events, begun);
  await running.server.stop();
  return rate;
}

/** What those rows came to, inserted by itself: the same bytes, so many events to a commit. */
async function baseline(run: BenchRun): Promise<number> {
  const running = await started(run);
  const after = await running.system.log.head();
  await imported(running, { 'spending.csv': spending(run.events) });
  const events = await written(running, after);
  await running.server.stop();
  const database = openRaw(join(run.directory, 'raw.db'));
  const insert = database.prepare(
    `INSERT INTO event (stream, revision, id, type, schema_version, data, metadata, recorded_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const commit = database.transaction((from: number) => {
    for (const event of events.slice(from, from + PER_COMMIT)) {
      const { stream, revision, id, type, schemaVersion, data, metadata, recordedAt } = event;
      const [told, about] = [JSON.stringify(data), JSON.stringify(metadata)];
      insert.run(stream, revision, id, type, schemaVersion, told, about, recordedAt);
    }
  });
  const begun = process.hrtime.bigint();
  for (let from = 0; from < events.length; from += PER_COMMIT) commit(from);
  const rate = perSecond(run.events, begun);
  database.close();
  return rate;
}

async function written({ system }: Running, after: Position | undefined): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const page of system.log.readAll(after && { after })) events.push(...page);
  return events;
}

/** Rows of a year's spending: each is a command that moves its commitment three times and is recorded once. */
export const importScenarios: readonly Scenario[] = [
  {
    name: 'import',
    unit: 'rows/s',
    reference: `raw better-sqlite3 of the same events, ${PER_COMMIT} a commit`,
    sizes: [10_000, 100_000],
    candidate,
    baseline,
  },
];
