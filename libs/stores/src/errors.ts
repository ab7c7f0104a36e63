export type StoreRefusal =
  'damaged' | 'locked' | 'read-only' | 'disk-full' | 'foreign' | 'newer' | 'unreachable' | 'failed';

const REASONS: readonly (readonly [RegExp, StoreRefusal])[] = [
  [/^SQLITE_(CORRUPT|NOTADB)/, 'damaged'],
  [/^SQLITE_(BUSY|LOCKED)/, 'locked'],
  [/^SQLITE_(READONLY|CANTOPEN|PERM)|^E(ACCES|ROFS|PERM)$/, 'read-only'],
  [/^SQLITE_FULL|^E(NOSPC|DQUOT|FBIG)$/, 'disk-full'],
  [/^ECONN|^ETIMEDOUT$|^ENOTFOUND$|^57P/, 'unreachable'],
];

/** A store that cannot be used, or not now; the message says which and what to do. */
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
    const { code = '', message = String(error) } = error as { code?: string; message?: string };
    const reason = REASONS.find(([pattern]) => pattern.test(code))?.[1] ?? 'failed';
    return new StoreRefused(reason, store, message, { cause: error });
  }
}
