import {
  CommandRefused,
  EventTooLarge,
  InvalidStreamName,
  LogUnavailable,
  MalformedPosition,
  OutcomeUnknown,
  PositionOfAnotherLedger,
  TryAgain,
  ViewsBehind,
} from '@tramo/event-log';
import { unreachable, type Rejection, type RejectionCategory } from '@tramo/kernel';
import { ProblemError, type BrokenRule, type Problem } from './problem';
import { MALFORMED, problemOfRequest } from './problem-of-request';

/** The one place where an error becomes an answer. What it does not know is our fault, and says nothing. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof CommandRefused) return problemOfRejection(error.rejection, error.also);
  return problemOfWaiting(error) ?? problemOfLog(error) ?? problemOfRequest(error) ?? INTERNAL;
}

export const INTERNAL_CODE = 'INTERNAL_ERROR';

const INTERNAL: Problem = {
  status: 500,
  code: INTERNAL_CODE,
  title: 'The server made a mistake',
  detail: 'the server could not finish this; its log holds the reason under the correlation id',
};

function problemOfRejection(first: Rejection, also: readonly Rejection[]): Problem {
  const { status, title } = categoryOf(first.category);
  return {
    status,
    title,
    detail: first.cure ? `${first.message}; ${first.cure}` : first.message,
    ...brokenRule(first),
    ...(also.length > 0 && { also: also.map(brokenRule) }),
  };
}

const brokenRule = ({ code, message, values, cure, field }: Rejection): BrokenRule => ({
  code,
  rule: message,
  values,
  ...(cure !== undefined && { cure }),
  ...(field !== undefined && { field }),
});

function categoryOf(category: RejectionCategory): { readonly status: number; readonly title: string } {
  switch (category) {
    case 'rule':
      return { status: 422, title: 'A rule does not hold' };
    case 'missing':
      return { status: 404, title: 'What it names does not exist' };
    case 'forbidden':
      return { status: 403, title: 'Not permitted' };
    case 'conflict':
      return { status: 409, title: 'It collides with what was already accepted' };
    default:
      return unreachable(category, 'rejection category');
  }
}

/** Nothing is wrong with the request: the same one, a little later, can succeed. */
function problemOfWaiting(error: unknown): Problem | undefined {
  if (error instanceof TryAgain) {
    return {
      status: 503,
      code: TRY_AGAIN[error.reason],
      title: 'Not now',
      detail: error.message,
      cure: 'send the same command again with the same Idempotency-Key',
      retryAfterSeconds: error.reason === 'busy' ? 1 : 5,
    };
  }
  if (error instanceof ViewsBehind) {
    return {
      status: 503,
      code: 'VIEWS_BEHIND',
      title: 'The views are not there yet',
      detail: error.message,
      values: { reason: error.reason, lagMs: error.lagMs },
      // A projection that has stopped waits for a person, so there is no use in asking again.
      ...(error.reason === 'stopped'
        ? {
            cure: 'have the projection cured and rebuilt, or ask without "after" for what the views show now',
          }
        : {
            cure: 'ask again, or without "after" for what the views show now',
            retryAfterSeconds: Math.min(60, Math.max(1, Math.ceil(error.lagMs / 1000))),
          }),
    };
  }
  return undefined;
}

const TRY_AGAIN: Readonly<Record<TryAgain['reason'], string>> = {
  busy: 'STREAM_BUSY',
  abandoned: 'COMMAND_ABANDONED',
  'shutting-down': 'SHUTTING_DOWN',
};

function problemOfLog(error: unknown): Problem | undefined {
  if (error instanceof EventTooLarge) {
    return {
      status: 413,
      code: 'EVENT_TOO_LARGE',
      title: 'Too large for the ledger',
      detail: error.message,
      values: { bytes: error.bytes, limitBytes: error.limitBytes },
    };
  }
  if (error instanceof OutcomeUnknown) {
    return {
      status: 503,
      code: 'OUTCOME_UNKNOWN',
      title: 'The outcome is not known yet',
      detail: 'the ledger did not answer in time, so the command may or may not have been recorded',
      cure: 'send the same command again with the same Idempotency-Key: it has one effect at most',
      retryAfterSeconds: 2,
    };
  }
  if (error instanceof LogUnavailable) {
    return {
      status: 503,
      code: 'LEDGER_UNAVAILABLE',
      title: 'The ledger takes nothing now',
      detail: LEDGER_UNAVAILABLE[error.reason],
      values: { reason: error.reason },
      cure: 'nothing was recorded: send the same command again, with the same key, later',
      retryAfterSeconds: 5,
    };
  }
  if (error instanceof InvalidStreamName || error instanceof MalformedPosition) {
    const field = error instanceof MalformedPosition ? 'after' : 'stream';
    return {
      status: 400,
      code: 'REQUEST_INVALID',
      title: MALFORMED,
      detail: error.message,
      errors: [{ field, message: error.message }],
    };
  }
  if (error instanceof PositionOfAnotherLedger) {
    return {
      status: 409,
      code: 'POSITION_OF_ANOTHER_LEDGER',
      title: 'It belongs to another ledger',
      detail: error.message,
    };
  }
  return undefined;
}

/** Said without the engine's own words, which may hold addresses and paths; those are in the log. */
const LEDGER_UNAVAILABLE: Readonly<Record<LogUnavailable['reason'], string>> = {
  'disk-full': 'the disk that holds the ledger is full',
  'read-only': 'the ledger can only be read',
  unreachable: 'the ledger cannot be reached',
  closed: 'the ledger is closed',
  failed: 'the ledger could not record it',
};
