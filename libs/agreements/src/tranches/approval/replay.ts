import type { Position, RecordedEvent, RecordedFact } from '@tramo/event-log';
import type { LocalDate } from '@tramo/kernel';
import { TrancheSigned } from '../tranche.events';

/** One signature, and all that it rested on. */
export interface SignatureSeen {
  /** Of the agreement's stream, just before it. */
  readonly revision: number;
  readonly commandId: string;
  readonly actor: string;
  readonly on: LocalDate;
  readonly effectiveOn: LocalDate;
  /** Its own place in the ledger: what no decision relies on was seen as it was just before. */
  readonly position: Position;
  readonly facts: readonly RecordedFact[];
}

/** The last that was given under this number, of the agreement's events; nothing where none was. */
export async function approvalSeenAt(
  events: AsyncIterable<readonly RecordedEvent[]>,
  asked: { readonly tranche: number; readonly signature: number },
): Promise<SignatureSeen | undefined> {
  let found: SignatureSeen | undefined;
  for await (const page of events) {
    for (const event of page) {
      if (event.type !== TrancheSigned.type) continue;
      const { data } = TrancheSigned.current(event);
      if (data.tranche !== asked.tranche || data.signature !== asked.signature) continue;
      const { commandId, actor, effectiveOn, facts = [] } = event.metadata;
      const { position } = event;
      found = { revision: event.revision - 1, commandId, actor, on: data.on, effectiveOn, position, facts };
    }
  }
  return found;
}
