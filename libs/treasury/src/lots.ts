import { Money, type MoneyJson, type RateJson, getSharded, putSharded, type Sharded } from '@tramo/kernel';
import type { LotPart } from './events/shapes';

interface KnownLot {
  /** Counted from 0 in the order of arrival. */
  readonly place: number;
  readonly rate: RateJson | null;
}

export interface OpenLot extends KnownLot {
  readonly lot: string;
  readonly left: Money;
}

/** The money of an account by how it came: what came first is spent first. */
export interface Lots {
  /** All there ever were. */
  readonly known: Sharded<KnownLot>;
  /** Those of which something is left, in the order of arrival. */
  readonly open: readonly OpenLot[];
}

export const isKnownLot = ({ known }: Lots, lot: string): boolean => getSharded(known, lot) !== undefined;

export function withLot(lots: Lots, lot: string, amount: MoneyJson, rate: RateJson | null): Lots {
  const one = { place: lots.known.size, rate };
  return {
    known: putSharded(lots.known, lot, one),
    open: [...lots.open, { lot, left: Money.parse(amount), ...one }],
  };
}

/**
 * Where an amount comes from, by order of arrival or, of what came in some lot, from that one first. History may pay
 * more than there was: the rest comes from no lot.
 */
export function partsFor({ open }: Lots, amount: Money, first: readonly (string | null)[] = []): LotPart[] {
  const inOrder = [
    ...open.filter(({ lot }) => first.includes(lot)),
    ...open.filter(({ lot }) => !first.includes(lot)),
  ];
  const parts: LotPart[] = [];
  let missing = amount;
  for (const { lot, left, rate } of inOrder) {
    if (!missing.isPositive()) return parts;
    const part = left.isGreaterThan(missing) ? missing : left;
    parts.push({ lot, amount: part.toJSON(), rate });
    missing = missing.minus(part);
  }
  if (missing.isPositive()) parts.push({ lot: null, amount: missing.toJSON(), rate: null });
  return parts;
}

export const without = (lots: Lots, parts: readonly LotPart[]): Lots => ({
  ...lots,
  open: parts
    .reduce((open, part) => changed(open, part, -1), lots.open)
    .filter(({ left }) => left.isPositive()),
});

/** Each part at its lot's old place: it is still the money that came then. */
export const withBack = ({ known, open }: Lots, parts: readonly LotPart[]): Lots => ({
  known,
  open: parts.reduce((all, part) => {
    const { lot } = part;
    if (lot === null || all.some((one) => one.lot === lot)) return changed(all, part, 1);
    const one = { ...getSharded(known, lot)!, lot, left: Money.parse(part.amount) };
    return [...all, one].sort((a, b) => a.place - b.place);
  }, open),
});

const changed = (open: readonly OpenLot[], { lot, amount }: LotPart, sign: 1 | -1): readonly OpenLot[] =>
  open.map((one) =>
    one.lot === lot ? { ...one, left: one.left.plus(Money.parse(amount).times(sign)) } : one,
  );
