import type { EventLogReader } from '../port';
import type { Fold } from './decider';
import type { StreamCache } from './stream-cache';

/** A stream folded, and of which event on: -1 where there is none. */
export interface StateAt<State> {
  readonly state: State;
  readonly revision: number;
}

/** How far a stream is folded. */
export interface UpTo {
  /** Of the last event that counts. */
  readonly revision: number;
  /** The id of a command: what it wrote there itself, and all after that, does not count. */
  readonly beforeCommand?: string;
}

/** As the stream is at some instant after the call, or as it was: a head that is at hand is not read again. */
export async function stateAt(
  log: EventLogReader,
  cache: StreamCache,
  { stream, fold, upTo }: { readonly stream: string; readonly fold: Fold; readonly upTo: UpTo | undefined },
): Promise<StateAt<unknown>> {
  if (!upTo) {
    const memory = await cache.fresh(stream, [fold]);
    return { state: memory.folds.get(fold), revision: memory.revision };
  }
  let at: StateAt<unknown> = { state: fold.initial, revision: -1 };
  for await (const page of log.read(stream)) {
    for (const event of page) {
      if (event.revision > upTo.revision || event.metadata.commandId === upTo.beforeCommand) return at;
      at = { state: fold.evolve(at.state, event), revision: event.revision };
    }
  }
  return at;
}
