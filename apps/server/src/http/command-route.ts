import { applyDecorators, createParamDecorator, HttpCode, Post, type ExecutionContext } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader } from '@nestjs/swagger';
import type { CommandContext } from '@tramo/event-log';
import { invariant, isLocalDate, localDateIn, type LocalDate } from '@tramo/kernel';
import type { FastifyRequest } from 'fastify';
import { CommandAnswerDto } from './command.dto';
import { problems } from './problems';

const KEY_HEADER = 'idempotency-key';
const KEY = /^[\x21-\x7e]{1,255}$/;

/** A route that takes a command: it needs a key, and answers 201 with the place in the ledger. */
export const PostCommand = (path = ''): MethodDecorator =>
  applyDecorators(
    Post(path),
    HttpCode(201),
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      description:
        'Chosen by the caller, one per command. The same key with the same body answers the first answer again.',
      schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
    }),
    ApiCreatedResponse({ type: CommandAnswerDto, description: 'Durable in the ledger.' }),
  );

/** Who asks, under which key and for which date: what a command takes besides its body. */
export const Asked = createParamDecorator((_nothing: unknown, context: ExecutionContext): CommandContext => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  invariant(request.actor, 'a command route is not public');
  return {
    actor: request.actor.person,
    roles: request.actor.roles,
    idempotencyKey: idempotencyKey(request),
    correlationId: request.id,
    ...dates(request),
    ...expectedRevision(request),
    mode: 'live',
  };
});

function idempotencyKey(request: FastifyRequest): string {
  const given = request.headers[KEY_HEADER];
  if (given === undefined || given === '') throw problems.idempotencyKeyMissing();
  // Two headers of one name arrive joined by a comma and a space, which the pattern refuses.
  if (typeof given !== 'string' || !KEY.test(given)) throw problems.idempotencyKeyMalformed();
  return given;
}

/** The body was validated by now, or will be before the handler runs; until then it is anybody's. */
function dates(
  request: FastifyRequest,
): Pick<CommandContext, 'effectiveOn' | 'effectiveOnByDefault' | 'today'> {
  const { effectiveOn: given } = (request.body ?? {}) as { effectiveOn?: unknown };
  const today = todayIn(request.server.zone);
  return isLocalDate(given)
    ? { effectiveOn: given, today }
    : { effectiveOn: today, effectiveOnByDefault: true, today };
}

function expectedRevision(request: FastifyRequest): Pick<CommandContext, 'expectedRevision'> {
  const { expectedRevision: given } = (request.body ?? {}) as { expectedRevision?: unknown };
  return Number.isSafeInteger(given) ? { expectedRevision: given as number } : {};
}

const MINUTE_MS = 60_000;
let lastAsked: { readonly zone: string; readonly minute: number; readonly date: LocalDate } | undefined;

/** Asking the calendar takes longer than many a decision, and no day begins within a minute. */
function todayIn(zone: string): LocalDate {
  const nowMs = Date.now();
  const minute = Math.floor(nowMs / MINUTE_MS);
  if (lastAsked?.zone !== zone || lastAsked.minute !== minute) {
    lastAsked = { zone, minute, date: localDateIn(zone, new Date(nowMs)) };
  }
  return lastAsked.date;
}
