import { StoreRefused } from '@tramo/stores';
import { unreachable } from '@tramo/kernel';
import { LogError, LogRefused, LogUnavailable } from '../../port';

/** Every failure of the file, in the log's words and with what to do about it. */
export function asLogError(error: unknown, file: string): LogError {
  if (error instanceof LogError) return error;
  const { reason, message } = StoreRefused.from(error, file);
  const cause = { cause: error };
  switch (reason) {
    case 'damaged':
      return damaged(file, message, cause);
    case 'locked':
    case 'read-only':
    case 'foreign':
    case 'newer':
      return new LogRefused(reason, message, cause);
    case 'disk-full':
      return new LogUnavailable(reason, `${message}; make room, nothing that was accepted is lost`, cause);
    case 'unreachable':
    case 'failed':
      return new LogUnavailable('failed', message, cause);
    default:
      return unreachable(reason, 'refusal of a store');
  }
}

/** A failure while the log is in use: what keeps it from writing now need not keep it from writing for ever. */
export function asWriteError(error: unknown, file: string): LogError {
  const refused = asLogError(error, file);
  if (!(refused instanceof LogRefused) || refused.reason === 'damaged') return refused;
  const reason = refused.reason === 'read-only' ? 'read-only' : 'failed';
  return new LogUnavailable(reason, refused.message, { cause: error });
}

export function damaged(file: string, what: string, options?: ErrorOptions): LogRefused {
  const cure = 'keep the file as it is for examination and restore a backup';
  return new LogRefused('damaged', `the ledger ${file} is damaged: ${what}; ${cure}`, options);
}
