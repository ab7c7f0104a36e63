import { getSharded, putSharded, type Sharded } from '@tramo/kernel';
import type { Receipt } from './account.state';

/** Ids that people tell apart by capitals alone, or by how an accent is written, are one. */
const folded = (id: string): string => `~${id.normalize('NFKC').toUpperCase()}`;

export const receiptOf = (receipts: Sharded<Receipt>, id: string): Receipt | undefined =>
  getSharded(receipts, id) ?? getSharded(receipts, folded(id));

/** Ledgers hold receipts from when capitals made two of them: the later one stays apart under its own id. */
export function withReceipt(receipts: Sharded<Receipt>, one: Receipt): Sharded<Receipt> {
  const key = folded(one.receipt);
  const there = getSharded(receipts, key);
  return putSharded(receipts, there && there.receipt !== one.receipt ? one.receipt : key, one);
}
