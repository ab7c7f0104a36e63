/** Maps that a fold hands on: each step makes a new one, for the one before it may be held by others. */
export const withEntry = <Key extends string, Value>(
  map: ReadonlyMap<Key, Value>,
  key: Key,
  value: Value,
): ReadonlyMap<Key, Value> => new Map(map).set(key, value);

export const without = <Key extends string, Value>(
  map: ReadonlyMap<Key, Value>,
  key: Key,
): ReadonlyMap<Key, Value> => new Map([...map].filter(([other]) => other !== key));
