import type { StateStore } from '@tramo/stores';
import { sql } from 'kysely';
import type { Kysely, RawBuilder } from 'kysely';
import type { CommandTables } from './tables';

export type AcceptedRow = CommandTables['accepted_command'];
export type ReservationRow = CommandTables['open_reservation'];

export interface Changes {
  readonly accepted: readonly AcceptedRow[];
  readonly opened: readonly ReservationRow[];
  /** Ids of reservations. */
  readonly closed: readonly string[];
  /** Of those whose command is there; it closes the ones that stand as they were made. */
  readonly confirmed: readonly string[];
}

const ROWS_PER_INSERT = 200;

/**
 * The command tables in the state store. Every command is looked up and written down here, so these two
 * statements take their rows as one JSON text: a statement that grows with its rows is compiled anew each time.
 */
export class CommandStore {
  readonly db: Kysely<CommandTables>;
  private readonly rowsOf: (json: string) => RawBuilder<unknown>;
  private readonly field: (index: number) => RawBuilder<string>;

  constructor(state: Pick<StateStore, 'db' | 'engine'>) {
    this.db = state.db.withTables<CommandTables>();
    const onSqlite = state.engine === 'sqlite';
    this.rowsOf = (json) =>
      onSqlite ? sql`json_each(${json}) as row` : sql`json_array_elements(${json}::json) as row(value)`;
    this.field = (index) =>
      onSqlite
        ? sql<string>`json_extract(row.value, ${sql.lit(`$[${index}]`)})`
        : sql<string>`row.value ->> ${sql.lit(index)}`;
  }

  async findAccepted(keys: readonly string[]): Promise<readonly AcceptedRow[]> {
    const { rows } = await sql<AcceptedRow>`
      select * from accepted_command
      where idempotency_key in (select ${this.field(0)} from ${this.rowsOf(JSON.stringify(keys.map((key) => [key])))})
    `.execute(this.db);
    return rows;
  }

  /** All of it or nothing, together with what else belongs to the same step forward. */
  async write(changes: Changes, along: (db: Kysely<CommandTables>) => Promise<void>): Promise<void> {
    await this.db.transaction().execute(async (transaction: Kysely<CommandTables>) => {
      if (changes.accepted.length > 0) await this.insertAccepted(transaction, changes.accepted);
      for (const rows of inChunks(changes.opened)) {
        await transaction
          .insertInto('open_reservation')
          .values([...rows])
          .onConflict((conflict) => conflict.column('id').doNothing())
          .execute();
      }
      for (const ids of inChunks(changes.closed)) {
        await transaction.deleteFrom('open_reservation').where('id', 'in', ids).execute();
      }
      for (const ids of inChunks(changes.confirmed)) {
        await transaction
          .deleteFrom('open_reservation')
          .where('id', 'in', ids)
          .where('step', '=', 'claim')
          .execute();
      }
      await along(transaction);
    });
  }

  private async insertAccepted(db: Kysely<CommandTables>, accepted: readonly AcceptedRow[]): Promise<void> {
    // In the order of the key, so that neighbours in the index are written together.
    const rows = accepted
      .map((row) => [row.idempotency_key, row.stream, row.command, row.body_hash])
      .sort(([left], [right]) => (left! < right! ? -1 : 1));
    await sql`
      insert into accepted_command (idempotency_key, stream, command, body_hash)
      select ${this.field(0)}, ${this.field(1)}, ${this.field(2)}, ${this.field(3)}
      from ${this.rowsOf(JSON.stringify(rows))}
      where true
      on conflict (idempotency_key) do nothing
    `.execute(db);
  }
}

function* inChunks<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += ROWS_PER_INSERT) {
    yield items.slice(start, start + ROWS_PER_INSERT);
  }
}
