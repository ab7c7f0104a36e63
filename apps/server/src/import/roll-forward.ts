import type { CommandRuntime, EventLog } from '@tramo/event-log';
import { invariant, type LocalDate } from '@tramo/kernel';
import type { AnyDecidingHandler } from '@tramo/event-log';
import { BeginImport, CompleteImport, importHandlers } from './ledger/import-commands';
import type { ImportedFile, RefusedRow } from './ledger/import.events';
import { importStream, type ImportState } from './ledger/import.state';
import { carryOut, STREAMS_AT_ONCE } from './plan/carry-out';
import { Commander, isRefusal, type Importer } from './plan/commander';
import { problemAt } from './plan/place';
import type { Plan } from './plan/plan';
import { FoundByCode } from './plan/report';

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

export const correlationOf = (id: string): string => `import-${id}`;

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

/** Gives every command of an import that was begun; what an earlier start has given is only answered again. */
export async function rollForward(
  { log, commands, handlers }: Ledger,
  id: string,
  plan: Plan,
  under: Under & { readonly onDone?: (rows: number) => void },
): Promise<void> {
  const { importer, today, onDone } = under;
  const commander = new Commander(commands, handlers, { importer, today, correlationId: correlationOf(id) });
  const refusals: RefusedRow[] = [];
  let refused = 0;
  await carryOut(plan.planned, {
    width: STREAMS_AT_ONCE,
    streamOf: (planned) => commander.streamOf(planned),
    perform: async (planned) => {
      const answer = await commander.give(planned);
      if (!isRefusal(answer)) return;
      refused += 1;
      const { file, line, code, message } = problemAt(planned, answer[0]);
      if (refusals.length < REFUSALS_MAX) refusals.push({ file, line, code, message: message.slice(0, 500) });
    },
    ...(onDone && { onDone }),
  });
  const findings = await findingsOf(log, id);
  const [, CompleteHandler] = importHandlers;
  const body = { import: id, commands: plan.planned.length, findings, refused, refusals };
  await new CompleteHandler(commands).execute(
    new CompleteImport(body, contextOf(id, 'completed', importer, today)),
  );
}

/** Of all that was written since it was begun, by this start or an earlier one. */
async function findingsOf(log: EventLog, id: string): Promise<{ code: string; count: number }[]> {
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
  return found
    .list()
    .slice(0, CODES_MAX)
    .map(({ code, count }) => ({ code, count }));
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
