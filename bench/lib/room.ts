import { Type } from '@sinclair/typebox';
import type { LocalDate } from '@tramo/kernel';
import { accept, Rejection } from '@tramo/kernel';
import {
  decides,
  defineDecider,
  defineEvent,
  EventCatalogue,
  LedgerCommand,
  runtimeEvents,
  type CommandContext,
  type Projection,
} from '@tramo/event-log';
import { streamOf, transferData } from './payload';

const Amount = Type.Object({ amount: Type.String(), currency: Type.String() });
const TransferData = Type.Object({
  agreementId: Type.String(),
  tranche: Type.Integer(),
  amount: Amount,
  account: Type.String(),
  component: Type.String(),
  category: Type.String(),
  region: Type.String(),
  note: Type.String(),
});
export const TransferSent = defineEvent('BenchTransferSent', TransferData);

export interface Transfer {
  readonly [key: string]: string | number | { readonly amount: string; readonly currency: string };
  readonly stream: string;
  readonly agreementId: string;
  readonly tranche: number;
  readonly amount: { readonly amount: string; readonly currency: string };
  readonly account: string;
  readonly component: string;
  readonly category: string;
  readonly region: string;
  readonly note: string;
}

const transfers = defineDecider({
  events: [TransferSent],
  initial: { sent: 0, lastTranche: 0 },
  evolve: (state, { data }) => ({ sent: state.sent + 1, lastTranche: data.tranche }),
});

/** A decision with one rule to hold, as small as a real one gets. */
export class SendBenchTransfer extends LedgerCommand<Transfer> {}
export const SendBenchTransferHandler = decides(SendBenchTransfer, {
  decider: transfers,
  stream: (body) => body.stream,
  decide: (state, { stream: _, ...data }) =>
    accept(
      [{ type: 'BenchTransferSent', data }],
      state.sent >= 1_000_000
        ? [new Rejection({ code: 'STREAM_IS_FULL', message: 'a stream of the bench holds a million' })]
        : [],
    ),
});

export const transferCommand = (index: number): SendBenchTransfer =>
  new SendBenchTransfer(transferBody(index), contextOf(`bench-key-${index}`, index));

export const transferBody = (index: number): Transfer =>
  ({ stream: streamOf(index), ...transferData(index) }) as unknown as Transfer;

const contextOf = (idempotencyKey: string, index: number): CommandContext => ({
  actor: `person-${index % 40}`,
  roles: ['treasurer'],
  idempotencyKey,
  correlationId: idempotencyKey,
  effectiveOn: '2022-03-31' as LocalDate,
  mode: 'live',
});

export const catalogue = new EventCatalogue([TransferSent], runtimeEvents);

/** A fixed number of cells, whatever the number of events: sums by component, region and category. */
const cube: Projection = {
  name: 'bench_cube',
  version: 1,
  tables: {
    bench_cube: {
      columns: {
        component: 'text',
        region: 'text',
        category: 'text',
        minor: 'integer',
        transfers: 'integer',
      },
      key: ['component', 'region', 'category'],
    },
  },
  project: (event) => {
    const { component, region, category, amount } = event.data as unknown as Transfer;
    const minor = BigInt(amount.amount.replace('.', ''));
    return [{ table: 'bench_cube', key: { component, region, category }, add: { minor, transfers: 1 } }];
  },
};

const latest: Projection = {
  name: 'bench_agreement',
  version: 1,
  tables: {
    bench_agreement: {
      columns: { agreement: 'text', tranche: 'integer', instant: 'text' },
      key: ['agreement'],
    },
  },
  project: (event, { instant }) => {
    const { agreementId, tranche } = event.data as unknown as Transfer;
    return [{ table: 'bench_agreement', key: { agreement: agreementId }, set: { tranche, instant } }];
  },
};

/** One narrow row for each event, as the journal will have. */
const postings: Projection = {
  name: 'bench_posting',
  version: 1,
  tables: {
    bench_posting: { columns: { ordinal: 'integer', day: 'text', minor: 'integer' }, key: ['ordinal'] },
  },
  project: (event, { ordinal }) => {
    const { amount } = event.data as unknown as Transfer;
    const minor = BigInt(amount.amount.replace('.', ''));
    return [{ table: 'bench_posting', key: { ordinal }, set: { day: event.metadata.effectiveOn, minor } }];
  },
};

export const projections: readonly Projection[] = [cube, latest, postings];
