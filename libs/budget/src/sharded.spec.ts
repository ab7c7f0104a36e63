import fc from 'fast-check';
import { emptySharded, entriesOf, get, put, type Sharded } from './sharded';

test('holds what an ordinary map holds, whatever the keys, and leaves every earlier state as it was', () => {
  const steps = fc.array(fc.tuple(fc.oneof(fc.string(), fc.constant('__proto__')), fc.integer()));
  fc.assert(
    fc.property(steps, (puts) => {
      const expected = new Map<string, number>();
      let map: Sharded<number> = emptySharded;
      for (const [key, value] of puts) {
        const before = [...entriesOf(map)];
        const next = put(map, key, value);
        expect([...entriesOf(map)]).toEqual(before);
        expected.set(key, value);
        map = next;
      }
      expect(map.size).toBe(expected.size);
      expect(new Map(entriesOf(map))).toEqual(expected);
      for (const [key, value] of expected) expect(get(map, key)).toBe(value);
    }),
  );
});

test('keys of one form spread over the shards', () => {
  let map: Sharded<number> = emptySharded;
  for (let index = 0; index < 20_000; index++) map = put(map, `commitment-${index}`, index);
  const shards = map.branches.flatMap((branch) => [...(branch ?? [])]).map((shard) => shard?.size ?? 0);
  expect(Math.max(...shards)).toBeLessThan(40);
});
