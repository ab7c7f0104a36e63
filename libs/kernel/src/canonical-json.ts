import { hash } from 'node:crypto';
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
/** Nearly all text: nothing to escape, and no surrogate that could be alone. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;
const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * The one text of a JSON value, as RFC 8785 orders it: keys sorted by UTF-16 code unit, no white space,
 * numbers and strings as ECMAScript writes them. Equal values give equal bytes on every machine, so a hash of
 * the text stands for the value. Where `JSON.stringify` silently drops or changes what it was given
 * (undefined, NaN, holes, a Map), this refuses: two values that differ must not share a text.
 */
export function canonicalJson(value: unknown): string {
  return write(value, []);
}

/** Text is hashed as UTF-8. */
export function sha256Hex(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex');
}

/** Keys and indexes from the root to the value at hand; spelled out only when something is refused. */
type Trail = (string | number)[];

function write(given: unknown, trail: Trail): string {
  const value = speaksForItself(given) ? given.toJSON() : given;
  switch (typeof value) {
    case 'string':
      return writeString(value, trail);
    case 'number':
      // -0 needs no care: ECMAScript, and so the RFC, prints it as 0.
      return Number.isFinite(value) ? String(value) : refuse(trail, `${value} is not a JSON number`);
    case 'boolean':
      return String(value);
    case 'object':
      return value === null ? 'null' : writeObject(value, trail);
    case 'bigint':
    case 'function':
    case 'symbol':
    case 'undefined':
      return refuse(trail, `${typeof value} has no JSON form`);
  }
}

/** A Date, an amount of money: asked once, as JSON does. */
const speaksForItself = (value: unknown): value is { toJSON(): unknown } =>
  typeof value === 'object' && value !== null && 'toJSON' in value && typeof value.toJSON === 'function';

function writeString(text: string, trail: Trail): string {
  if (PLAIN.test(text)) return `"${text}"`;
  if (LONE_SURROGATE.test(text)) refuse(trail, 'a lone surrogate is not Unicode text');
  return JSON.stringify(text);
}

function writeObject(value: object, trail: Trail): string {
  if (trail.length === DEPTH_MAX) refuse(trail, `nested deeper than ${DEPTH_MAX}, or circular`);
  if (Array.isArray(value)) return writeItems(value, trail);
  if (value instanceof Map || value instanceof Set || ArrayBuffer.isView(value)) {
    refuse(trail, `${value.constructor.name} has no JSON form`);
  }
  return writeMembers(value as Readonly<Record<string, unknown>>, trail);
}

function writeItems(items: readonly unknown[], trail: Trail): string {
  let text = '';
  // By index, because the holes of a sparse array must be met and refused.
  for (let index = 0; index < items.length; index += 1) {
    trail.push(index);
    text += `${index === 0 ? '' : ','}${write(items[index], trail)}`;
    trail.pop();
  }
  return `[${text}]`;
}

function writeMembers(members: Readonly<Record<string, unknown>>, trail: Trail): string {
  let text = '';
  // The order in which ECMAScript sorts text is the one the RFC asks for: by UTF-16 code unit.
  for (const key of Object.keys(members).sort()) {
    trail.push(key);
    text += `${text === '' ? '' : ','}${writeString(key, trail)}:${write(members[key], trail)}`;
    trail.pop();
  }
  return `{${text}}`;
}

function refuse(trail: Trail, reason: string): never {
  const path = trail.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  throw new NotCanonical(`$${path}`, reason);
}
