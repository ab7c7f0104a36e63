import type { LocalDate } from '@tramo/kernel';
import type { NewEvent } from '@tramo/event-log';

/** An id by its looks, made without a hash: what a payload costs must not slow the reference. */
const idOf = (kind: string, index: number): string =>
  `${kind}-0000-5000-8000-${index.toString(16).padStart(12, '0')}`;

/** Streams a bench spreads its events over: many enough that no two commands in flight meet. */
export const STREAMS = 10_000;

export const streamOf = (index: number): string => `bench-${index % STREAMS}`;

/** What a transfer says, which is all that a command is given of it. */
export const transferData = (index: number): NewEvent['data'] => ({
  agreementId: `agreement-${index % STREAMS}`,
  tranche: (index % 4) + 1,
  amount: { amount: `${(index % 900_000) + 100_000}.00`, currency: 'BOB' },
  account: `bank-${index % 97}`,
  component: `B.${index % 5}`,
  category: `2(${'abc'[index % 3]})`,
  region: `region-${index % 9}`,
  note: 'Transfer of the tranche to the account of the organisation, against certificate of progress',
});

/** A transfer as the ledger will know it: about 300 bytes of data and 450 of metadata. */
export function transfer(index: number): NewEvent {
  const key = `bench-key-${index}`;
  return {
    id: idOf('eeeeeeee', index),
    type: 'BenchTransferSent',
    schemaVersion: 1,
    data: transferData(index),
    metadata: {
      actor: `person-${index % 40}`,
      roles: ['treasurer'],
      command: 'SendBenchTransfer',
      commandId: idOf('cccccccc', index),
      idempotencyKey: key,
      bodyHash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      correlationId: idOf('aaaaaaaa', index),
      causationId: null,
      effectiveOn: '2022-03-31' as LocalDate,
      mode: 'live',
    },
  };
}

/** Calls `work` for every index with so many under way at once. */
export async function inFlight(
  count: number,
  width: number,
  work: (index: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: width }, lane));
}
