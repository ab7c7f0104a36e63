import { problems } from './problems';

const MAX_DEPTH = 64;
/** Names that mean something to the language itself, and that readers of objects skip or fall over. */
const SPECIAL: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const STRING_OR_KEY = /"(?:[^"\\]|\\.)*"(\s*:)?/g;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * JSON as it was meant: a body that two readers could understand differently is refused, because what is
 * recorded must be what was asked. So no bytes that are not UTF-8, no name twice in one object, no
 * `__proto__`, no number that a double cannot hold, no nesting that only an attacker needs.
 */
export function parseJsonBody(body: Buffer): unknown {
  if (body.length === 0) throw problems.malformedBody('it is empty, and the content type says JSON');
  const text = decoded(body);
  const value = parsed(text);
  const names = namesIn(value, 0);
  const written = text.match(STRING_OR_KEY)?.filter((token) => token.endsWith(':')).length ?? 0;
  if (names !== written) throw problems.malformedBody('a name stands twice in one object');
  return value;
}

function decoded(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw problems.malformedBody('it is not UTF-8');
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw problems.malformedBody(`it is not JSON: ${(error as Error).message}`);
  }
}

/** How many names the value holds; a name given twice in the text was counted twice there and once here. */
function namesIn(value: unknown, depth: number): number {
  if (typeof value === 'number') refuseInexact(value);
  if (typeof value === 'string') refuseUnstorable(value);
  if (typeof value !== 'object' || value === null) return 0;
  if (depth === MAX_DEPTH) throw problems.malformedBody(`it is nested more than ${MAX_DEPTH} deep`);
  if (Array.isArray(value)) {
    return value.reduce<number>((names, item) => names + namesIn(item, depth + 1), 0);
  }
  let names = 0;
  for (const [name, member] of Object.entries(value)) {
    refuseUnstorable(name);
    if (SPECIAL.has(name)) throw problems.malformedBody(`"${name}" is not a name that it may hold`);
    names += 1 + namesIn(member, depth + 1);
  }
  return names;
}

/** Half of a pair of surrogates, and the character that ends a text in C: no database keeps them. */
const UNSTORABLE = /[\0\p{Cs}]/u;

function refuseUnstorable(text: string): void {
  if (UNSTORABLE.test(text)) throw problems.malformedBody('it holds a text that cannot be kept as it is');
}

function refuseInexact(value: number): void {
  if (Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return;
  throw problems.malformedBody('it holds a number beyond 2^53: write it as text');
}
