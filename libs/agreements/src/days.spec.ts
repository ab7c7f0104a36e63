import type { CommandSpec, DecisionContext } from '@tramo/event-log';
import { Rejection, type LocalDate } from '@tramo/kernel';
import { given } from '../../../test/support/decider-kit';
import { agreement } from './agreement';
import type { AgreementEvent } from './agreement.events';
import type { AgreementState } from './agreement.state';
import {
  bob,
  certified,
  day,
  deposited,
  facts,
  instalmentCommitted,
  signed,
  suspended,
  verified,
} from './agreement.testing';
import { RevokeCertificateHandler } from './certificates/revoke-certificate';
import { CloseAgreementHandler } from './contract/close-agreement';
import { practice } from './contract/contract.testing';
import { ResumeAgreementHandler } from './contract/standing';
import { ReverseDepositHandler } from './counterpart/reverse-deposit';
import { VerifyCounterpartHandler } from './counterpart/verify-counterpart';
import { AcceptExpenseHandler } from './expenses/commands/accept-expense';
import { ReportExpenseHandler } from './expenses/commands/report-expense';
import { SettleIneligibleHandler } from './expenses/commands/settle-ineligible';
import * as expenses from './expenses/expenses.testing';
import { BounceTrancheHandler } from './tranches/commands/bounce-tranche';
import { ConfirmTrancheHandler } from './tranches/commands/confirm-tranche';
import { OrderTrancheHandler } from './tranches/commands/order-tranche';
import { RequestTrancheHandler } from './tranches/commands/request-tranche';
import { SendTrancheHandler } from './tranches/commands/send-tranche';
import { SignTrancheHandler } from './tranches/commands/sign-tranche';
import {
  arrived,
  as,
  atBank,
  atOrder,
  atSending,
  atSignature,
  by,
  paying,
  posting,
  sending,
} from './tranches/commands/steps.testing';
import { enough, releaseFacts, toAgreed } from './tranches/tranches.testing';

const signing = day('2022-02-10');
const before = day('2022-03-09');
const since = day('2022-03-10');

const counting = (effectiveOn: LocalDate, ...events: readonly AgreementEvent[]): readonly AgreementEvent[] =>
  events.map((event) => ({ ...event, effectiveOn }));
/** Signed in February, as all that comes before; the last of it in March. */
const lastInMarch = (...events: readonly AgreementEvent[]): readonly AgreementEvent[] => [
  ...counting(signing, ...events.slice(0, -1)),
  ...counting(since, ...events.slice(-1)),
];
const noted = { actor: 'fina', facts: { ...facts, practice } };
const seen = { ...expenses.byFidel, facts: { ...expenses.facts, account: { exists: false as const } } };
const report = expenses.askedReport;
const ofExpense = { ...expenses.asked, by: 'fidel', expense: 'E-1' };

interface Decides {
  readonly spec: Pick<CommandSpec<never, AgreementState, AgreementEvent, never>, 'decide'>;
}

/** What an act of that day is found to rest on, whatever else is found about it. */
function foundBy(
  { spec }: Decides,
  events: readonly AgreementEvent[],
  { body, context, effectiveOn }: { body: object; context: object; effectiveOn: LocalDate },
): readonly unknown[] {
  const state = events.reduce((was, event) => agreement.evolve(was, event), agreement.initial);
  const dated = { mode: 'history', effectiveOn, actedOn: effectiveOn, ...context };
  const decision = spec.decide(state, body as never, dated as unknown as DecisionContext<never>);
  if (decision instanceof Rejection) throw new Error(decision.message);
  return decision.broken.flatMap(({ code, values }) => (code === 'BEFORE_LAST_STEP' ? [values] : []));
}

