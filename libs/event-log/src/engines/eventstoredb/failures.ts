import {
  AccessDeniedError,
  DeadlineExceededError,
  InvalidTransactionError,
  MaxAppendSizeExceededError,
  NotLeaderError,
  RequiredMetadataPropertyMissingError,
  StreamDeletedError,
  UnavailableError,
} from '@eventstore/db-client';
import { LogError, LogUnavailable } from '../../port';

/** Our own deadline passed first. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/**
 * What a failed call says about the server: it *refused*, it was certainly *not reached*, or the answer got
 * *lost*, and with it whether the call had an effect.
 */
export type Failure = 'refused' | 'not-reached' | 'lost';

// The words of the gRPC library, which says in no other way that nothing had been sent yet.
const NOTHING_SENT =
  /No connection established|Name resolution failed|Channel closed before call started|Stream refused by server|Failed to discover|Waiting for LB pick/;

const saysNothingSent = (message: string): boolean =>
  NOTHING_SENT.test(message) && !message.includes('previous attempts');

// By their gRPC numbers: invalid argument, permission denied, unimplemented, unauthenticated.
const REFUSALS: readonly unknown[] = [3, 7, 12, 16];

export function failureOf(error: unknown): Failure {
  if (
    error instanceof AccessDeniedError ||
    error instanceof StreamDeletedError ||
    error instanceof MaxAppendSizeExceededError ||
    error instanceof InvalidTransactionError ||
    error instanceof RequiredMetadataPropertyMissingError ||
    error instanceof LogError ||
    (error instanceof Error && 'code' in error && REFUSALS.includes(error.code))
  ) {
    return 'refused';
  }
  if (error instanceof NotLeaderError) return 'not-reached';
  return error instanceof Error && saysNothingSent(error.message) ? 'not-reached' : 'lost';
}

/** There was nobody to connect to, as opposed to nobody who answered in time. */
export const isNoConnection = (error: unknown): boolean =>
  failureOf(error) === 'not-reached' && !(error instanceof DeadlineExceededError);

/** The connection itself is in doubt, not what was asked over it. */
export const isSilence = (error: unknown): boolean =>
  error instanceof NoAnswer ||
  error instanceof DeadlineExceededError ||
  error instanceof UnavailableError ||
  failureOf(error) === 'not-reached';

/** The failure of a call that writes nothing, in the log's words. */
export function asLogError(error: unknown, address: string): LogError {
  if (error instanceof LogError) return error;
  const why = error instanceof Error ? error.message : String(error);
  if (error instanceof AccessDeniedError) {
    return new LogUnavailable(
      'failed',
      `the event store at ${address} denies access; look at the user in its connection string`,
      {
        cause: error,
      },
    );
  }
  if (failureOf(error) === 'refused')
    return new LogUnavailable('failed', `the event store at ${address} refused: ${why}`, { cause: error });
  return new LogUnavailable('unreachable', `the event store at ${address} does not answer: ${why}`, {
    cause: error,
  });
}
