import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { OutcomeUnknown, RECOVERY_ACTOR, TryAgain, type EventLog, type NewEvent } from '@tramo/event-log';
import { localDateIn, newId } from '@tramo/kernel';
import { house } from '../../apps/server/src/house';
import { correlationOf } from '../../apps/server/src/import/import-id';
import { planOf, type Plan } from '../../apps/server/src/import/plan/plan';
import { tryOut, type TriedOut } from '../../apps/server/src/import/plan/try-out';
import { begin, rollForward } from '../../apps/server/src/import/roll-forward';
import { through } from '../commands/command-stores';
import { readAllEvents } from '../properties/read-all';
import { allianceTables } from '../published/alliance-tables';
import { par2Tables } from '../published/par2-tables';
import { foldedHouse } from '../support/folded-house';
import { HouseLedger } from '../support/house-ledger';
import { disagreements, outcomeOf } from '../support/money-agrees';

jest.setTimeout(120_000);

const today = localDateIn('America/La_Paz', new Date());
const importer = { person: 'ana', roles: ['finance-specialist'] };
const ID = 'a'.repeat(64);
const { signal } = new AbortController();
const handlers = house.commandHandlers;

let plan: Plan;
let whole: { readonly events: readonly string[]; readonly outcome: object };

beforeAll(async () => {
  const files = Object.entries({ ...par2Tables, ...allianceTables }).map(([name, text]) => ({
    name,
    sha256: createHash('sha256').update(text).digest('hex'),
    content: () => Promise.resolve(Buffer.from(text)),
  }));
  plan = await planOf(files, { decimal: 'point', today });
  const ledger = await HouseLedger.open();
  await imported(ledger, { tried: undefined });
  whole = { events: await said(ledger), outcome: await looked(ledger) };
  await ledger.discard();
});

const tried = ({ log, state }: HouseLedger): Promise<TriedOut> =>
  tryOut(
    plan,
    {
      log,
      state,
      catalogue: house.catalogue,
      handlers,
      inspect: (event) => void house.postings.postingsOf(event),
    },
    { importer, correlationId: correlationOf(ID), today, signal },
  );

interface Asked {
  readonly tried: TriedOut | undefined;
  readonly log?: EventLog;
  readonly signal?: AbortSignal;
  readonly onDone?: () => void;
  /** After an earlier start has begun it. */
  readonly again?: true;
}

async function imported(ledger: HouseLedger, { again, log = ledger.log, ...asked }: Asked) {
  const commands = await ledger.process();
  const rolling = { log, commands, handlers };
  if (!again)
    await begin(rolling, { id: ID, decimal: 'point', files: [] }, plan.planned.length, { importer, today });
  return rollForward(rolling, ID, plan, { importer, today, signal, onDone: () => undefined, ...asked });
}

/** What stands in the ledger but for what came in between, whenever it was written. */
async function said({ log }: HouseLedger): Promise<readonly string[]> {
  const events = await readAllEvents(log);
  return events
    .filter(({ type }) => !type.startsWith('Import') && type !== INTRUDER)
    .map(({ stream, type, metadata: { actor, effectiveOn, idempotencyKey } }) =>
      [stream, type, actor, effectiveOn, idempotencyKey].join(' '),
    )
    .sort();
}

async function looked({ log }: HouseLedger): Promise<object> {
  const folded = await foldedHouse(log);
  // History breaks rules; what matters is that it comes to the same.
  return unordered({ outcome: outcomeOf(folded), disagreements: disagreements(folded) }) as object;
}

/** Streams may have grown side by side in any order. */
const unordered = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    const items = value.map((item) => unordered(item));
    return items.sort((left, right) => (shownAs(left) < shownAs(right) ? -1 : 1));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, unordered(item)]));
};
const shownAs = (value: unknown): string =>
  JSON.stringify(value, (_name, item: unknown) => (typeof item === 'bigint' ? String(item) : item));

/** Something that says nothing to anybody and yet moves the stream on. */
const INTRUDER = 'CommandAbandoned';
async function move({ log }: HouseLedger, stream: string): Promise<void> {
  const [example] = await readAllEvents(log);
  let revision = -1;
  for await (const page of log.read(stream)) revision = page.at(-1)?.revision ?? revision;
  const data = { commandId: newId(), idempotencyKey: 'somebody/else' };
  const event: NewEvent = { ...example!, id: newId(), type: INTRUDER, data };
  const metadata = {
    ...example!.metadata,
    actor: RECOVERY_ACTOR,
    idempotencyKey: 'somebody/else',
    commandId: newId(),
  };
  await log.append(stream, [{ ...event, metadata }], revision === -1 ? 'no-stream' : revision);
}

const idsOf = async (log: Pick<TriedOut['scratch'], 'appended'>): Promise<ReadonlySet<string>> => {
  const ids = new Set<string>();
  for await (const page of log.appended()) for (const { id } of page) ids.add(id);
  return ids;
};

