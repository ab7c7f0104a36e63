import { inspect } from 'node:util';

/** A mistake of the programmer, never of the caller: the HTTP boundary answers it with 500. */
export class InvariantViolation extends Error {
  override readonly name: string = 'InvariantViolation';
}

/** States what the surrounding code relies on. The message completes "expected that …". */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantViolation(message);
}

/** Closes a switch over a union: a new member that is not handled fails to compile. */
export function unreachable(value: never, what = 'value'): never {
  throw new InvariantViolation(`unhandled ${what}: ${inspect(value)}`);
}
