import { createHash, randomUUID } from 'node:crypto';
import { invariant } from './invariant';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Of any version, in the one spelling we store: lower case. */
export const isUuid = (text: string): boolean => UUID.test(text);

/** Random, RFC 9562 version 4. */
export const newId = (): string => randomUUID();

/** RFC 9562 version 5: the same namespace and name give the same id, for ever and on every machine. */
export function derivedId(namespace: string, name: string): string {
  // A malformed namespace would be read as fewer bytes, and every name in it would still get an id.
  invariant(isUuid(namespace), `the namespace ${namespace} is a UUID`);
  const hash = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name, 'utf8')
    .digest();
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
