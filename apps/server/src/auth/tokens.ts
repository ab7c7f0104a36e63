import { findToken, hashToken, issueToken, revokeToken, type StateStore } from '@tramo/stores';
import { isRole, type Actor, type Role } from './actor';

/** How long a token is believed without asking again; so long may a revocation take on another replica. */
const BELIEVED_MS = 1_000;
/** Enough letters of the hash to name a token among thousands, and useless for anything else. */
const ID_LENGTH = 12;

export interface IssueRequest {
  readonly person: string;
  readonly roles: readonly Role[];
  readonly label: string;
  readonly expiresInDays?: number;
}

export interface TokenSummary {
  readonly id: string;
  readonly person: string;
  readonly roles: string[];
  readonly label: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}

/** Bearer tokens: whom they stand for, and who may still use them. Compared by hash, so no byte leaks by time. */
export class Tokens {
  private readonly believed = new Map<string, { readonly actor: Actor; readonly untilMs: number }>();

  constructor(private readonly state: StateStore) {}

  async authenticate(token: string): Promise<Actor | undefined> {
    const hash = hashToken(token);
    const nowMs = Date.now();
    const known = this.believed.get(hash);
    if (known && nowMs < known.untilMs) return known.actor;
    this.believed.delete(hash);
    const found = await findToken(this.state.db, hash, new Date(nowMs));
    if (!found) return undefined;
    const actor = { person: found.person, roles: found.roles.filter(isRole) };
    const endsMs = found.expiresAt === null ? Infinity : Date.parse(found.expiresAt);
    this.believed.set(hash, { actor, untilMs: Math.min(nowMs + BELIEVED_MS, endsMs) });
    return actor;
  }

  async issue(request: IssueRequest): Promise<{ readonly id: string; readonly token: string }> {
    const now = new Date();
    const { person, roles, label, expiresInDays } = request;
    const expires = expiresInDays === undefined ? {} : { expiresAt: inDays(now, expiresInDays) };
    const token = await issueToken(this.state.db, { person, roles, label, now, ...expires });
    return { id: idOf(hashToken(token)), token };
  }

  async list(): Promise<readonly TokenSummary[]> {
    const rows = await this.state.db.selectFrom('bearer_token').selectAll().orderBy('created_at').execute();
    return rows.map((row) => ({
      id: idOf(row.hash),
      person: row.person,
      roles: JSON.parse(row.roles) as string[],
      label: row.label,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
      revokedAt: row.revoked_at,
    }));
  }

  /** By the id that `list` shows; false when no token has it, or it had been revoked before. */
  async revoke(id: string): Promise<boolean> {
    const rows = await this.state.db.selectFrom('bearer_token').select('hash').execute();
    const hash = rows.map((row) => row.hash).find((one) => idOf(one) === id);
    if (hash === undefined) return false;
    this.believed.delete(hash);
    const revoked = await revokeToken(this.state.db, hash, new Date());
    this.believed.delete(hash);
    return revoked;
  }
}

const inDays = (from: Date, days: number): Date => new Date(from.getTime() + days * 86_400_000);

const idOf = (hash: string): string => hash.slice(0, ID_LENGTH);
