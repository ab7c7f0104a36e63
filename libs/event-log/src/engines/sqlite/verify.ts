import { checkSqlite } from '@tramo/stores';
import type { SqliteDatabase } from '@tramo/stores';
import { Findings } from '../../port';
import type { VerifyProgress, VerifyReport } from '../../port';
import { openForReading } from './file';
import { asLogError } from './refusals';
import { SELECT_EVENTS, checksumOf } from './row';
import type { EventRow } from './row';
import { GUARDS } from './schema';

const PAGE_EVENTS = 1_000;

type OnProgress = (progress: VerifyProgress) => void;

/** Everything that can be wrong with a ledger's file, found by reading all of it and changing nothing. */
export function verifyFile(file: string, onProgress: OnProgress): VerifyReport {
  const { database, ledgerId } = openForReading(file);
  const findings = new Findings();
  const count = (sql: string): number =>
    database.prepare<[], number>(sql).safeIntegers(false).pluck().get() ?? 0;
  let [events, streams] = [0, 0];
  try {
    for (const fault of checkSqlite(file, 'full')) findings.add(fault);
    events = count('SELECT count(*) FROM event');
    streams = count('SELECT count(*) FROM stream');
    verifyGuards(database, findings);
    verifyStreams(database, findings);
    verifyEvents(database, events, findings, onProgress);
  } catch (error) {
    // Its structure is so broken that it cannot be read to its end.
    findings.add(asLogError(error, file).message);
  } finally {
    database.close();
  }
  return { ledgerId, events, streams, findings: findings.first, findingsCount: findings.count };
}

function verifyEvents(
  database: SqliteDatabase,
  eventsTotal: number,
  findings: Findings,
  onProgress: OnProgress,
): void {
  const page = database
    .prepare<number[], EventRow>(
      `${SELECT_EVENTS.replace('CROSS JOIN', 'LEFT JOIN')}
       WHERE event.position > ? ORDER BY event.position LIMIT ${PAGE_EVENTS}`,
    )
    .safeIntegers(false)
    .raw();
  let eventsDone = 0;
  let positionBefore = 0;
  let recordedBefore = '';
  for (let rows = page.all(0); rows.length > 0; rows = page.all(positionBefore)) {
    for (const row of rows) {
      const missing = row[0] - positionBefore - 1;
      if (missing > 0) findings.add(`events missing from here on: ${missing}`, positionBefore + 1);
      verifyEvent(row, recordedBefore, findings);
      [positionBefore, recordedBefore] = [row[0], row[8]];
    }
    eventsDone += rows.length;
    onProgress({ eventsDone, eventsTotal });
  }
}

function verifyEvent(row: EventRow, recordedBefore: string, findings: Findings): void {
  const [position, , , , , , data, metadata, recordedAt, checksum] = row;
  const stream = row[1] as string | null;
  if (stream === null) return findings.add('the stream of the event is missing', position);
  if (checksumOf(row) !== checksum) findings.add('the event does not match its checksum', position);
  if (!isJsonObject(data) || !isJsonObject(metadata)) findings.add('the event is not JSON', position);
  if (recordedAt < recordedBefore) findings.add('the event was recorded before the one before it', position);
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

/** Revisions count from 0 without gaps; the index already makes each of them unique. */
function verifyStreams(database: SqliteDatabase, findings: Findings): void {
  const torn = database.prepare<[], string>(`
    SELECT stream.name FROM stream LEFT JOIN event ON event.stream = stream.id
    GROUP BY stream.id
    HAVING min(event.revision) IS NOT 0 OR max(event.revision) IS NOT count(event.revision) - 1`);
  for (const stream of torn.pluck().iterate()) findings.add(`the revisions of stream ${stream} have gaps`);
}

function verifyGuards(database: SqliteDatabase, findings: Findings): void {
  const guard = database.prepare<[string], string>(
    "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name = ?",
  );
  for (const name of GUARDS) {
    if (!guard.pluck().get(name)) findings.add(`the guard ${name} has been taken away`);
  }
}
