import { hash, randomUUID } from 'node:crypto';
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
  const space = Buffer.from(namespace.replaceAll('-', ''), 'hex');
  const hex = hash('sha1', Buffer.concat([space, Buffer.from(name, 'utf8')]), 'hex');
  const variant = ((parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
