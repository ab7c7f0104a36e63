import type { CommandRuntime, EventLog } from '@tramo/event-log';
import { invariant, type LocalDate } from '@tramo/kernel';
import type { AnyDecidingHandler } from '@tramo/event-log';
import { correlationOf } from './import-id';
import { BeginImport, CompleteImport, importHandlers, type CompleteBody } from './ledger/import-commands';
import type { ImportedFile, RefusedRow } from './ledger/import.events';
import { importStream, type ImportState } from './ledger/import.state';
import { appendAsTried } from './plan/as-tried';
import { carryOut, STREAMS_AT_ONCE } from './plan/carry-out';
import { Commander, type Importer } from './plan/commander';
import { Giving, isFollowed } from './plan/giving';
import { Life } from './plan/life';
import { problemAt, type Broken } from './plan/place';
import type { Plan } from './plan/plan';
import type { Planned } from './plan/planned';
import { FoundByCode, type FindingsOfCode } from './plan/report';
import type { TriedOut } from './plan/try-out';

type Begun = NonNullable<ImportState['begun']>;

interface Ledger {
  readonly log: EventLog;
  readonly commands: CommandRuntime;
  readonly handlers: readonly AnyDecidingHandler[];
}

interface Under {
  readonly importer: Importer;
  readonly today: LocalDate;
}

const REFUSALS_MAX = 50;
const CODES_MAX = 200;

/** From here on it goes to its end, whatever happens in between. */
export async function begin(
  { commands }: Ledger,
  asked: { readonly id: string; readonly decimal: Begun['decimal']; readonly files: readonly ImportedFile[] },
  planned: number,
  { importer, today }: Under,
): Promise<void> {
  const { id, decimal, files } = asked;
  const [BeginHandler] = importHandlers;
  const body = { import: id, decimal, files: [...files], commands: planned };
  await new BeginHandler(commands).execute(new BeginImport(body, contextOf(id, 'begun', importer, today)));
}

type Outcome = Omit<CompleteBody, 'import' | 'commands'>;

interface RollingForward extends Under {
  /** What a trial in this start has decided. */
  readonly tried?: Pick<TriedOut, 'scratch' | 'findings'> | undefined;
  readonly signal: AbortSignal;
  readonly onDone: (rows: number) => void;
}

/**
 * Carries out every command of an import that was begun: as it was tried out, where nothing it rests on has moved since,
 * and otherwise by giving it. What is there already, of this start or an earlier one, is only answered again.
 */
export async function rollForward(
  ledger: Ledger,
  id: string,
  plan: Plan,
  under: RollingForward,
): Promise<Outcome> {
  const { importer, today, tried, signal, onDone } = under;
  const { planned } = plan;
  const rowsOf = (commands: number): number => Math.floor((plan.rows * commands) / planned.length);
  const done = tried
    ? await appendAsTried(tried.scratch.appended(), ledger.log, {
        signal,
        onDone: (commands) => onDone(rowsOf(commands)),
      })
    : new Set<string>();
  const rest = planned.filter(({ key }) => !done.has(key));
  const before = rowsOf(done.size);
  const refused = await give(ledger, id, rest, { ...under, onDone: (rows) => onDone(before + rows) });
  const findings = tried && rest.length === 0 ? tried.findings : await findingsOf(ledger.log, id);
  const outcome = {
    ...refused,
    findings: findings.slice(0, CODES_MAX).map(({ code, count }) => ({ code, count })),
  };
  const [, CompleteHandler] = importHandlers;
  const body = { import: id, commands: planned.length, ...outcome };
  await new CompleteHandler(ledger.commands).execute(
    new CompleteImport(body, contextOf(id, 'completed', importer, today)),
  );
  return outcome;
}

async function give(
  { log, commands, handlers }: Ledger,
  id: string,
  planned: readonly Planned[],
  { importer, today, signal, onDone }: RollingForward,
): Promise<Pick<Outcome, 'refused' | 'refusals'>> {
  const commander = new Commander(commands, handlers, { importer, today, correlationId: correlationOf(id) });
  const giving = new Giving(commander, new Life(log), log);
  const refusals: RefusedRow[] = [];
  let refused = 0;
  await carryOut(planned, {
    width: STREAMS_AT_ONCE,
    streamOf: (one) => commander.streamOf(one),
    perform: async (one) => {
      const broken = await giving.give(one);
      if (!broken) return;
      refused += 1;
      if (refusals.length < REFUSALS_MAX) refusals.push(refusedRow(one, broken));
    },
    signal,
    onDone,
  });
  return { refused, refusals };
}

function refusedRow(planned: Planned, broken: Broken): RefusedRow {
  const { file, line, code, message } = problemAt(planned, broken);
  const rest = isFollowed(planned) ? '; what follows in the row was not carried out' : '';
  return { file, line, code, message: `${message.slice(0, 450)}${rest}` };
}

/** Of all that was written since it was begun, by this start or an earlier one. */
async function findingsOf(log: EventLog, id: string): Promise<readonly FindingsOfCode[]> {
  const found = new FoundByCode();
  const correlation = correlationOf(id);
  for await (const [begun] of log.read(importStream(id))) {
    invariant(begun, 'an import that is completed was begun');
    for await (const page of log.readAll({ after: begun.position })) {
      for (const { metadata } of page) {
        if (metadata.correlationId !== correlation) continue;
        for (const finding of metadata.findings ?? []) found.add(undefined, finding);
      }
    }
    break;
  }
  return found.list();
}

const contextOf = (id: string, step: string, { person, roles }: Importer, today: LocalDate) => ({
  actor: person,
  roles,
  idempotencyKey: `import/${id}/${step}`,
  correlationId: correlationOf(id),
  effectiveOn: today,
  effectiveOnByDefault: true,
  today,
  mode: 'live' as const,
});
