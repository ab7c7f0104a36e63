import { openEventLogReader } from '@tramo/event-log';
import { ledgerIn, rebuildHouse, scaledLedger } from '../lib/demonstration/scaled-ledger';
import { openRaw, readRaw } from '../lib/raw-sqlite';
import { perSecond, type BenchRun, type Scenario } from '../scenario';
import { demonstrationQuestions } from './demonstration-questions';

async function readAndParse({ events, directory }: BenchRun): Promise<number> {
  await scaledLedger(directory, events);
  const database = openRaw(ledgerIn(directory).file);
  const started = process.hrtime.bigint();
  readRaw(database);
  const rate = perSecond(events, started);
  database.close();
  return rate;
}

async function read({ events, directory }: BenchRun): Promise<number> {
  await scaledLedger(directory, events);
  const log = await openEventLogReader(ledgerIn(directory));
  const started = process.hrtime.bigint();
  let seen = 0;
  for await (const page of log.readAll()) seen += page.length;
  const rate = perSecond(seen, started);
  await log.close();
  return rate;
}

async function rebuild({ events, directory }: BenchRun): Promise<number> {
  await scaledLedger(directory, events);
  const outcome = await rebuildHouse(directory);
  return outcome.events / (outcome.elapsedMs / 1_000);
}

const reading = {
  unit: 'events/s',
  reference: 'raw SELECT and JSON.parse of the same',
  sizes: [100_000, 1_000_000],
  baseline: readAndParse,
} as const;

/**
 * The same questions of a ledger of the demonstration's shape: some four hundred programmes to the million events, each
 * event several times as fat as the bench's own, for it carries what it was decided on.
 */
export const demonstrationScenarios: readonly Scenario[] = [
  { ...reading, name: 'read/demonstration', candidate: read },
  /** Every view of the house. */
  { ...reading, name: 'rebuild/demonstration', candidate: rebuild },
  ...demonstrationQuestions,
];
