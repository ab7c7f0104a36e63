import type { EventLogReader } from '../port';
import type { Checkpoints, GenerationRecord } from './checkpoints';
import type { Generations } from './generations';
import { ViewsRefused } from './projector';
import type { Workshop } from './workshop';

const CURE = 'rebuild them (`tramo rebuild`), which throws away what is there';

export async function refuseAnotherLedger(log: EventLogReader, checkpoints: Checkpoints): Promise<void> {
  const found = await checkpoints.ledgerId();
  if (found === undefined || found === log.ledgerId) return;
  throw new ViewsRefused(
    'another-ledger',
    `the views were built from ledger ${found}, the log is ledger ${log.ledgerId}; ${CURE}`,
  );
}

export async function claimUnclaimed({ log, views, checkpoints, lease }: Workshop): Promise<void> {
  if ((await checkpoints.ledgerId()) !== undefined) return;
  await views.transaction(async () => {
    await lease.keep();
    await checkpoints.claimFor(log.ledgerId);
  });
}

/** A log put back from a backup is the same ledger, but may lack what the views have already seen. */
export async function refuseAnotherHistory({ log, checkpoints }: Workshop): Promise<void> {
  const stranger = await findStranger(log, await checkpoints.load(log.ledgerId));
  if (!stranger) return;
  throw new ViewsRefused(
    'another-history',
    `the views hold event ${stranger.place.last?.id} of stream ${stranger.place.last?.stream}, which the log does ` +
      `not hold where they saw it: the log is an older or another copy; ${CURE}`,
  );
}

/** Before everything is rebuilt: what does not come from this log must not be served until then. */
export async function forgetStrangers(workshop: Workshop, generations: Generations): Promise<void> {
  const { log, views, checkpoints, lease } = workshop;
  const ledgerId = await checkpoints.ledgerId();
  if (ledgerId === undefined) return;
  await generations.load();
  const all = [...generations.serving, ...generations.building];
  if (ledgerId === log.ledgerId && !(await findStranger(log, all))) return;
  for (const record of all) await generations.retire(record);
  await views.transaction(async () => {
    await lease.keep();
    await checkpoints.claimFor(log.ledgerId);
  });
}

async function findStranger(
  log: EventLogReader,
  records: readonly GenerationRecord[],
): Promise<GenerationRecord | undefined> {
  const known = new Set<string>();
  for (const record of records) {
    const { last } = record.place;
    if (!last || known.has(last.id)) continue;
    if (!(await isInLog(log, record))) return record;
    known.add(last.id);
  }
  return undefined;
}

async function isInLog(log: EventLogReader, { place }: GenerationRecord): Promise<boolean> {
  const { last, position } = place;
  if (!last) return true;
  for await (const [event] of log.read(last.stream, { from: last.revision })) {
    return event?.id === last.id && event.position.value === position?.value;
  }
  return false;
}
