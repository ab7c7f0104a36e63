import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { derivedId } from '@tramo/kernel';
import { dumpViews, openEventLog, rebuildViews, startProjector } from '@tramo/event-log';
import type {
  EventLog,
  JsonObject,
  NewEvent,
  Position,
  ProjectorHandle,
  ProjectorNews,
  ProjectorOptions,
  RebuildOutcome,
} from '@tramo/event-log';
import { backupSqlite, openSql } from '@tramo/stores';
import type { SqlConfig } from '@tramo/stores';
import { runOnPostgres, temporaryDirectory, testStores } from '../support/stores';

export const WAIT_MS = 20_000;

export const event = (type: string, data: JsonObject, key = 'key'): NewEvent => ({
  id: derivedId('6ba7b810-9dad-11d1-80b4-00c04fd430c8', JSON.stringify([type, data, key])),
  type,
  schemaVersion: 1,
  data,
  metadata: {
    actor: 'ana',
    roles: [],
    command: 'Test',
    commandId: key,
    idempotencyKey: key,
    bodyHash: '0'.repeat(64),
    correlationId: key,
    causationId: null,
    effectiveOn: '2024-01-01' as NewEvent['metadata']['effectiveOn'],
    mode: 'live',
  },
});

/** A ledger in a directory of its own, views on one engine, and whatever projectors the test starts. */
export class Bench {
  readonly news: ProjectorNews[] = [];
  private readonly revisions = new Map<string, number>();
  private readonly running: ProjectorHandle[] = [];
  private count = 0;

  private constructor(
    readonly log: EventLog,
    readonly logFile: string,
    readonly views: SqlConfig,
    private readonly discardFiles: () => Promise<void>,
  ) {}

  static async open(engine: SqlConfig['engine']): Promise<Bench> {
    const directory = temporaryDirectory();
    const store = testStores[engine]();
    const logFile = join(directory.path, 'ledger.db');
    const log = await openEventLog({ engine: 'sqlite', file: logFile });
    return new Bench(log, logFile, store.config, async () => {
      await store.discard();
      directory.discard();
    });
  }

  options(projections = 'sample-projections', more: Partial<ProjectorOptions> = {}): ProjectorOptions {
    return {
      log: { engine: 'sqlite', file: this.logFile },
      views: this.views,
      projections: join(__dirname, `${projections}.ts`),
      onNews: (news) => this.news.push(news),
      ...more,
    };
  }

  async start(projections?: string, more?: Partial<ProjectorOptions>): Promise<ProjectorHandle> {
    const projector = await startProjector(this.options(projections, more));
    this.running.push(projector);
    return projector;
  }

  rebuild(projections?: string, more?: Partial<ProjectorOptions>): Promise<RebuildOutcome> {
    return rebuildViews(this.options(projections, more));
  }

  async append(stream: string, ...events: readonly [NewEvent, ...NewEvent[]]): Promise<Position> {
    const expected = this.revisions.get(stream) ?? 'no-stream';
    const { revision, position } = await this.log.append(stream, events, expected);
    this.revisions.set(stream, revision);
    return position;
  }

  /** Things that are opened, noted, paid for and sometimes removed: about three events each. */
  async appendThings(things: number): Promise<Position> {
    const appended = Array.from({ length: things }, () => {
      const number = (this.count += 1);
      const minor = String(number * 37 - 1_000);
      const events: [NewEvent, ...NewEvent[]] = [
        event('ThingOpened', { label: `cosa ñ ${number % 97}` }, `${number}`),
        event(
          'MoneyMoved',
          { from: `account ${number % 7}`, to: `account ${number % 5}`, minor },
          `${number}`,
        ),
      ];
      if (number % 2 === 0) events.push(event('ThingNoted', { note: `🦙 ${number}` }, `${number}`));
      if (number % 10 === 0) events.push(event('ThingRemoved', {}, `${number}`));
      return this.append(`thing-${number}`, ...events);
    });
    const positions = await Promise.all(appended);
    return positions.reduce((last, position) => (position.value > last.value ? position : last));
  }

  /** Many events quickly: each stream in one append. */
  async appendHistory(streams: number): Promise<Position> {
    const minor = '100';
    const appended = Array.from({ length: streams }, () => {
      const number = (this.count += 1);
      const note = (index: number): NewEvent =>
        event('ThingNoted', { note: `${index}` }, `${number} ${index}`);
      const pay = (index: number): NewEvent =>
        event('MoneyMoved', { from: `account ${index}`, to: 'bank', minor }, `${number} ${index}`);
      const opened = event('ThingOpened', { label: 'history' }, `${number}`);
      const more = Array.from({ length: 150 }, (_each, index) => [note(index), pay(index)]).flat();
      return this.append(`thing-${number}`, opened, ...more);
    });
    return (await Promise.all(appended)).at(-1)!;
  }

  async dump(): Promise<string[]> {
    return this.read(async (db) => {
      const lines: string[] = [];
      for await (const line of dumpViews(db)) lines.push(line);
      return lines;
    });
  }

  async read<Result>(
    work: (db: Awaited<ReturnType<typeof openSql<object>>>['db']) => Promise<Result>,
  ): Promise<Result> {
    const sql = await openSql<object>(this.views, 'views');
    try {
      return await work(sql.db);
    } finally {
      await sql.close();
    }
  }

  /** The log as it is now, beside itself. */
  async copyLog(): Promise<ProjectorOptions['log']> {
    const file = `${this.logFile}.copy`;
    await backupSqlite(this.logFile, file);
    return { engine: 'sqlite', file };
  }

  async throwViewsAway(): Promise<void> {
    if (this.views.engine === 'postgres') {
      await runOnPostgres(`drop schema "${this.views.schema}" cascade`);
    } else {
      for (const suffix of ['', '-wal', '-shm']) rmSync(this.views.file + suffix, { force: true });
    }
  }

  async stopAll(): Promise<void> {
    await Promise.all(this.running.map((projector) => projector.stop()));
  }

  async discard(): Promise<void> {
    await this.stopAll();
    await this.log.close();
    await this.discardFiles();
  }
}

/** Polls, for what no promise tells. */
export async function eventually(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const giveUpAt = Date.now() + WAIT_MS;
  while (!(await holds())) {
    if (Date.now() > giveUpAt) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
