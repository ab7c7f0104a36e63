import {
  CommandRuntime,
  OverlayLog,
  type AnyDecidingHandler,
  type EventCatalogue,
  type EventLogReader,
  type NewEvent,
} from '@tramo/event-log';
import type { LocalDate } from '@tramo/kernel';
import type { StateStore } from '@tramo/stores';
import { carryOut, STREAMS_AT_ONCE } from './carry-out';
import { Commander, type Importer } from './commander';
import { Life } from './life';
import type { Plan } from './plan';
import type { Planned } from './planned';
import type { FileProblem } from './read-file';
import { FoundByCode, Problems, type FindingsOfCode } from './report';
import { Trial } from './trial';

/** What commands are tried out against. Nothing of it is written to. */
export interface House {
  readonly log: EventLogReader;
  readonly state: Pick<StateStore, 'db' | 'engine'>;
  readonly catalogue: EventCatalogue;
  readonly handlers: readonly AnyDecidingHandler[];
  readonly inspect: (event: NewEvent) => void;
  /** Where there is room for what a long trial comes to. */
  readonly directory?: string;
}

interface Asked {
  readonly importer: Importer;
  readonly correlationId: string;
  readonly today: LocalDate;
  readonly signal: AbortSignal;
  readonly onDone?: (rows: number) => void;
}

export interface TriedOut {
  readonly commands: number;
  readonly badRows: number;
  readonly problems: readonly FileProblem[];
  readonly findings: readonly FindingsOfCode[];
  /** What all of it came to, on top of the ledger as it was; to be closed when it is no longer needed. */
  readonly scratch: Pick<OverlayLog, 'appended' | 'close'>;
}

/** Everything as it would be imported, on a ledger that is thrown away: what would be refused, and what found. */
export async function tryOut(plan: Plan, house: House, asked: Asked): Promise<TriedOut> {
  const scratch = await OverlayLog.over(house.log, house.directory);
  try {
    return await tryOutOn(scratch, plan, house, asked);
  } catch (error) {
    await scratch.close();
    throw error;
  }
}

async function tryOutOn(scratch: OverlayLog, plan: Plan, house: House, asked: Asked): Promise<TriedOut> {
  // Never started: it follows nothing and recovers nothing, and so writes nothing to the state it reads.
  const runtime = new CommandRuntime({
    log: scratch,
    state: house.state,
    catalogue: house.catalogue,
    inspect: house.inspect,
  });
  const commander = new Commander(runtime, house.handlers, asked);
  const problems = new Problems();
  for (const problem of plan.problems) problems.add(problem);
  const trial = new Trial(plan, problems, (planned) => commander.give(planned), new Life(scratch));
  await carryOut(plan.planned, {
    width: STREAMS_AT_ONCE,
    streamOf: (planned) => commander.streamOf(planned),
    perform: (planned) => trial.perform(planned),
    signal: asked.signal,
    ...(asked.onDone && { onDone: asked.onDone }),
  });
  trial.tellDependents();
  const findings = await findingsOf(scratch, plan.planned, trial);
  return {
    commands: plan.planned.length,
    badRows: problems.count,
    problems: problems.inOrder(plan.names),
    findings,
    scratch,
  };
}

async function findingsOf(
  scratch: OverlayLog,
  planned: readonly Planned[],
  trial: Trial,
): Promise<readonly FindingsOfCode[]> {
  const byKey = new Map(planned.map((one) => [one.key, one]));
  const found = new FoundByCode();
  for await (const page of scratch.appended()) {
    for (const { metadata } of page) {
      const from = byKey.get(metadata.idempotencyKey);
      for (const finding of metadata.findings ?? []) {
        if (!from || !trial.isNeverHistory(from, finding)) found.add(from, finding);
      }
    }
  }
  return found.list();
}