const RESTS: readonly (readonly [
  string,
  { handler: Decides; events: readonly AgreementEvent[]; body: object; context: object; restsOn: string },
])[] = [
  [
    'a request on the signature',
    {
      handler: RequestTrancheHandler,
      events: counting(since, signed()),
      body: { ...by('olga'), documents: [] },
      context: as('olga'),
      restsOn: 'the agreement',
    },
  ],
  [
    'a signature on the review',
    {
      handler: SignTrancheHandler,
      events: lastInMarch(...atSignature),
      body: by('carla'),
      context: as('carla'),
      restsOn: 'tranche 1',
    },
  ],
  [
    'a signature on what the year has committed',
    {
      handler: SignTrancheHandler,
      events: [...counting(signing, ...atSignature), ...counting(since, instalmentCommitted('1.00'))],
      body: by('carla'),
      context: as('carla'),
      restsOn: 'the commitment of 2022',
    },
  ],
  [
    'an order on the approval',
    {
      handler: OrderTrancheHandler,
      events: lastInMarch(...atOrder),
      body: { ...by('tito'), payer: 'unit-bob' },
      context: paying('tito'),
      restsOn: 'tranche 1',
    },
  ],
  [
    'sending on the order',
    {
      handler: SendTrancheHandler,
      events: lastInMarch(...atSending),
      body: { ...by('tito'), reference: 'file 9' },
      context: sending('tito'),
      restsOn: 'tranche 1',
    },
  ],
  [
    'the bank’s word on sending',
    {
      handler: ConfirmTrancheHandler,
      events: lastInMarch(...atBank),
      body: { ...by('tito'), reference: 'bank 77' },
      context: {
        actor: 'tito',
        facts: { ...releaseFacts, rates: [{ ...releaseFacts.rates[0]!, date: before }] },
      },
      restsOn: 'tranche 1',
    },
  ],
  [
    'what comes back on what had arrived',
    {
      handler: BounceTrancheHandler,
      events: lastInMarch(...arrived),
      body: { ...by('tito'), reason: 'no such account' },
      context: as('tito'),
      restsOn: 'tranche 1',
    },
  ],
  [
    'a report on the transfer',
    {
      handler: ReportExpenseHandler,
      events: lastInMarch(...expenses.paid),
      body: report,
      context: expenses.byTito,
      restsOn: 'the transfer of tranche 1',
    },
  ],
  [
    'an acceptance on the transfer',
    {
      handler: AcceptExpenseHandler,
      events: [...lastInMarch(...expenses.paid), ...counting(signing, expenses.reported())],
      body: ofExpense,
      context: expenses.byFidel,
      restsOn: 'the transfer of tranche 1',
    },
  ],
  [
    'an acceptance on the report',
    {
      handler: AcceptExpenseHandler,
      events: lastInMarch(...expenses.paid, expenses.reported()),
      body: ofExpense,
      context: expenses.byFidel,
      restsOn: 'expense E-1',
    },
  ],
  [
    'an acceptance on the deposits that it uses',
    {
      handler: AcceptExpenseHandler,
      events: [
        ...counting(signing, ...expenses.paid.filter(({ type }) => type !== 'CounterpartVerified')),
        ...counting(signing, expenses.reported(), deposited('D-2', '100.00'), verified('D-2', '100.00')),
        ...counting(since, verified('D-1', '2500.00')),
        ...counting(day('2022-03-20'), deposited('D-3', '900.00'), verified('D-3', '900.00')),
      ],
      body: ofExpense,
      context: expenses.byFidel,
      restsOn: 'deposit D-1',
    },
  ],
  [
    'an offset on the approval of what it is set off against',
    {
      handler: SettleIneligibleHandler,
      events: [
        ...counting(signing, ...expenses.paid, expenses.reported(), expenses.ruledOut(false)),
        ...lastInMarch(expenses.requested(2, '3000.00'), expenses.approved(2, '3000.00')),
      ],
      body: { ...ofExpense, by: 'tito', way: 'offset', against: 2, reference: 'memo 3' },
      context: seen,
      restsOn: 'tranche 2',
    },
  ],
  [
    'an order on what was set off against the tranche',
    {
      handler: OrderTrancheHandler,
      events: lastInMarch(
        ...atOrder,
        expenses.settled('offset', {
          against: { tranche: 1, commitment: 'a-17-2022', place: posting('tito').place },
          amount: bob('100.00'),
        }),
      ),
      body: { ...by('tito'), payer: 'unit-bob' },
      context: paying('tito'),
      restsOn: 'tranche 1',
    },
  ],
  [
    'a verification on the deposit',
    {
      handler: VerifyCounterpartHandler,
      events: lastInMarch(signed(), deposited('d-1', '10.00')),
      body: { ...by('fina'), deposit: 'd-1', shownBy: 'line 1' },
      context: noted,
      restsOn: 'deposit d-1',
    },
  ],
  [
    'a reversal on the verification',
    {
      handler: ReverseDepositHandler,
      events: lastInMarch(...toAgreed, ...enough),
      body: { ...by('fina'), deposit: 'd-1', how: 'bounced', reason: 'no funds' },
      context: noted,
      restsOn: 'deposit d-1',
    },
  ],
  [
    'a revocation on the certificate',
    {
      handler: RevokeCertificateHandler,
      events: lastInMarch(signed(), certified('c-1', 1)),
      body: { ...by('fina'), certificate: 'c-1', reason: 'nobody was there' },
      context: noted,
      restsOn: 'certificate c-1',
    },
  ],
  [
    'going on on the suspension',
    {
      handler: ResumeAgreementHandler,
      events: lastInMarch(signed(), suspended),
      body: { ...by('fina'), reason: 'a new board' },
      context: noted,
      restsOn: 'the standing of the agreement',
    },
  ],
  [
    'the end on all there was',
    {
      handler: CloseAgreementHandler,
      events: lastInMarch(...expenses.paid, expenses.reported()),
      body: by('fina'),
      context: noted,
      restsOn: 'expense E-1',
    },
  ],
];

describe('of acts under an agreement', () => {
  test.each(RESTS)('%s', (_act, { handler, events, body, context, restsOn }) => {
    expect(foundBy(handler, events, { body, context, effectiveOn: since })).toEqual([]);
    expect(foundBy(handler, events, { body, context, effectiveOn: before })).toEqual([
      { effectiveOn: before, restsOn, since },
    ]);
  });
});

test('what counts from before what it rests on is refused, and told of when it did', () => {
  const [refusal] = given(BounceTrancheHandler, ...lastInMarch(...arrived))
    .when({ ...by('tito'), reason: 'no such account' }, { ...as('tito'), effectiveOn: before })
    .thenRefused('BEFORE_LAST_STEP');
  expect(refusal).toMatchObject({
    values: { effectiveOn: before, since, restsOn: 'tranche 1' },
    cure: `date it ${since} or later`,
    field: 'effectiveOn',
  });
});

test('what history tells of an earlier day takes nobody back', () => {
  const events = [...lastInMarch(...atOrder), ...counting(signing, ...atSending.slice(-1))];
  expect(
    foundBy(SendTrancheHandler as Decides, events, {
      body: { ...by('tito'), reference: 'file 9' },
      context: sending('tito'),
      effectiveOn: before,
    }),
  ).toEqual([{ effectiveOn: before, restsOn: 'tranche 1', since }]);
});
