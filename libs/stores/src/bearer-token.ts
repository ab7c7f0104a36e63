import { createHash, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Migration } from './migrations';
import type { SqlHandle } from './sql';

export type TokenTables = {
  bearer_token: {
    hash: string;
    person: string;
    roles: string;
    label: string;
    created_at: string;
    expires_at: string | null;
    revoked_at: string | null;
  };
};

export const tokenMigrations: readonly Migration[] = [
  {
    name: 'stores/bearer-token',
    up: (db, { text }) =>
      db.schema
        .createTable('bearer_token')
        .addColumn('hash', text, (column) => column.primaryKey())
        .addColumn('person', text, (column) => column.notNull())
        .addColumn('roles', text, (column) => column.notNull())
        .addColumn('label', text, (column) => column.notNull())
        .addColumn('created_at', text, (column) => column.notNull())
        .addColumn('expires_at', text)
        .addColumn('revoked_at', text)
        .execute(),
  },
];

/** A program's right to act for a person. Only the hash of the token rests here. */
export interface BearerToken {
  readonly hash: string;
  readonly person: string;
  readonly roles: readonly string[];
  readonly label: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
}

export interface TokenRequest {
  readonly person: string;
  readonly roles: readonly string[];
  /** What it is for, in the words of whoever asked for it. */
  readonly label: string;
  readonly expiresAt?: Date;
  readonly now: Date;
}

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Makes a token. What it returns is the only copy of it there will ever be. */
export async function issueToken<Tables extends TokenTables>(
  db: SqlHandle<Tables>,
  request: TokenRequest,
): Promise<string> {
  const token = `tramo_${randomBytes(32).toString('base64url')}`;
  await tokensOf(db)
    .insertInto('bearer_token')
    .values({
      hash: hashToken(token),
      person: request.person,
      roles: JSON.stringify(request.roles),
      label: request.label,
      created_at: request.now.toISOString(),
      expires_at: request.expiresAt?.toISOString() ?? null,
      revoked_at: null,
    })
    .execute();
  return token;
}

/** The token of this hash, if at this instant it is neither expired nor revoked. */
export async function findToken<Tables extends TokenTables>(
  db: SqlHandle<Tables>,
  hash: string,
  now: Date,
): Promise<BearerToken | undefined> {
  const row = await tokensOf(db)
    .selectFrom('bearer_token')
    .selectAll()
    .where('hash', '=', hash)
    .executeTakeFirst();
  if (!row || row.revoked_at !== null) return undefined;
  if (row.expires_at !== null && row.expires_at <= now.toISOString()) return undefined;
  return {
    hash: row.hash,
    person: row.person,
    roles: JSON.parse(row.roles) as readonly string[],
    label: row.label,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}

/** Ends a token for good; false when there is none of this hash, or it had ended before. */
export async function revokeToken<Tables extends TokenTables>(
  db: SqlHandle<Tables>,
  hash: string,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await tokensOf(db)
    .updateTable('bearer_token')
    .set({ revoked_at: now.toISOString() })
    .where('hash', '=', hash)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

const tokensOf = <Tables extends TokenTables>(db: SqlHandle<Tables>): Kysely<TokenTables> =>
  db as unknown as Kysely<TokenTables>;