test('what was tried out is appended as it was decided', async () => {
  const ledger = await HouseLedger.open();
  const trial = await tried(ledger);
  const outcome = await imported(ledger, { tried: trial });
  expect(outcome).toMatchObject({ refused: 0, findings: [{ code: 'CATEGORY_EXHAUSTED', count: 23 }] });
  const ids = await idsOf(trial.scratch);
  const events = (await readAllEvents(ledger.log)).filter(({ stream }) => !stream.startsWith('import-'));
  expect(events.map(({ id }) => id).sort()).toEqual([...ids].sort());
  expect(await said(ledger)).toEqual(whole.events);
  expect(await looked(ledger)).toEqual(whole.outcome);
  await ledger.discard();
});

// A stream that commands write to, one that they reserve on, and one that they only rest on.
test.each(['agreement-apq-7', 'budget-par2-fa-2022', 'policy-par2-fa'])(
  'where %s has moved since, what depends on it is decided again, and the rest is not',
  async (stream) => {
    const ledger = await HouseLedger.open();
    const trial = await tried(ledger);
    let appends = 0;
    const log = through(ledger.log, {
      append: async (...parameters) => {
        const appended = await ledger.log.append(...parameters);
        if ((appends += 1) === 1) await move(ledger, stream);
        return appended;
      },
    });
    expect(await imported(ledger, { tried: trial, log })).toMatchObject({ refused: 0 });
    expect(await said(ledger)).toEqual(whole.events);
    expect(await looked(ledger)).toEqual(whole.outcome);
    const ids = await idsOf(trial.scratch);
    const events = await readAllEvents(ledger.log);
    const asTried = (own: string): boolean[] => [
      ...new Set(
        events.filter((one) => one.stream === own && one.type !== INTRUDER).map(({ id }) => ids.has(id)),
      ),
    ];
    expect(asTried('rates-USD-BOB-2022')).toContain(true);
    expect(asTried('agreement-apq-7')).toContain(false);
    await ledger.discard();
  },
);

test('an append of which nobody knows the outcome is looked up, and not made twice', async () => {
  const ledger = await HouseLedger.open();
  const trial = await tried(ledger);
  let lost = 0;
  const log = through(ledger.log, {
    append: async (name, ...parameters) => {
      const appended = await ledger.log.append(name, ...parameters);
      if (name !== 'rates-USD-BOB-2022' || lost++ > 0) return appended;
      throw new OutcomeUnknown('the line was cut');
    },
  });
  expect(await imported(ledger, { tried: trial, log })).toMatchObject({ refused: 0 });
  expect(lost).toBe(1);
  expect(await said(ledger)).toEqual(whole.events);
  expect(await looked(ledger)).toEqual(whole.outcome);
  await ledger.discard();
});

test('goes on where a process died in the middle of it, before or after any append', async () => {
  const stage = await HouseLedger.open();
  await stage.close();
  const dies = async (step: number, when: 'before' | 'after'): Promise<boolean> => {
    const ledger = await HouseLedger.open(stage);
    const trial = await tried(ledger);
    let appends = 0;
    let die: () => void = () => undefined;
    const dead = new Promise<true>((resolve) => (die = () => resolve(true)));
    const log = through(ledger.log, {
      append: async (...parameters) => {
        appends += 1;
        const mine = appends;
        if (mine < step || (mine === step && when === 'after')) {
          const appended = await ledger.log.append(...parameters);
          if (mine < step) return appended;
        }
        die();
        return new Promise<never>(() => undefined);
      },
    });
    const died = await Promise.race([dead, imported(ledger, { tried: trial, log }).then(() => false)]);
    // What was sent beside it before it died comes to rest.
    await wait(20);
    if (died) {
      const next = await ledger.reopened();
      await imported(next, { tried: undefined, again: true });
      expect(await looked(next)).toEqual(whole.outcome);
      await next.discard();
    } else {
      await ledger.discard();
    }
    return died;
  };
  let steps = 0;
  for (let step = 1; await dies(step, step % 2 === 0 ? 'before' : 'after'); step += 19) steps += 1;
  expect(steps).toBeGreaterThan(3);
  stage.discardFiles();
});

test('a server that stops ends it between two parts, with no command half done', async () => {
  const ledger = await HouseLedger.open();
  const trial = await tried(ledger);
  const parts = async (most: number): Promise<boolean> => {
    const copy = await HouseLedger.open();
    const stopping = new AbortController();
    let done = 0;
    const rolled = imported(copy, {
      tried: trial,
      signal: stopping.signal,
      onDone: () => {
        if ((done += 1) === most) stopping.abort();
      },
    });
    const stopped = await rolled.then(
      () => false,
      (error: unknown) => error instanceof TryAgain,
    );
    const events = await readAllEvents(copy.log);
    const accepted = new Set(
      events.filter(({ metadata }) => !metadata.reservation).map(({ metadata }) => metadata.commandId),
    );
    const halfDone = events.filter(({ metadata }) => !accepted.has(metadata.commandId));
    expect(halfDone).toEqual([]);
    await copy.discard();
    return stopped;
  };
  let most = 1;
  while (await parts(most)) most += 1;
  expect(most).toBeGreaterThan(2);
  await ledger.discard();
});
