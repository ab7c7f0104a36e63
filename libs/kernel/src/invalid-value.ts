/**
 * What was given cannot be the value it claims to be: `12.345` bolivianos, the 30th of February. The kind of
 * mistake a caller makes, unlike an `InvariantViolation`; the boundary answers it as a wrong shape.
 */
export abstract class InvalidValue extends Error {
  /** A sentence in capitals, stable for programs: `AMOUNT_MALFORMED`. */
  abstract readonly code: string;
}

/** How a refused value appears in a message: recognisable, on one line, and never a page long. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : `${typeof value} ${String(value)}`;
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
