import { createHash } from 'node:crypto';
import { InvalidValue } from './invalid-value';

/** The value has no canonical JSON form; `path` says where (`$.lines[2].amount`). */
export class NotCanonical extends InvalidValue {
  override readonly name = 'NotCanonical';
  readonly code = 'JSON_NOT_CANONICAL';

  constructor(
    readonly path: string,
    reason: string,
  ) {
    super(`no canonical JSON at ${path}: ${reason}`);
  }
}

/** Far above any command or event, far below where recursion would exhaust the stack. */
const DEPTH_MAX = 256;
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * The one text of a JSON value, as RFC 8785 orders it: keys sorted by UTF-16 code unit, no white space,
 * numbers and strings as ECMAScript writes them. Equal values give equal bytes on every machine, so a hash of
 * the text stands for the value. Where `JSON.stringify` silently drops or changes what it was given
 * (undefined, NaN, holes, a Map), this refuses: two values that differ must not share a text.
 */
export function canonicalJson(value: unknown): string {
  return write(value, '$', 0);
}

/** Text is hashed as UTF-8. */
export function sha256Hex(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function write(value: unknown, path: string, depth: number): string {
  switch (typeof value) {
    case 'string':
      return writeString(value, path);
    case 'number':
      // -0 needs no care: ECMAScript, and so the RFC, prints it as 0.
      if (!Number.isFinite(value)) throw new NotCanonical(path, `${value} is not a JSON number`);
      return String(value);
    case 'boolean':
      return String(value);
    case 'object':
      if (value === null) return 'null';
      if (depth === DEPTH_MAX) throw new NotCanonical(path, `nested deeper than ${DEPTH_MAX}, or circular`);
      return writeObject(value, path, depth);
    case 'bigint':
    case 'function':
    case 'symbol':
    case 'undefined':
      throw new NotCanonical(path, `${typeof value} has no JSON form`);
  }
}

function writeString(text: string, path: string): string {
  if (LONE_SURROGATE.test(text)) throw new NotCanonical(path, 'a lone surrogate is not Unicode text');
  return JSON.stringify(text);
}

function writeObject(value: object, path: string, depth: number): string {
  if (speaksForItself(value)) return write(value.toJSON(), path, depth + 1);
  if (Array.isArray(value)) {
    // Array.from, because map would skip the holes of a sparse array.
    return `[${Array.from(value, (item, index) => write(item, `${path}[${index}]`, depth + 1)).join(',')}]`;
  }
  if (value instanceof Map || value instanceof Set || ArrayBuffer.isView(value)) {
    throw new NotCanonical(path, `${value.constructor.name} has no JSON form`);
  }
  const members = Object.entries(value).sort(byCodeUnit);
  return `{${members.map(([key, member]) => writeMember(key, member, path, depth)).join(',')}}`;
}

const speaksForItself = (value: object): value is { toJSON(): unknown } =>
  'toJSON' in value && typeof value.toJSON === 'function';

const writeMember = (key: string, member: unknown, path: string, depth: number): string =>
  `${writeString(key, path)}:${write(member, `${path}.${key}`, depth + 1)}`;

const byCodeUnit = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0);
