import type { Rejection } from '@tramo/kernel';

/** The command was understood and not accepted: an answer to the caller, not a fault. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';

  constructor(
    readonly rejection: Rejection,
    /** The other rules it breaks, so that one attempt shows everything there is to cure. */
    readonly also: readonly Rejection[] = [],
  ) {
    super(`${rejection.code}: ${rejection.message}`);
  }
}

/** Nothing was accepted, through no fault of the command; the same request may be made again. */
export class TryAgain extends Error {
  override readonly name = 'TryAgain';

  constructor(
    readonly reason:
      /** Other replicas kept writing to the stream first. */
      | 'busy'
      /** The attempt was taken for dead and given up on its behalf. */
      | 'abandoned'
      | 'shutting-down',
    message: string,
  ) {
    super(message);
  }
}
