import fc from 'fast-check';
import { canonicalJson, NotCanonical, sha256Hex } from './canonical-json';

const throws = (action: () => unknown): boolean => {
  try {
    action();
    return false;
  } catch {
    return true;
  }
};

describe('canonicalJson', () => {
  it('sorts keys by UTF-16 code unit at every depth and writes no white space', () => {
    // The order of RFC 8785, section 3.2.3: the emoji's surrogate 0xd83d comes before 0xfb33.
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(Object.keys(JSON.parse(canonicalJson(value)) as object).slice(1)).toEqual([
      '\r',
      '\u0080',
      '\u00f6',
      '\u20ac',
      '\ud83d\ude00',
      '\ufb33',
    ]);
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: true })).toBe('{"a":true,"b":[{"c":null,"d":1}]}');
  });

  it.each([
    [0, '0'],
    [-0, '0'],
    [1e21, '1e+21'],
    [1e-7, '1e-7'],
    [333333333.3333333, '333333333.3333333'],
    [9007199254740991, '9007199254740991'],
    ['\u20ac$\u000f\nA\'B"\\/', '"€$\\u000f\\nA\'B\\"\\\\/"'],
  ])('writes %p as %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it('writes every character as JSON does, and refuses each half of one', () => {
    const differing = Array.from({ length: 0x10000 }, (_, unit) => `a${String.fromCharCode(unit)}`).filter(
      (text) => {
        const isHalf = /[\ud800-\udfff]/.test(text);
        return isHalf ? !throws(() => canonicalJson(text)) : canonicalJson(text) !== JSON.stringify(text);
      },
    );
    expect(differing).toEqual([]);
  });

  it('lets a value speak for itself through toJSON', () => {
    expect(canonicalJson({ at: new Date(0) })).toBe('{"at":"1970-01-01T00:00:00.000Z"}');
  });

  it('keeps a key named __proto__', () => {
    expect(canonicalJson(JSON.parse('{"__proto__":1,"a":2}'))).toBe('{"__proto__":1,"a":2}');
  });

  const circular: { self?: unknown } = {};
  circular.self = circular;
  it.each([
    ['NaN', { a: [1, NaN] }, '$.a[1]'],
    ['Infinity', -Infinity, '$'],
    ['undefined', { a: undefined }, '$.a'],
    ['a hole', { a: new Array(1) }, '$.a[0]'],
    ['a bigint', { a: { b: 1n } }, '$.a.b'],
    ['a function', [() => 1], '$[0]'],
    ['a symbol', [Symbol('s')], '$[0]'],
    ['a map', { a: new Map([[1, 2]]) }, '$.a'],
    ['bytes', { a: new Uint8Array(1) }, '$.a'],
    ['half a character', { a: '\ud83d' }, '$.a'],
    ['half a character in a key', { '\udc00': 1 }, '$.\udc00'],
  ])('refuses %s and says where', (_, value, path) => {
    expect(() => canonicalJson(value)).toThrow(NotCanonical);
    expect(() => canonicalJson(value)).toThrow(`at ${path}:`);
  });

  it('refuses what has no end, and what is nested beyond reason', () => {
    expect(() => canonicalJson(circular)).toThrow(NotCanonical);
    expect(() => canonicalJson(JSON.parse('['.repeat(20_000) + ']'.repeat(20_000)))).toThrow(NotCanonical);
  });

  const jsonValue = fc.jsonValue({ stringUnit: 'grapheme' });

  it('says the same as JSON, and says it once', () => {
    fc.assert(
      fc.property(jsonValue, (value) => {
        const text = canonicalJson(value);
        // -0 is read back as 0, here as in JSON.
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it('does not see the order in which keys were set', () => {
    const reversed = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(reversed)
        : value !== null && typeof value === 'object'
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, member]) => [key, reversed(member)]),
            )
          : value;
    fc.assert(
      fc.property(jsonValue, (value) => {
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
      }),
    );
  });
});

describe('sha256Hex', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ])('of %p is the published value', (text, hash) => {
    expect(sha256Hex(text)).toBe(hash);
    expect(sha256Hex(Buffer.from(text))).toBe(hash);
  });

  it('reads text as UTF-8', () => {
    expect(sha256Hex('ñ')).toBe(sha256Hex(Buffer.from([0xc3, 0xb1])));
  });
});
