import { canonicalJson, invariant, sha256Hex } from '@tramo/kernel';
import type { Position, RecordedEvent } from '../port';
import { Fenced } from './lease';
import type { Projection } from './projection';
import type { ProjectionFault } from './projector';
import type { SqlRow, ViewsDatabase } from './views-database';

/** How far a generation has come: everything that the next batch, and the next start, go on from. */
export interface Place {
  readonly position: Position | undefined;
  /** How many events there were, which is the ordinal of the next one. */
  readonly eventsApplied: number;
  /** The latest instant at which any of them was learned; empty before the first. */
  readonly instant: string;
  /** The last one, by which a log that has lost its end, or has another, is recognised. */
  readonly last: LastEvent | undefined;
}

export type LastEvent = Pick<RecordedEvent, 'stream' | 'revision' | 'id'>;

export const START: Place = { position: undefined, eventsApplied: 0, instant: '', last: undefined };

/** A fault, and since when the refused event has been waiting. */
export interface RecordedFault extends ProjectionFault {
  readonly recordedAt: string;
}

export interface NamedTable {
  readonly name: string;
  readonly key: readonly string[];
}

/** One run of one projection version over the log, with tables of its own. */
export interface GenerationRecord {
  readonly generation: number;
  readonly name: string;
  readonly version: number;
  readonly fingerprint: string;
  /** `building` beside what readers see, `serving` them, or `retired` and waiting to be dropped. */
  readonly state: 'building' | 'serving' | 'retired';
  readonly tables: readonly NamedTable[];
  readonly place: Place;
  readonly fault: RecordedFault | undefined;
}

/** The tables of the projector itself, beside those of the projections; making them again changes nothing. */
export const OWN_TABLES: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS projector_ledger (
    only_row bigint PRIMARY KEY CHECK (only_row = 1),
    ledger_id text NOT NULL,
    last_generation bigint NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS projector_lease (
    only_row bigint PRIMARY KEY CHECK (only_row = 1),
    token bigint NOT NULL,
    holder text NOT NULL,
    expires_at bigint NOT NULL)`,
  `CREATE TABLE IF NOT EXISTS projector_generation (
    generation bigint PRIMARY KEY,
    name text NOT NULL,
    version bigint NOT NULL,
    fingerprint text NOT NULL,
    state text NOT NULL,
    tables text NOT NULL,
    position text,
    events_applied bigint NOT NULL,
    instant text NOT NULL,
    last_event text,
    fault text)`,
  `INSERT INTO projector_lease (only_row, token, holder, expires_at) VALUES (1, 0, '', 0)
    ON CONFLICT (only_row) DO NOTHING`,
];

/** Changes whenever the tables do, even if somebody forgot to count the version up. */
export const fingerprintOf = ({ tables }: Projection): string => sha256Hex(canonicalJson(tables));

/** Where each generation stands. Every change here is part of the caller's transaction. */
export class Checkpoints {
  constructor(private readonly views: ViewsDatabase) {}

  async ledgerId(): Promise<string | undefined> {
    const [row] = await this.views.all('SELECT ledger_id FROM projector_ledger');
    return row === undefined ? undefined : String(row.ledger_id);
  }

  async claimFor(ledgerId: string): Promise<void> {
    await this.views.run(
      `INSERT INTO projector_ledger (only_row, ledger_id, last_generation) VALUES (1, ?, 0)
       ON CONFLICT (only_row) DO UPDATE SET ledger_id = excluded.ledger_id`,
      [ledgerId],
    );
  }

  async load(ledgerId: string): Promise<GenerationRecord[]> {
    const rows = await this.views.all('SELECT * FROM projector_generation ORDER BY generation');
    return rows.map((row) => toRecord(row, ledgerId));
  }

  async begin(projection: Projection, state: 'building' | 'serving'): Promise<GenerationRecord> {
    await this.views.run('UPDATE projector_ledger SET last_generation = last_generation + 1');
    const [row] = await this.views.all('SELECT last_generation FROM projector_ledger');
    invariant(row, 'the views say which ledger they belong to');
    const record: GenerationRecord = {
      generation: Number(row.last_generation),
      name: projection.name,
      version: projection.version,
      fingerprint: fingerprintOf(projection),
      state,
      tables: Object.entries(projection.tables).map(([name, { key }]) => ({ name, key })),
      place: START,
      fault: undefined,
    };
    await this.views.run(
      `INSERT INTO projector_generation
       (generation, name, version, fingerprint, state, tables, position, events_applied, instant, last_event, fault)
       VALUES (?, ?, ?, ?, ?, ?, NULL, 0, '', NULL, NULL)`,
      [
        record.generation,
        record.name,
        record.version,
        record.fingerprint,
        state,
        JSON.stringify(record.tables),
      ],
    );
    return record;
  }

  /** Moves generations that stand together; if one does not stand there any more, somebody else is at work. */
  async advance(generations: readonly number[], from: Place, to: Place): Promise<void> {
    const changed = await this.views.run(
      `UPDATE projector_generation SET position = ?, events_applied = ?, instant = ?, last_event = ?
       WHERE generation IN (${generations.map(() => '?').join(', ')})
       AND events_applied = ? AND coalesce(position, '') = ? AND fault IS NULL`,
      [...placeValues(to), ...generations, from.eventsApplied, positionText(from) ?? ''],
    );
    if (changed !== generations.length) {
      throw new Fenced('the checkpoints are not where this projector left them');
    }
  }

  async stop(generation: number, fault: RecordedFault): Promise<void> {
    await this.views.run('UPDATE projector_generation SET fault = ? WHERE generation = ?', [
      JSON.stringify(fault),
      generation,
    ]);
  }

  async forgiveFaults(): Promise<void> {
    await this.views.run('UPDATE projector_generation SET fault = NULL WHERE fault IS NOT NULL');
  }

  async setState(generation: number, state: GenerationRecord['state']): Promise<void> {
    await this.views.run('UPDATE projector_generation SET state = ? WHERE generation = ?', [
      state,
      generation,
    ]);
  }

  async remove(generation: number): Promise<void> {
    await this.views.run('DELETE FROM projector_generation WHERE generation = ?', [generation]);
  }
}

const positionText = ({ position }: Place): string | null => position?.value.toString() ?? null;

const placeValues = (place: Place): (string | number | null)[] => [
  positionText(place),
  place.eventsApplied,
  place.instant,
  place.last ? JSON.stringify(place.last) : null,
];

function toRecord(row: SqlRow, ledgerId: string): GenerationRecord {
  return {
    generation: Number(row.generation),
    name: String(row.name),
    version: Number(row.version),
    fingerprint: String(row.fingerprint),
    state: row.state as GenerationRecord['state'],
    tables: JSON.parse(String(row.tables)) as NamedTable[],
    place: {
      position: row.position === null ? undefined : { ledgerId, value: BigInt(row.position!) },
      eventsApplied: Number(row.events_applied),
      instant: String(row.instant),
      last: row.last_event === null ? undefined : (JSON.parse(String(row.last_event)) as LastEvent),
    },
    fault: row.fault === null ? undefined : (JSON.parse(String(row.fault)) as RecordedFault),
  };
}
