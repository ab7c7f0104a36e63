import fc from 'fast-check';
import { parseJsonBody } from './json-body';

const parse = (text: string | Buffer): unknown => parseJsonBody(Buffer.from(text as string));

describe('the body of a request', () => {
  it('reads back whatever JSON was written', () => {
    const json = fc
      .jsonValue({ maxDepth: 6 })
      .filter((value) => !/__proto__|constructor|prototype/.test(JSON.stringify(value)));
    fc.assert(
      fc.property(json, (value) => {
        const exact = JSON.parse(
          JSON.stringify(value, (_name, one: unknown) =>
            typeof one === 'number' && Math.abs(one) > Number.MAX_SAFE_INTEGER ? 0 : one,
          ),
        ) as unknown;
        expect(parse(JSON.stringify(exact))).toEqual(exact);
      }),
    );
  });

  it.each([
    ['nothing', '', 'empty'],
    ['half of it', '{"a":', 'not JSON'],
    ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'not UTF-8'],
    ['a byte order mark', '\ufeff{}', 'not JSON'],
    ['one name twice', '{"amount":"1","amount":"2"}', 'stands twice'],
    ['one name twice, once in disguise', '{"amount":"1","\\u0061mount":"2"}', 'stands twice'],
    ['one name twice, deep inside', '{"a":[{"b":{"c":1,"c":1}}]}', 'stands twice'],
    ['a poisoned prototype', '{"__proto__":{"roles":["administrator"]}}', '__proto__'],
    ['a number that would be rounded', '{"minor":9007199254740993}', 'beyond 2^53'],
    ['a number beyond all numbers', '[1e400]', 'beyond 2^53'],
    ['a text that ends before its end', '{"name":"a\\u0000b"}', 'cannot be kept'],
    ['half a letter', '["\\ud800"]', 'cannot be kept'],
    ['half a letter in a name', '{"\\udc00":1}', 'cannot be kept'],
    ['a tower of brackets', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'nested'],
  ])('refuses %s', (_what, body, reason) => {
    expect(() => parse(body)).toThrow(reason);
  });

  it('is not misled by colons and quotes inside text', () => {
    const value = { 'a":': '"b":"c"', d: ['":', '\\":'], '': { '\\': ':' } };
    expect(parse(JSON.stringify(value, null, 2))).toEqual(value);
  });
});
