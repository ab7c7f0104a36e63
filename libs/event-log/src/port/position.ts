import { PositionOfAnotherLedger, MalformedPosition } from './errors';

/** A place in one ledger's total order. Opaque: it can be written down, read back and compared. */
export interface Position {
  readonly ledgerId: string;
  readonly value: bigint;
}

const WIRE = /^([0-9a-f-]{36}):(0|[1-9][0-9]{0,19})$/;

export const writePosition = (position: Position): string => `${position.ledgerId}:${position.value}`;

export function readPosition(text: string): Position {
  const match = WIRE.exec(text);
  if (!match) throw new MalformedPosition(text);
  return { ledgerId: match[1]!, value: BigInt(match[2]!) };
}

/** Negative, zero or positive, as a sort wants it. */
export function comparePositions(left: Position, right: Position): number {
  if (left.ledgerId !== right.ledgerId) throw new PositionOfAnotherLedger(right.ledgerId, left.ledgerId);
  return left.value < right.value ? -1 : left.value > right.value ? 1 : 0;
}
