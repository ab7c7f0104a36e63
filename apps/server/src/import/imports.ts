import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { CommandRuntime, TryAgain, type EventLog } from '@tramo/event-log';
import { localDateIn } from '@tramo/kernel';
import type { FileStore, StateStore } from '@tramo/stores';
import { buffer } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { Settings } from '../config/settings';
import { ProblemError } from '../http/problem';
import { problems } from '../http/problems';
import { FILES, LOG, ROOMS, SETTINGS, STATE } from '../injection';
import { pace } from '../operations/long-work';
import { Operations, type Report } from '../operations/operations';
import type { Rooms } from '../rooms';
import {
  broughtBy,
  findingsAnswer,
  foundAnswer,
  importedAlready,
  recordedAnswer,
  refusalAnswer,
} from './answers';
import { ImportRecords } from './records';
import { correlationOf, importId, type AskedImport, type NamedFile } from './import-id';
import type { ImportAnswer, KeptFileAnswer } from './imports.dto';
import type { ImportedFile } from './ledger/import.events';
import type { Brought, RecordedImport } from './ledger/queries';
import type { Importer } from './plan/commander';
import { planOf, type GivenFile, type Plan } from './plan/plan';
import { readFile } from './plan/read-file';
import { tryOut, type TriedOut } from './plan/try-out';
import { begin, rollForward } from './roll-forward';
import { roleMissing } from './role-missing';
import { Runs } from './runs';
import { kindOfFile, templateOf } from './templates';
import type { Reading } from './templates/form';

const RESUME_WAIT_MS = 10 * 60_000;
/** The import before this one may not be seen yet. */
const SEEN_WAIT_MS = 60_000;
const BUSY_PAUSE_MS = 1_000;

interface Tried {
  readonly asked: AskedImport;
  readonly importer: Importer;
  readonly plan: Plan;
  readonly files: ImportedFile[];
  readonly tried: TriedOut;
}

/** Files that are kept, tried out, imported, and rolled forward where a start was cut off. */
@Injectable()
export class Imports implements OnModuleDestroy {
  private readonly runs = new Runs();
  private readonly stopping = new AbortController();

