import { join } from 'node:path';
import type { LocalDate } from '@tramo/kernel';
import {
  commandMigrations,
  CommandRefused,
  CommandRuntime,
  dumpViews,
  openEventLog,
  rebuildViews,
  startProjector,
  type CommandAnswer,
  type EventLog,
  type LogConfig,
  type ProjectorOptions,
} from '@tramo/event-log';
import { openSql, openStateStore, type SqlConfig } from '@tramo/stores';
import type { Ask, FromLife, LifeOrders } from './messages';
import { catalogue } from './projections';
import { SignGrant, signGrantSpec, Tally, tallySpec } from './room';

/** One life of the ledger's process: recovers, proves its views, then works until it is killed. */
const IN_FLIGHT = 24;

const tell = (message: FromLife): void => void process.send?.(message);

async function live(orders: LifeOrders): Promise<void> {
  const { directory } = orders;
  const config: LogConfig = { engine: 'sqlite', file: join(directory, 'ledger.db') };
  const log = await openEventLog(config);
  const state = await openStateStore(
    { engine: 'sqlite', file: join(directory, 'state.db') },
    commandMigrations,
  );
  const runtime = new CommandRuntime({ log, state, catalogue, orphanAgeMs: 0 });
  runtime.register(Tally.name, tallySpec);
  runtime.register(SignGrant.name, signGrantSpec);
  const [projector] = await Promise.all([
    startProjector(projectorOptions(config, join(directory, 'views.db'))),
    runtime.start(),
  ]);
  const head = await log.head();
  if (head) await projector.waitFor(head, { timeoutMs: 20_000 });
  if (orders.proveViews) await proveViews(config, directory);
  tell({ kind: 'ready' });
  if (orders.last) return stop([() => projector.stop(), () => runtime.stop(), () => state.close()], log);
  await Promise.all(Array.from({ length: IN_FLIGHT }, (_, lane) => work(runtime, orders, lane)));
}

async function stop(steps: readonly (() => Promise<void>)[], log: EventLog): Promise<void> {
  for (const step of steps) await step();
  await log.close();
  process.disconnect();
}

const projectorOptions = (log: LogConfig, file: string): ProjectorOptions => ({
  log,
  views: { engine: 'sqlite', file },
  projections: join(__dirname, 'projections.ts'),
});

/** The views a crash interrupted, brought up to date, against views built from the log alone. */
async function proveViews(log: LogConfig, directory: string): Promise<void> {
  const rebuilt = join(directory, 'rebuilt.db');
  await rebuildViews(projectorOptions(log, rebuilt));
  const live = await dump({ engine: 'sqlite', file: join(directory, 'views.db') });
  const anew = await dump({ engine: 'sqlite', file: rebuilt });
  const at = anew.findIndex((line, index) => line !== live[index]);
  if (at !== -1 || live.length !== anew.length) {
    tell({ kind: 'unsound', what: `views differ from a rebuild: ${live[at]} instead of ${anew[at]}` });
  }
}

async function dump(config: SqlConfig): Promise<string[]> {
  const store = await openSql(config, 'views');
  const lines: string[] = [];
  for await (const line of dumpViews(store.db)) lines.push(line);
  await store.close();
  return lines;
}

async function work(runtime: CommandRuntime, orders: LifeOrders, lane: number): Promise<void> {
  const again = orders.again.filter((_, index) => index % IN_FLIGHT === lane);
  for (const ask of again) await attempt(runtime, ask);
  for (let number = 0; ; number++) {
    const ask = newAsk(orders, lane, number);
    tell({ kind: 'asked', asks: [ask] });
    await attempt(runtime, ask);
  }
}

/** Half of the lanes tally on a few busy streams, half sign grants; one grant in four is refused late. */
function newAsk({ life, seed }: LifeOrders, lane: number, number: number): Ask {
  const key = `${seed}-${life}-${lane}-${number}`;
  return lane % 2 === 0
    ? { kind: 'tally', key, tally: `tally-${lane % 5}`, ticket: key }
    : { kind: 'grant', key, pot: `pot-${lane % 3}`, number: `no-${key}`, spoilt: number % 4 === 3 };
}

async function attempt(runtime: CommandRuntime, ask: Ask): Promise<void> {
  try {
    tell({ kind: 'accepted', key: ask.key, answer: await execute(runtime, ask) });
  } catch (error) {
    if (!(error instanceof CommandRefused)) throw error;
    tell({ kind: 'refused', key: ask.key, code: error.rejection.code });
  }
}

function execute(runtime: CommandRuntime, ask: Ask): Promise<CommandAnswer> {
  const context = {
    actor: 'crash-test',
    roles: [],
    idempotencyKey: ask.key,
    correlationId: ask.key,
    effectiveOn: '2022-03-31' as LocalDate,
    mode: 'live' as const,
  };
  switch (ask.kind) {
    case 'tally': {
      const { tally, ticket } = ask;
      return runtime.execute(new Tally({ tally, ticket }, context), tallySpec);
    }
    case 'grant': {
      const { pot, number, spoilt } = ask;
      return runtime.execute(new SignGrant({ pot, number, spoilt }, context), signGrantSpec);
    }
  }
}

// Nobody is left to look.
process.once('disconnect', () => process.exit());
process.once('message', (orders: LifeOrders) => {
  live(orders).catch((error: unknown) => {
    tell({ kind: 'unsound', what: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    process.exitCode = 1;
  });
});
