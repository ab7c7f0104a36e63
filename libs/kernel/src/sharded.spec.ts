import { emptySharded, shardedEntries, getSharded, putSharded, type Sharded } from '@tramo/kernel';
import fc from 'fast-check';

test('holds what an ordinary map holds, whatever the keys, and leaves every earlier state as it was', () => {
  const steps = fc.array(fc.tuple(fc.oneof(fc.string(), fc.constant('__proto__')), fc.integer()));
  fc.assert(
    fc.property(steps, (puts) => {
      const expected = new Map<string, number>();
      let map: Sharded<number> = emptySharded;
      for (const [key, value] of puts) {
        const before = [...shardedEntries(map)];
        const next = putSharded(map, key, value);
        expect([...shardedEntries(map)]).toEqual(before);
        expected.set(key, value);
        map = next;
      }
      expect(map.size).toBe(expected.size);
      expect(new Map(shardedEntries(map))).toEqual(expected);
      for (const [key, value] of expected) expect(getSharded(map, key)).toBe(value);
    }),
  );
});

test('keys of one form spread over the shards', () => {
  let map: Sharded<number> = emptySharded;
  for (let index = 0; index < 20_000; index++) map = putSharded(map, `commitment-${index}`, index);
  const shards = map.branches.flatMap((branch) => [...(branch ?? [])]).map((shard) => shard?.size ?? 0);
  expect(Math.max(...shards)).toBeLessThan(40);
});
