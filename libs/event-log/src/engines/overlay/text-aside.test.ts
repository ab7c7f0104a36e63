import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TextAside } from './text-aside';

test('text comes back as it was put, whatever letters it has, and leaves nothing behind', () => {
  const directory = mkdtempSync(join(tmpdir(), 'tramo-'));
  const aside = new TextAside(directory);
  const texts = ['{"a":1}', '', 'ñandú 🤝🏽', 'x'.repeat(100_000)];
  const places = [...aside.put(texts), ...aside.put(['later'])];
  expect(places.map((place) => aside.get(place))).toEqual([...texts, 'later']);
  expect(() => aside.get({ start: 1_000_000, bytes: 1 })).toThrow('gone');
  aside.close();
  expect(readdirSync(directory)).toEqual([]);
  rmSync(directory, { recursive: true });
});
