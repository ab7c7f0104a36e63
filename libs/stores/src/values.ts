/**
 * What may be bound to a statement, the same on both engines: text, whole numbers (bigint or a safe number),
 * fractions, bytes and null. There is no boolean at rest: it is written, and reads back, as 1 or 0.
 */
export type Bindable = string | number | bigint | Uint8Array | null;

export function bindable(value: unknown): Bindable {
  switch (typeof value) {
    case 'string':
      if (value.includes('\0')) throw new TypeError('a text with a NUL character cannot be stored');
      return value;
    case 'bigint':
      return value;
    case 'boolean':
      return value ? 1n : 0n;
    case 'number':
      return boundNumber(value);
    default:
      if (value === null || value instanceof Uint8Array) return value;
      throw new TypeError(
        `${value instanceof Date ? 'a Date' : `an ${typeof value}`} cannot be stored; make it text`,
      );
  }
}

function boundNumber(value: number): Bindable {
  // SQLite would take every number for a fraction; and above 2^53 a number may already have lost a digit.
  if (Number.isSafeInteger(value)) return BigInt(value);
  if (Number.isFinite(value) && !Number.isInteger(value)) return value;
  throw new TypeError(`${value} cannot be stored; whole numbers beyond 2^53 are bigint`);
}