  constructor(
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOG) private readonly log: EventLog,
    @Inject(STATE) private readonly state: StateStore,
    private readonly records: ImportRecords,
    @Inject(FILES) private readonly files: FileStore,
    @Inject(ROOMS) private readonly rooms: Rooms,
    private readonly commands: CommandRuntime,
    private readonly operations: Operations,
  ) {}

  /** Nobody waits for it: what was begun goes on with the next start. */
  onModuleDestroy(): void {
    this.stopping.abort();
  }

  async keep(name: string, content: AsyncIterable<Uint8Array>): Promise<KeptFileAnswer> {
    const { hash: sha256 } = await this.files.put(content);
    const kind = kindOfFile(name);
    const template = templateOf(kind);
    if (!template) return { name, sha256, kind: null, rows: 0 };
    const file = { name, kind, sha256 };
    const { count } = await readFile(file, template, await this.contentOf(sha256), this.reading('point'));
    return { name, sha256, kind, rows: count };
  }

  /** Answers at once; how it goes on is asked by the id. */
  async start(asked: AskedImport, importer: Importer): Promise<ImportAnswer> {
    const missing = asked.files.find(({ sha256 }) => !this.files.has(sha256));
    if (missing) throw problems.noSuch('file', missing.sha256);
    const id = importId(asked.files, asked.decimal);
    if (this.runs.isUnderWay(id)) return this.runs.find(id)!;
    await this.records.areSeen(SEEN_WAIT_MS);
    const recorded = await this.records.find(id);
    if (recorded?.run.completed_at) return importedAlready(recorded);
    // It was tried out before it was begun.
    if (recorded && asked.dryRun) return recordedAnswer(recorded);
    if (!recorded) await this.mayImport(asked.files, importer);
    const run = this.runs.begin(id, asked, recorded?.run.person ?? importer.person);
    try {
      this.operations.start('import', (report) =>
        this.guarded(id, () =>
          recorded ? this.goOn(id, report) : this.carryOut(id, asked, importer, report),
        ),
      );
    } catch (error) {
      this.runs.forget(id);
      throw error;
    }
    return run;
  }

  /** Of what an earlier import has brought, nothing is carried out again. */
  private async mayImport(files: readonly NamedFile[], { roles }: Importer): Promise<void> {
    const brought = await this.records.broughtBefore(files);
    const fresh = files.filter(({ sha256 }) => !brought.some((one) => one.sha256 === sha256));
    const missing = roleMissing(
      fresh.map(({ name }) => name),
      roles,
    );
    if (missing) throw missing;
  }

  async find(id: string): Promise<ImportAnswer> {
    const run = this.runs.find(id);
    if (run) return run;
    const recorded = await this.records.find(id);
    if (!recorded) throw problems.noSuch('import', id);
    return recordedAnswer(recorded);
  }

  /** What was begun and not completed when the process before this one ended. */
  async resume(): Promise<void> {
    await this.records.areSeen(RESUME_WAIT_MS);
    for (const id of await this.records.open()) {
      if (!this.runs.isUnderWay(id)) await this.whenFree(id, await this.records.get(id));
    }
  }

  private async whenFree(id: string, { run, files }: RecordedImport): Promise<void> {
    const asked = { files, dryRun: false, decimal: run.decimal };
    for (;;) {
      this.runs.begin(id, asked, run.person);
      try {
        this.operations.start('import', (report) => this.guarded(id, () => this.goOn(id, report)));
        return;
      } catch (error) {
        this.runs.forget(id);
        if (!(error instanceof ProblemError)) throw error;
        await wait(BUSY_PAUSE_MS, undefined, { ref: false });
      }
    }
  }

  private async carryOut(id: string, asked: AskedImport, importer: Importer, report: Report): Promise<void> {
    const brought = await this.records.broughtBefore(asked.files);
    const isNew = ({ sha256 }: NamedFile): boolean => !brought.some((one) => one.sha256 === sha256);
    const reading = this.reading(asked.decimal);
    const plan = await planOf(asked.files.filter(isNew).map(this.given), reading);
    const files = this.filesOf(asked.files, plan, brought);
    this.runs.set(id, { files, rows: plan.rows, commands: plan.planned.length });
    const everythingIsThere = !asked.files.some(isNew);
    if (everythingIsThere) return this.runs.end(id, 'unchanged', { message: broughtBy(brought) });
    const tried = await tryOut(plan, this.house(), {
      importer,
      correlationId: correlationOf(id),
      today: reading.today,
      signal: this.stopping.signal,
      onDone: this.progressOf(id, plan, report),
    });
    try {
      await this.carryOutTried(id, { asked, importer, plan, files, tried }, report);
    } finally {
      await tried.scratch.close();
    }
  }

  private async carryOutTried(
    id: string,
    { asked, importer, plan, files, tried }: Tried,
    report: Report,
  ): Promise<void> {
    const { badRows: badRowsCount, problems: badRows, findings } = tried;
    this.runs.set(id, { badRowsCount, badRows: [...badRows], findings: findings.map(findingsAnswer) });
    if (badRowsCount > 0) return this.runs.end(id, 'refused');
    if (asked.dryRun) return this.runs.end(id, 'tried');
    this.runs.set(id, { state: 'importing' });
    const ledger = { log: this.log, commands: this.commands, handlers: this.rooms.commandHandlers };
    await begin(ledger, { id, decimal: asked.decimal, files }, plan.planned.length, {
      importer,
      today: this.reading(asked.decimal).today,
    });
    await this.roll(id, plan, { importer, tried }, report);
  }

  /** From the files that are kept, as whoever began it. */
  private async goOn(id: string, report: Report): Promise<void> {
    const recorded = await this.records.get(id);
    const { run, files } = recorded;
    this.runs.set(id, { state: 'importing', files: recordedAnswer(recorded).files });
    const given = files.filter(({ already }) => !already).map(this.given);
    const plan = await planOf(given, this.reading(run.decimal));
    this.runs.set(id, { rows: plan.rows, commands: plan.planned.length });
    await this.roll(id, plan, { importer: { person: run.person, roles: [] } }, report);
  }

  /** Complete when it is in the ledger; what shows it may be some way behind. */
  private async roll(
    id: string,
    plan: Plan,
    { importer, tried }: { readonly importer: Importer; readonly tried?: TriedOut },
    report: Report,
  ): Promise<void> {
    const ledger = { log: this.log, commands: this.commands, handlers: this.rooms.commandHandlers };
    const { refused, refusals, findings } = await rollForward(ledger, id, plan, {
      importer,
      tried,
      today: this.reading('point').today,
      signal: this.stopping.signal,
      onDone: this.progressOf(id, plan, report),
    });
    const examples = this.runs.find(id)?.findings ?? [];
    this.runs.end(id, 'imported', {
      refused,
      refusals: refusals.map(refusalAnswer),
      findings: findings.map((one) => examples.find(({ code }) => code === one.code) ?? foundAnswer(one)),
    });
  }

  private async guarded(id: string, work: () => Promise<void>): Promise<Record<string, unknown>> {
    try {
      await work();
      return { import: id, state: this.runs.find(id)?.state };
    } catch (error) {
      const stopped = error instanceof TryAgain && error.reason === 'shutting-down';
      const message = stopped ? 'it goes on when the server starts again' : 'the server could not finish it';
      this.runs.end(id, stopped ? 'interrupted' : 'failed', { message });
      throw error;
    }
  }

  private progressOf(id: string, { rows }: Plan, report: Report): (done: number) => void {
    const paced = pace('rows', (progress) => {
      report(progress);
      const { done, perSecond, remainingMs } = progress;
      this.runs.set(id, { progress: { done, total: rows, perSecond, remainingMs } });
    });
    return (done) => paced(done, rows);
  }

  private readonly given = ({ name, sha256 }: NamedFile): GivenFile => ({
    name,
    sha256,
    content: () => this.contentOf(sha256),
  });

  private filesOf(asked: readonly NamedFile[], plan: Plan, brought: readonly Brought[]): ImportedFile[] {
    return asked.map(({ name, sha256 }) => {
      const rows = plan.files.find((file) => file.name === name && file.sha256 === sha256)?.rows ?? 0;
      const already = brought.some((one) => one.sha256 === sha256);
      return { name, kind: kindOfFile(name), sha256, rows, already };
    });
  }

  private house() {
    const { catalogue, postings, commandHandlers: handlers } = this.rooms;
    return {
      log: this.log,
      state: this.state,
      catalogue,
      handlers,
      inspect: (event: Parameters<typeof postings.postingsOf>[0]) => void postings.postingsOf(event),
      directory: this.settings.dataDir,
    };
  }

  private contentOf(sha256: string): Promise<Uint8Array> {
    return buffer(this.files.open(sha256) satisfies Readable);
  }

  private reading(decimal: Reading['decimal']): Reading {
    return { decimal, today: localDateIn(this.settings.zone, new Date()) };
  }
}
