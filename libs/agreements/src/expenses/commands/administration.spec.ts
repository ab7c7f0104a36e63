import { Money } from '@tramo/kernel';
import type { AccountAnswer } from '@tramo/treasury';
import { given } from '../../../../../test/support/decider-kit';
import type { AgreementEvent, DataOf } from '../../agreement.events';
import {
  bob,
  day,
  doneBy,
  instalmentCommitted,
  place,
  posted,
  signed,
  suspended,
  usd,
} from '../../agreement.testing';
import { asked, byTito, facts, officialRate, operating, paid } from '../expenses.testing';
import { AllocateCostHandler } from './allocate-cost';
import { PledgeRevolvingHandler, RepayRevolvingHandler } from './pledges';
import { RecordSpendingHandler } from './record-spending';

const money = (amount: string): Money => Money.of(amount, 'BOB');
const history = { ...byTito, mode: 'history' } as const;
const body = { ...asked, by: 'tito' };

describe('the revolving fund', () => {
  const pledge = { ...body, pledge: 'P-1', amount: bob('500'), dueOn: day('2022-09-30') };
  const pledged: AgreementEvent = {
    type: 'RevolvingPledged',
    data: { ...posted, ...doneBy('tito'), pledge: 'P-1', amount: bob('500.00'), dueOn: day('2022-09-30') },
  };
  const repay = { ...body, pledge: 'P-1', amount: bob('200'), account: 'org-12-main', reference: 'recibo 4' };
  const repaid = (amount: string): AgreementEvent => ({
    type: 'RevolvingRepaid',
    data: {
      ...posted,
      ...doneBy('tito'),
      pledge: 'P-1',
      amount: bob(amount),
      account: 'org-12-main',
      reference: 'recibo 4',
    },
  });

  test('is pledged and repaid, as far as was pledged', () => {
    given(PledgeRevolvingHandler, ...paid)
      .when(pledge, byTito)
      .thenAccepted(pledged);
    given(RepayRevolvingHandler, ...paid, pledged)
      .when(repay, byTito)
      .thenAccepted(repaid('200.00'));
    const [refusal] = given(RepayRevolvingHandler, ...paid, pledged, repaid('400.00'))
      .when(repay, byTito)
      .thenRefused('REPAYMENT_EXCEEDS_PLEDGE');
    expect(refusal!.values).toMatchObject({ open: money('100'), excess: money('100') });
    given(RepayRevolvingHandler, ...paid, pledged, repaid('400.00'))
      .when(repay, history)
      .thenFound(['REPAYMENT_EXCEEDS_PLEDGE'], repaid('200.00'));
  });

  test.each([
    ['PLEDGE_EXISTS', [...paid, pledged], {}],
    ['AMOUNT_NOT_POSITIVE', paid, { amount: bob('0') }],
    ['CURRENCY_NOT_OF_AGREEMENT', paid, { amount: usd('1') }],
    ['DUE_BEFORE_PLEDGED', paid, { dueOn: day('2022-03-30') }],
    ['AGREEMENT_NOT_IN_FORCE', [...paid, suspended], {}],
    ['AGREEMENT_WITHOUT_ORGANISATION', [signed({ organisation: null })], {}],
  ] as const)('refuses a pledge: %s', (code, before, more) => {
    given(PledgeRevolvingHandler, ...before)
      .when({ ...pledge, ...more }, byTito)
      .thenRefused(code);
  });

  test.each([
    ['ACCOUNT_UNKNOWN', { exists: false }],
    ['ACCOUNT_UNKNOWN', { ...facts.account, programme: 'indap' }],
    ['ACCOUNT_NOT_OF_ORGANISATION', { ...facts.account, holder: 'org-9' }],
    ['ACCOUNT_NOT_OF_ORGANISATION', operating],
    ['ACCOUNT_CLOSED', { ...facts.account, state: 'closed' }],
  ] as readonly (readonly [string, AccountAnswer])[])(
    'is repaid to an account of its organisation: %s',
    (code, account) => {
      given(RepayRevolvingHandler, ...paid, pledged)
        .when(repay, { ...byTito, facts: { ...facts, account } })
        .thenRefused(code);
    },
  );

  test('that was repaid elsewhere is found in history', () => {
    const account = { ...facts.account, holder: 'org-9' } as AccountAnswer;
    given(RepayRevolvingHandler, ...paid, pledged)
      .when(repay, { ...history, facts: { ...facts, account } })
      .thenFound(['ACCOUNT_NOT_OF_ORGANISATION'], repaid('200.00'));
  });

  test('knows of what is repaid', () => {
    given(RepayRevolvingHandler, ...paid)
      .when(repay, byTito)
      .thenRefused('PLEDGE_UNKNOWN');
  });
});

const administration = signed({
  kind: 'administration',
  organisation: null,
  counterpart: null,
  promised: [],
});
const inOffice = [administration, instalmentCommitted()];
const ofOffice = { ...posted, place: { ...place, organisation: null } };
const rate = { base: 'USD', quote: 'BOB', ...officialRate } as const;
const spent = (more: Partial<DataOf<'SpendingRecorded'>> = {}): AgreementEvent => ({
  type: 'SpendingRecorded',
  data: {
    ...ofOffice,
    ...doneBy('tito'),
    spending: 'S-1',
    commitment: 'a-17-2022',
    payer: null,
    amount: bob('686.00'),
    eligible: { amount: usd('100.00'), rate },
    supplier: null,
    concept: 'salaries',
    derived: [],
    ...more,
  },
});

