import type { Position, RecordedEvent, RecordedFact } from '@tramo/event-log';
import type { LocalDate, MoneyJson } from '@tramo/kernel';
import { TrancheRequested, TrancheSigned } from '../tranche.events';

/** One signature, and all that it rested on. */
export interface SignatureSeen {
  /** Which request it was given to, counted from 1: each begins the signatures anew. */
  readonly round: number;
  readonly signature: number;
  readonly amount: MoneyJson;
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

/** All that were given to a tranche. */
export interface SignaturesSeen {
  /** How often the tranche was requested: the last time is the round it is in. */
  readonly rounds: number;
  readonly signatures: readonly SignatureSeen[];
}

/** Of the agreement's events; those to a request that came to nothing among them. */
export async function signaturesSeen(
  events: AsyncIterable<readonly RecordedEvent[]>,
  tranche: number,
): Promise<SignaturesSeen> {
  let rounds = 0;
  const signatures: SignatureSeen[] = [];
  for await (const page of events) {
    for (const event of page) {
      if (event.type === TrancheRequested.type && TrancheRequested.current(event).data.tranche === tranche) {
        rounds += 1;
      }
      const signature = event.type === TrancheSigned.type ? signatureOf(event, rounds) : undefined;
      if (signature?.tranche === tranche) signatures.push(signature.seen);
    }
  }
  return { rounds, signatures };
}

function signatureOf(
  event: RecordedEvent,
  round: number,
): { readonly tranche: number; readonly seen: SignatureSeen } {
  const { data } = TrancheSigned.current(event);
  const { tranche, signature, amount, on } = data;
  const { commandId, actor, effectiveOn, facts = [] } = event.metadata;
  const { position } = event;
  const revision = event.revision - 1;
  const seen = { round, signature, amount, revision, commandId, actor, on, effectiveOn, position, facts };
  return { tranche, seen };
}
