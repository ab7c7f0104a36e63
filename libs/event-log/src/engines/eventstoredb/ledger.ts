import { jsonEvent } from '@eventstore/db-client';
import { invariant, isUuid, newId } from '@tramo/kernel';
import { LogRefused, WrongExpectedRevision } from '../../port';
import { appendOnce } from './append';
import type { Connection } from './connection';
import { LEDGER_STREAM, isOfTheSystem } from './envelope';
import { readAllPage, readStreamPage } from './pages';

/** The last event is nearly always the ledger's; a crowd of the server's own may follow it. */
const FIRST_LOOK_EVENTS = 4;
const SEARCH_EVENTS = 256;

/** The id of the ledger that this event store holds. An empty event store becomes a ledger by being asked. */
export async function ledgerIdOf(connection: Connection): Promise<string> {
  const known = await readLedgerId(connection);
  if (known) return known;
  const last = await lastEventOfTheLedger(connection);
  const ledgerId = newId();
  const founded = jsonEvent({ id: newId(), type: 'LedgerFounded', data: { ledgerId } });
  try {
    if (!last) {
      await appendOnce(connection, { stream: LEDGER_STREAM, events: [founded], expected: 'no-stream' });
      return ledgerId;
    }
  } catch (error) {
    if (!(error instanceof WrongExpectedRevision)) throw error;
  }
  // Somebody else opened it at the same moment, or there are events and no ledger.
  const theirs = await readLedgerId(connection);
  if (theirs) return theirs;
  throw new LogRefused(
    'foreign',
    'the event store already holds events of something else; a ledger needs an event store of its own',
  );
}

async function readLedgerId(connection: Connection): Promise<string | undefined> {
  const [founded] = await readStreamPage(connection, LEDGER_STREAM, 0n, 1);
  if (!founded) return undefined;
  const { ledgerId } = founded.data as { ledgerId?: unknown };
  invariant(typeof ledgerId === 'string' && isUuid(ledgerId), `${LEDGER_STREAM} begins with the ledger's id`);
  return ledgerId;
}

/** The place of the last event that is not the system's; nothing before the ledger's founding is its own. */
export async function lastEventOfTheLedger(connection: Connection): Promise<bigint | undefined> {
  let before: bigint | 'end' = 'end';
  for (let count = FIRST_LOOK_EVENTS; ; count = SEARCH_EVENTS) {
    const page = await readAllPage(connection, before, count, 'backwards');
    for (const event of page) {
      if (event.streamId === LEDGER_STREAM) return undefined;
      if (!isOfTheSystem(event)) return event.position!.commit;
    }
    const last = page.at(-1);
    if (!last || page.length < count) return undefined;
    before = last.position!.commit;
  }
}
