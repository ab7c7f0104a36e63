import type { RecordedEvent } from '@tramo/event-log';
import {
  accountOf,
  DIMENSIONS,
  measureOf,
  type Dimension,
  type MeasureKey,
  type Posting,
} from '@tramo/journal';
import { catalogue, postings } from '../../apps/server/src/projections';

export interface BookedPosting {
  readonly posting: Posting;
  readonly recordedAt: string;
  readonly effectiveOn: string;
}

/** Every posting of the log, from its events alone: no view has a part in it. */
export const booked = (events: readonly RecordedEvent[]): readonly BookedPosting[] =>
  events.flatMap((event) => {
    const { data } = catalogue.current(event);
    const { recordedAt, metadata } = event;
    return postings
      .postingsOf({ ...event, data })
      .map((posting) => ({ posting, recordedAt, effectiveOn: metadata.effectiveOn }));
  });

/** Sums of a measure by codes, in the way in which nobody would do it in earnest. */
export function bruteForce(
  all: readonly BookedPosting[],
  measure: MeasureKey,
  groupBy: readonly Dimension[],
  { recordedUpTo, effectiveUpTo }: { readonly recordedUpTo: string; readonly effectiveUpTo: string },
): ReadonlyMap<string, bigint> {
  const { of } = measureOf(measure);
  const sums = new Map<string, bigint>();
  for (const { posting, recordedAt, effectiveOn } of all) {
    const coefficient = of[posting.account];
    if (coefficient === undefined || recordedAt > recordedUpTo || effectiveOn > effectiveUpTo) continue;
    const key = JSON.stringify([
      ...groupBy.map((dimension) => posting.dimensions[dimension]),
      posting.amount.currency.code,
    ]);
    sums.set(key, (sums.get(key) ?? 0n) + posting.amount.amountMinor * BigInt(coefficient));
  }
  return sums;
}

/** The lowest balance that any state of any cascade has ever had, line by line, in the order of the log. */
export function lowestState(all: readonly BookedPosting[]): bigint {
  const balances = new Map<string, bigint>();
  let lowest = 0n;
  for (const [index, { posting, recordedAt }] of all.entries()) {
    const { account, amount, dimensions } = posting;
    if (accountOf(account).role !== 'state') continue;
    const key = JSON.stringify([
      account,
      amount.currency.code,
      ...cascadeOf(posting).map((dimension) => dimensions[dimension]),
    ]);
    balances.set(key, (balances.get(key) ?? 0n) + amount.amountMinor);
    // Within one event the order of its postings says nothing.
    if (all[index + 1]?.recordedAt === recordedAt) continue;
    for (const balance of balances.values()) if (balance < lowest) lowest = balance;
  }
  return lowest;
}

/** A cascade runs through agreements: what one of them commits, it takes from a line that names none. */
const cascadeOf = ({ account }: Posting): readonly Dimension[] =>
  accountOf(account).set === 'counterpart'
    ? DIMENSIONS
    : DIMENSIONS.filter((dimension) => dimension !== 'agreement');

/** Debits less credits of each set of books of each entity and currency; everything of it is zero. */
export function imbalances(all: readonly BookedPosting[]): readonly string[] {
  const sums = new Map<string, bigint>();
  for (const { posting } of all) {
    const { account, amount, dimensions } = posting;
    const key = `${dimensions.entity} ${accountOf(account).set} ${amount.currency.code}`;
    sums.set(key, (sums.get(key) ?? 0n) + amount.amountMinor);
  }
  return [...sums].filter(([, sum]) => sum !== 0n).map(([key]) => key);
}
