import { cpSync } from 'node:fs';
import { join } from 'node:path';
import {
  CommandRefused,
  commandMigrations,
  CommandRuntime,
  openEventLog,
  openEventLogReader,
  OverlayLog,
  type CommandAnswer,
  type CommandSpec,
  type EventLog,
  type LedgerCommand,
} from '@tramo/event-log';
import type { DomainEvent } from '@tramo/kernel';
import { openStateStore, type StateStore } from '@tramo/stores';
import { contextOf, type Act } from '../../apps/server/src/demonstration/act';
import { house } from '../../apps/server/src/house';
import { through } from '../commands/command-stores';
import { temporaryDirectory } from './stores';

type AnySpec = CommandSpec<LedgerCommand['body'], unknown, DomainEvent, object>;

/** Where a process dies: at its n-th append, just before that is durable or just after. */
export interface Death {
  readonly step: number;
  readonly when: 'before' | 'after';
}

/** The rules of the house on real files, without a server: what is done in it can be copied, and killed. */
export class HouseLedger {
  private static readonly allOpen = new Set<HouseLedger>();
  private made = 0;
  private readonly runtimes: CommandRuntime[] = [];

  private constructor(
    private readonly directory: ReturnType<typeof temporaryDirectory>,
    readonly log: EventLog,
    readonly state: StateStore,
  ) {}

  /** Empty, or as another stands that is closed. */
  static async open(copied?: HouseLedger): Promise<HouseLedger> {
    const directory = temporaryDirectory();
    if (copied) cpSync(copied.directory.path, directory.path, { recursive: true });
    return HouseLedger.on(directory, copied?.made ?? 0);
  }

  private static async on(directory: HouseLedger['directory'], made: number): Promise<HouseLedger> {
    const log = await openEventLog({ engine: 'sqlite', file: join(directory.path, 'ledger.db') });
    return HouseLedger.with(directory, log, made);
  }

  private static async with(
    directory: HouseLedger['directory'],
    log: EventLog,
    made: number,
  ): Promise<HouseLedger> {
    const state = await openStateStore(
      { engine: 'sqlite', file: join(directory.path, 'state.db') },
      commandMigrations,
    );
    const ledger = new HouseLedger(directory, log, state);
    ledger.made = made;
    HouseLedger.allOpen.add(ledger);
    return ledger;
  }

  /**
   * On top of one that is closed: what is appended stays in memory, and no thread is started for it. A process dies
   * there as it does on files, between two appends, and another one finds what was appended.
   */
  static async above(closed: HouseLedger): Promise<HouseLedger> {
    const directory = temporaryDirectory();
    cpSync(closed.fileOf('state.db'), join(directory.path, 'state.db'));
    const below = await openEventLogReader({ engine: 'sqlite', file: closed.fileOf('ledger.db') });
    const overlay = await OverlayLog.over(below);
    const close = (): Promise<void> => overlay.close().then(() => below.close());
    return HouseLedger.with(directory, through(overlay, { close }), closed.made);
  }

  /** A process of its own that knows every command, and brings what others left open to its end. */
  async process(log: EventLog = this.log): Promise<CommandRuntime> {
    const runtime = this.unstarted(log);
    this.runtimes.push(runtime);
    await runtime.start();
    return runtime;
  }

  /** Everything in its order, by one process. */
  async enact(acts: readonly Act[]): Promise<void> {
    const runtime = await this.process();
    for (const act of acts) {
      try {
        await this.does(act, { by: runtime });
      } catch (error) {
        if (!(error instanceof CommandRefused)) throw error;
        const also = error.also.map(({ code }) => code).join(', ');
        throw new Error(`${nameOf(act)} on ${act.on}: ${error.rejection.code} ${also}`, { cause: error });
      }
    }
  }

  does(
    act: Act,
    { by, key }: { readonly by: CommandRuntime; readonly key?: string },
  ): Promise<CommandAnswer> {
    const context = contextOf(act, (this.made += 1));
    const command = act.command({ ...context, ...(key !== undefined && { idempotencyKey: key }) });
    return by.execute(command, specOf(command));
  }

  /** By a process that never comes back from one of its appends; or it lives, where it makes no so many. */
  async doesAndDies(act: Act, key: string, death: Death): Promise<{ readonly died: boolean }> {
    const dying = dyingAt(this.log, death);
    const done = this.does(act, { by: this.unstarted(dying.log), key }).then(() => false);
    return { died: await Promise.race([done, dying.dead.then(() => true)]) };
  }

  async close(): Promise<void> {
    HouseLedger.allOpen.delete(this);
    await Promise.all(this.runtimes.splice(0).map((runtime) => runtime.stop()));
    await this.log.close();
    await this.state.close();
  }

  /** What a test that failed has left open would keep the run from ending. */
  static async discardAll(): Promise<void> {
    await Promise.all([...HouseLedger.allOpen].map((ledger) => ledger.discard()));
  }

  /** Another process on the same files. */
  async reopened(): Promise<HouseLedger> {
    await this.close();
    return HouseLedger.on(this.directory, this.made);
  }

  async discard(): Promise<void> {
    await this.close();
    this.directory.discard();
  }

  /** What a closed one leaves. */
  discardFiles(): void {
    this.directory.discard();
  }

  private fileOf(name: string): string {
    return join(this.directory.path, name);
  }

  private unstarted(log: EventLog): CommandRuntime {
    const runtime = new CommandRuntime({
      log,
      state: this.state,
      catalogue: house.catalogue,
      inspect: (event) => void house.postings.postingsOf(event),
      followerPauseMs: 5,
    });
    for (const Handler of house.commandHandlers) new Handler(runtime);
    return runtime;
  }
}

export const nameOf = (act: Act): string => act.command(contextOf(act, 0)).constructor.name;

function specOf(command: LedgerCommand): AnySpec {
  const handler = house.commandHandlers.find((one) => (one.command as unknown) === command.constructor);
  return (handler as unknown as { readonly spec: AnySpec }).spec;
}

const never = new Promise<never>(() => undefined);
const silence = (): AsyncIterable<never> => ({ [Symbol.asyncIterator]: () => ({ next: () => never }) });

function dyingAt(
  log: EventLog,
  { step, when }: Death,
): { readonly log: EventLog; readonly dead: Promise<void> } {
  let appends = 0;
  let die: () => void = () => undefined;
  const dead = new Promise<void>((resolve) => (die = resolve));
  const append: EventLog['append'] = async (...parameters) => {
    appends += 1;
    if (appends > step) return never;
    if (appends === step && when === 'before') {
      die();
      return never;
    }
    const appended = await log.append(...parameters);
    if (appends < step) return appended;
    die();
    return never;
  };
  return { log: through(log, { append, subscribeAll: () => silence() }), dead };
}