describe('a spending', () => {
  const spend = { ...body, spending: 'S-1', budgetYear: '2022', amount: bob('686'), concept: 'salaries' };
  const paidFrom = (account: AccountAnswer) => ({ ...byTito, facts: { ...facts, account } });

  test('is recorded under what the year has committed, on its line', () => {
    given(RecordSpendingHandler, ...inOffice)
      .when(spend, byTito)
      .thenAccepted(spent());
    given(RecordSpendingHandler, ...inOffice)
      .when(
        { ...spend, line: { source: 'credit', component: 'B.1' }, payer: 'op-1', derived: ['region'] },
        paidFrom(operating),
      )
      .thenAccepted(spent({ payer: 'op-1', derived: ['region'] }));
  });

  test('holds and pays cash where an account is named, and takes the commitment through all its states', () => {
    const { reserves } = RecordSpendingHandler.spec;
    const before = {} as never;
    const planned = (name: 'cash' | 'payment' | 'commitment', event: AgreementEvent) =>
      reserves![name]!.plan(spend, before, [event] as never);
    expect(planned('cash', spent())).toEqual([]);
    expect(planned('cash', spent({ payer: 'op-1' }))).toEqual([
      {
        stream: 'account-op-1',
        ask: { account: 'op-1', payment: 'a-17-spending-S-1', amount: bob('686.00') },
      },
    ]);
    expect(planned('payment', spent({ payer: 'op-1' }))).toEqual([
      { stream: 'account-op-1', ask: { account: 'op-1', payment: 'a-17-spending-S-1' } },
    ]);
    expect(planned('commitment', spent()).map(({ stream, ask }) => [stream, ask['from'], ask['to']])).toEqual(
      [
        ['budget-par2-2022', 'committed', 'accrued'],
        ['budget-par2-2022', 'accrued', 'paid'],
        ['budget-par2-2022', 'paid', 'justified'],
      ],
    );
  });

  test.each([
    ['of another programme', { ...operating, programme: 'indap' }, { programme: 'par2', given: 'indap' }],
    ['in the books of another entity', { ...operating, entity: 'fps' }, { entity: 'uep', given: 'fps' }],
    ['that pays no spending', { ...operating, kind: 'special' }, { kind: 'special' }],
  ] as const)('is paid from no account %s', (_what, account, values) => {
    const paying = { ...spend, payer: 'op-2' };
    const [refusal] = given(RecordSpendingHandler, ...inOffice)
      .when(paying, paidFrom(account))
      .thenRefused('PAYER_NOT_OF_AGREEMENT');
    expect(refusal!.values).toEqual({ payer: 'op-2', ...values });
    given(RecordSpendingHandler, ...inOffice)
      .when(paying, { ...paidFrom(account), mode: 'history' })
      .thenFound(['PAYER_NOT_OF_AGREEMENT'], spent({ payer: 'op-2' }));
  });

  test('is paid from an account that there is', () => {
    const [refusal] = given(RecordSpendingHandler, ...inOffice)
      .when({ ...spend, payer: 'nowhere' }, { ...paidFrom({ exists: false }), mode: 'history' })
      .thenRefused('ACCOUNT_UNKNOWN');
    expect(refusal!.field).toBe('payer');
  });

  test('is no more than is committed', () => {
    const [refusal] = given(RecordSpendingHandler, ...inOffice, spent({ amount: bob('3500.00') }))
      .when({ ...spend, spending: 'S-2' }, byTito)
      .thenRefused('COMMITMENT_SHORT');
    expect(refusal!.cure).toBe('commit another 186.00 BOB on the line, or spend at most 500.00 BOB');
    given(RecordSpendingHandler, ...inOffice, spent({ amount: bob('3500.00') }))
      .when({ ...spend, spending: 'S-2' }, history)
      .thenFound(['COMMITMENT_SHORT'], spent({ spending: 'S-2' }));
  });

  test.each([
    ['NOT_AN_ADMINISTRATION_AGREEMENT', paid, {}],
    ['SPENDING_EXISTS', [...inOffice, spent()], {}],
    ['YEAR_NOT_COMMITTED', inOffice, { budgetYear: '2023' }],
    ['AMOUNT_NOT_POSITIVE', inOffice, { amount: bob('-1') }],
    ['LINE_NOT_OF_COMMITMENT', inOffice, { line: { source: 'credit', component: 'B.4' } }],
    ['AGREEMENT_NOT_IN_FORCE', [...inOffice, suspended], {}],
  ] as const)('is refused: %s', (code, before, more) => {
    given(RecordSpendingHandler, ...before)
      .when({ ...spend, ...more }, byTito)
      .thenRefused(code);
  });
});

test('a cost goes to lines that there are', () => {
  const problem = {
    why: 'unknown',
    classifier: 'component',
    field: 'component',
    code: 'B.4',
    lines: [0],
    date: null,
    supersededBy: [],
    expected: null,
  } as const;
  const programme = { ...facts.programme, problems: [problem] };
  const allocate = {
    ...body,
    allocation: 'C-1',
    budgetYear: '2022',
    driver: 'hours',
    version: '2022-1',
    lines: [{ line: { source: 'credit', component: 'B.4' }, amount: bob('200') }],
  };
  const [refusal] = given(AllocateCostHandler, ...inOffice, spent())
    .when(allocate, { ...byTito, facts: { ...facts, programme } })
    .thenRefused('CODE_UNKNOWN');
  expect(refusal!.field).toBe('lines.0.line.component');
});
