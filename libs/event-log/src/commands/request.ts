import { Rejection, canonicalJson, derivedId, invariant, newId, sha256Hex } from '@tramo/kernel';
import type { JsonObject } from '../port';
import type { CommandContext, LedgerCommand } from './command';
import type { Target } from './spec';

/** What was asked, by whom, under which key; however often, it is one request. */
export interface CommandRequest {
  readonly command: string;
  readonly body: JsonObject;
  readonly context: CommandContext;
  readonly key: string;
  readonly bodyHash: string;
  /** The stream it decides on. */
  readonly stream: string;
}

/** One go at carrying a request out. */
export interface Attempt extends CommandRequest {
  readonly commandId: string;
}

const KEY = /^[\x20-\x7e]{1,255}$/;

export function requestOf<Body extends JsonObject>(
  asked: LedgerCommand<Body>,
  target: Target<Body>,
  ledgerId: string,
): CommandRequest {
  const { body, context } = asked;
  const command = asked.constructor.name;
  const key = context.idempotencyKey;
  invariant(KEY.test(key), 'an idempotency key is 1 to 255 printable characters of ASCII');
  const stream = target.stream
    ? target.stream(body)
    : // Derived from the key, so that two tries at opening the same thing meet on one stream.
      `${target.creates}-${derivedId(ledgerId, key)}`;
  return { command, body, context, key, bodyHash: hashOf(command, body, context), stream };
}

export function attemptAt({ command, body, context, key, bodyHash, stream }: CommandRequest): Attempt {
  return { command, body, context, key, bodyHash, stream, commandId: newId() };
}

/**
 * Keys are one space for the whole ledger, so the actor is part of what was asked: a second person who sends
 * the first one's key and body must be told of it, never answered as if they had acted.
 * Roles are not: losing one between two tries does not make another request.
 */
function hashOf(command: string, body: JsonObject, context: CommandContext): string {
  const { actor, mode, effectiveOn, effectiveOnByDefault } = context;
  const date = effectiveOnByDefault ? null : effectiveOn;
  return sha256Hex(canonicalJson([command, actor, mode, date, body]));
}

export function keyReused(
  request: CommandRequest,
  accepted: { readonly command: string; readonly bodyHash: string },
): Rejection {
  return new Rejection({
    code: 'IDEMPOTENCY_KEY_REUSED',
    category: 'conflict',
    message: 'an idempotency key stands for one request only, and this one was accepted with another',
    values: {
      idempotencyKey: request.key,
      acceptedCommand: accepted.command,
      acceptedHash: accepted.bodyHash,
      command: request.command,
      hash: request.bodyHash,
    },
    cure: 'send this request under a key of its own',
  });
}
