export type StoreRefusal =
  'damaged' | 'locked' | 'read-only' | 'disk-full' | 'foreign' | 'newer' | 'unreachable' | 'failed';

// SQLite's names, Node's errno and PostgreSQL's SQLSTATE never look alike, so one table serves all three.
const REASONS: readonly (readonly [RegExp, StoreRefusal])[] = [
  [/^SQLITE_(CORRUPT|NOTADB)|^XX00[12]$/, 'damaged'],
  [/^SQLITE_(BUSY|LOCKED|PROTOCOL)|^55P03$/, 'locked'],
  [/^SQLITE_(READONLY|CANTOPEN|PERM)|^E(ACCES|ROFS|PERM|NOENT|NOTDIR|ISDIR|EXIST)$|^25006$/, 'read-only'],
  [/^SQLITE_FULL|^E(NOSPC|DQUOT|FBIG)$|^53100$/, 'disk-full'],
  [/^ECONN|^E(PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)$|^08|^53300$|^57P/, 'unreachable'],
];

function sentence(reason: StoreRefusal, cause: string): string {
  switch (reason) {
    case 'damaged':
      return `it is damaged (${cause}); restore a backup`;
    case 'locked':
      return `another process is using it (${cause}); stop that process or try again`;
    case 'read-only':
      return `it cannot be opened for writing (${cause}); check the path and who owns it`;
    case 'disk-full':
      return `the disk is full (${cause}); nothing was written`;
    case 'unreachable':
      return `it cannot be reached (${cause})`;
    case 'foreign':
    case 'newer':
    case 'failed':
      return cause;
  }
}

/** A store that cannot be used, or not now; the message says which and what to do, in one line. */
export class StoreRefused extends Error {
  override readonly name = 'StoreRefused';

  constructor(
    readonly reason: StoreRefusal,
    readonly store: string,
    detail: string,
    options?: ErrorOptions,
  ) {
    super(`${store}: ${detail}`, options);
  }

  static from(error: unknown, store: string): StoreRefused {
    if (error instanceof StoreRefused) return error;
    const { code, message } = error as { code?: unknown; message?: string };
    const reason = StoreRefused.reasonOf(code);
    // Node's error for several addresses tried at once has a code and no message.
    const cause = (message || String(code ?? error)).replace(/\s+/g, ' ');
    return new StoreRefused(reason, store, sentence(reason, cause), { cause: error });
  }

  /** As `from`, but what is a mistake in the statement or a broken constraint stays the engine's own error. */
  static ofQuery(error: unknown, store: string): unknown {
    const refused = StoreRefused.from(error, store);
    return refused.reason === 'failed' ? error : refused;
  }

  private static reasonOf(code: unknown): StoreRefusal {
    if (typeof code !== 'string') return 'failed';
    return REASONS.find(([pattern]) => pattern.test(code))?.[1] ?? 'failed';
  }
}
