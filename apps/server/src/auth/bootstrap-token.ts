import { hashToken, issueToken, type StateStore, type StateTables } from '@tramo/stores';
import type { Kysely } from 'kysely';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BOOTSTRAP = {
  person: 'bootstrap',
  roles: ['administrator'],
  label: 'made at the first start',
} as const;

export const bootstrapTokenFile = (dataDir: string): string => join(dataDir, 'bootstrap-token');

/**
 * Sees to it that somebody can get in. A token that the operator gave is accepted from now on; without one,
 * the very first start makes one and leaves it in a file that only the owner can read. Returns it only then.
 */
export async function ensureBootstrapToken(
  state: StateStore,
  dataDir: string,
  given: string | undefined,
): Promise<string | undefined> {
  if (given !== undefined) {
    await acceptGiven(state, given);
    return undefined;
  }
  return state.db.transaction().execute(async (transaction) => {
    const any = await transaction.selectFrom('bearer_token').select('hash').limit(1).executeTakeFirst();
    if (any) return undefined;
    const db: Kysely<StateTables> = transaction;
    const token = await issueToken(db, { ...BOOTSTRAP, now: new Date() });
    // Before the commit: a crash in between leaves a file without a token, never a token nobody knows.
    writeOwnerOnly(bootstrapTokenFile(dataDir), `${token}\n`);
    return token;
  });
}

/** A token revoked once stays revoked, whatever the environment still says. */
async function acceptGiven(state: StateStore, token: string): Promise<void> {
  await state.db
    .insertInto('bearer_token')
    .values({
      hash: hashToken(token),
      person: BOOTSTRAP.person,
      roles: JSON.stringify(BOOTSTRAP.roles),
      label: 'given by TRAMO_BOOTSTRAP_TOKEN',
      created_at: new Date().toISOString(),
      expires_at: null,
      revoked_at: null,
    })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute();
}

export function writeOwnerOnly(file: string, text: string): void {
  writeFileSync(file, text, { mode: 0o600 });
  // The mode above holds for a new file only.
  chmodSync(file, 0o600);
}
