/**
 * A map of any size that is never written on: putting something in copies one shard and the way to it, so that a fold
 * of a hundred thousand events copies a few dozen entries for each and not all there are.
 */
export interface Sharded<Value> {
  readonly size: number;
  readonly branches: readonly (Branch<Value> | undefined)[];
}

type Shard<Value> = ReadonlyMap<string, Value>;
type Branch<Value> = readonly (Shard<Value> | undefined)[];

const WIDTH = 64;

export const emptySharded: Sharded<never> = { size: 0, branches: [] };

export function getSharded<Value>({ branches }: Sharded<Value>, key: string): Value | undefined {
  const place = placeOf(key);
  return branches[place.branch]?.[place.shard]?.get(key);
}

export function putSharded<Value>(map: Sharded<Value>, key: string, value: Value): Sharded<Value> {
  const { branch, shard } = placeOf(key);
  const before = map.branches[branch]?.[shard];
  const changed = new Map(before).set(key, value);
  const size = map.size + changed.size - (before?.size ?? 0);
  return {
    size,
    branches: replaced(map.branches, branch, replaced(map.branches[branch] ?? [], shard, changed)),
  };
}

export function* shardedEntries<Value>({ branches }: Sharded<Value>): Iterable<readonly [string, Value]> {
  for (const branch of branches) for (const shard of branch ?? []) if (shard) yield* shard;
}

export function* shardedValues<Value>(map: Sharded<Value>): Iterable<Value> {
  for (const [, value] of shardedEntries(map)) yield value;
}

/** Places not yet taken are holes: an array of two is as good as one of sixty-four. */
function replaced<Item>(
  items: readonly (Item | undefined)[],
  index: number,
  item: Item,
): readonly (Item | undefined)[] {
  const copy = items.slice();
  copy[index] = item;
  return copy;
}

/** FNV-1a over the key's code units, mixed so that keys which differ at their end alone part as well. */
function placeOf(key: string): { readonly branch: number; readonly shard: number } {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index++) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  hash ^= hash >>> 15;
  return { branch: hash & (WIDTH - 1), shard: (hash >>> 6) & (WIDTH - 1) };
}
