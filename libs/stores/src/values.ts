/**
 * What may be bound to a statement, the same on both engines: text, whole numbers (bigint or a safe number),
 * fractions, bytes and null. There is no boolean at rest: it is written, and reads back, as 1 or 0.
 */
export type Bindable = string | number | bigint | Uint8Array | null;

export function bindable(value: unknown): Bindable {
  if (value === null || typeof value === 'bigint' || value instanceof Uint8Array) return value;
  if (typeof value === 'string') return boundText(value);
  if (typeof value === 'number') return boundNumber(value);
  if (typeof value === 'boolean') return value ? 1n : 0n;
  throw new TypeError(`${value instanceof Date ? 'Date' : typeof value} cannot be stored; make it text`);
}

const UNSTORABLE = /\0|\p{Surrogate}/u;

function boundText(value: string): string {
  // PostgreSQL knows no NUL; half of a surrogate pair would come back as another character.
  if (UNSTORABLE.test(value)) {
    throw new TypeError('a text with a NUL or half a character cannot be stored');
  }
  return value;
}

function boundNumber(value: number): Bindable {
  // SQLite would take every number for a fraction; and above 2^53 a number may already have lost a digit.
  if (Number.isSafeInteger(value)) return BigInt(value);
  if (Number.isFinite(value) && !Number.isInteger(value)) return value;
  throw new TypeError(`${value} cannot be stored; whole numbers beyond 2^53 are bigint`);
}
