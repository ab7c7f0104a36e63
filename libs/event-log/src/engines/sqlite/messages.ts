import type { LogError, SerialisedEvent, VerifyProgress, VerifyReport } from '../../port';
import { LogRefused, LogUnavailable, OutcomeUnknown, WrongExpectedRevision } from '../../port';
import { unreachable } from '@tramo/kernel';

/** The revision that "no stream" stands for between the threads. */
export const NO_STREAM = -1;

export interface WriterData {
  readonly file: string;
  /** The clock in shared memory, in milliseconds; without it the clock of the machine. */
  readonly clock?: Float64Array;
  readonly maxBytes?: number;
}

export interface AppendRequest {
  readonly stream: string;
  readonly expected: number;
  readonly events: readonly SerialisedEvent[];
}

export type ToWriter =
  { readonly kind: 'append'; readonly appends: readonly AppendRequest[] } | { readonly kind: 'close' };

export type Refusal =
  | { readonly kind: 'conflict'; readonly actual: number }
  | { readonly kind: 'refused'; readonly reason: LogRefused['reason']; readonly message: string }
  | { readonly kind: 'unavailable'; readonly reason: LogUnavailable['reason']; readonly message: string }
  | { readonly kind: 'unknown'; readonly message: string };

/** The position of the append's last event, or why there is none. Answers come in the order of the appends. */
export type AppendAnswer = number | Refusal;

export type FromWriter =
  | { readonly kind: 'opened'; readonly ledgerId: string }
  | { readonly kind: 'not-opened'; readonly refusal: Refusal }
  | { readonly kind: 'answers'; readonly answers: readonly AppendAnswer[] };

export type FromVerifier =
  | { readonly kind: 'progress'; readonly progress: VerifyProgress }
  | { readonly kind: 'verified'; readonly report: VerifyReport }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export function toRefusal(error: LogError): Refusal {
  if (error instanceof LogRefused) return { kind: 'refused', reason: error.reason, message: error.message };
  if (error instanceof LogUnavailable) {
    return { kind: 'unavailable', reason: error.reason, message: error.message };
  }
  return { kind: 'unknown', message: error.message };
}

export function fromRefusal(refusal: Refusal, request?: AppendRequest): LogError {
  switch (refusal.kind) {
    case 'conflict': {
      const expected = request?.expected ?? NO_STREAM;
      return new WrongExpectedRevision(
        request?.stream ?? '',
        expected === NO_STREAM ? 'no-stream' : expected,
        refusal.actual,
      );
    }
    case 'refused':
      return new LogRefused(refusal.reason, refusal.message);
    case 'unavailable':
      return new LogUnavailable(refusal.reason, refusal.message);
    case 'unknown':
      return new OutcomeUnknown(refusal.message);
    default:
      return unreachable(refusal, 'refusal');
  }
}
