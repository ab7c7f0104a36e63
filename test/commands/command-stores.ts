import { join } from 'node:path';
import type { LocalDate } from '@tramo/kernel';
import { openStateStore } from '@tramo/stores';
import type { StateStore } from '@tramo/stores';
import { temporaryDirectory } from '../support/stores';
import {
  CommandRuntime,
  EventCatalogue,
  commandMigrations,
  openEventLog,
  runtimeEvents,
} from '@tramo/event-log';
import type { CommandContext, CommandRuntimeOptions, EventLog, RecordedEvent } from '@tramo/event-log';
import { accountEvents } from './account';
import { budgetEvents, orderEvents } from './order';

export const catalogue = new EventCatalogue(runtimeEvents, accountEvents, budgetEvents, orderEvents);

/** Real stores in a directory of their own, and runtimes on them. */
export interface CommandStores {
  readonly log: EventLog;
  readonly state: StateStore;
  runtime(options?: Partial<CommandRuntimeOptions>): CommandRuntime;
  /** One that will die: nobody waits for it in the end. */
  mortal(options?: Partial<CommandRuntimeOptions>): CommandRuntime;
  discard(): Promise<void>;
}

export async function openStores(): Promise<CommandStores> {
  const directory = temporaryDirectory();
  const log = await openEventLog({ engine: 'sqlite', file: join(directory.path, 'ledger.db') });
  const config = { engine: 'sqlite', file: join(directory.path, 'state.db') } as const;
  const state = await openStateStore(config, commandMigrations);
  const runtimes: CommandRuntime[] = [];
  const mortal = (options: Partial<CommandRuntimeOptions> = {}): CommandRuntime =>
    new CommandRuntime({ log, state, catalogue, followerPauseMs: 5, ...options });
  return {
    log,
    state,
    runtime: (options) => {
      const runtime = mortal(options);
      runtimes.push(runtime);
      return runtime;
    },
    mortal,
    discard: async () => {
      await Promise.all(runtimes.map((runtime) => runtime.stop()));
      await log.close();
      await state.close();
      directory.discard();
    },
  };
}

export const asked = (idempotencyKey: string, context: Partial<CommandContext> = {}): CommandContext => ({
  actor: 'ana',
  roles: ['treasurer'],
  idempotencyKey,
  correlationId: `correlation of ${idempotencyKey}`,
  effectiveOn: '2022-03-31' as LocalDate,
  mode: 'live',
  ...context,
});

export async function eventsOf(log: EventLog, stream?: string): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const page of stream === undefined ? log.readAll() : log.read(stream)) events.push(...page);
  return events;
}

/** The log with something of it done otherwise. */
export const through = (log: EventLog, changed: Partial<EventLog>): EventLog =>
  new Proxy(log, {
    get: (target, name) => {
      const value: unknown = Reflect.get(changed, name) ?? Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
