import { POLICY_DEFAULTS } from '@tramo/identity';
import { Money } from '@tramo/kernel';
import type { AccountAnswer } from '@tramo/treasury';
import { given } from '../../../../test/support/decider-kit';
import {
  affiliation,
  bob,
  day,
  doneBy,
  facts as base,
  instalment,
  instalmentCommitted,
  line,
  ofAgreement,
  promise,
  signed,
  today,
  usd,
} from '../agreement.testing';
import type { AllianceAnswer } from '../alliances';
import { categoryReserved, commitmentsMade } from './elsewhere';
import { SignAgreementHandler } from './sign-agreement';
import { agreement } from '../agreement';

const alliance: AllianceAnswer = {
  exists: true,
  programme: 'par2',
  state: 'prioritised',
  organisation: { code: 'org-12', name: 'Papas de Betanzos', region: null },
  acts: [],
};
const payee: AccountAnswer = { exists: false };
const practice = { version: 0, tolerance: '1', closingMarginDays: 60, lineAtSignature: false };
const facts = {
  ...base,
  alliance,
  planned: null,
  payee,
  practice,
  lender: {
    signed: true,
    programme: 'par2',
    currency: 'USD',
    closingDate: day('2023-12-31'),
    eligibleAt: { '2(a)': 'transfer' as const },
  },
  policy: { version: 0, terms: { ...POLICY_DEFAULTS.rateTerms } },
  rates: [{ regime: 'official' as const, side: 'buy' as const, date: today, value: '6.86', source: 'BCB' }],
  ratesOfYearBefore: [],
};
const bySofia = { facts, actor: 'sofia' };

const organisation = { code: 'org-12', name: 'Papas de Betanzos' };
const sign = (more = {}) => ({
  ...ofAgreement,
  by: 'sofia',
  reference: 'Convenio 17/2022',
  organisation,
  line: { source: 'credit', component: 'B.1' },
  lender: { financing: '8735-bo', currency: 'USD' },
  credit: bob('7000'),
  startsOn: day('2022-02-01'),
  endsOn: day('2023-06-30'),
  tranches: [instalment(1, '4000.00', '2022'), instalment(2, '3000.00', '2023')],
  counterpart: { rate: '30', base: 'total' },
  promised: [promise('org-12', '2500.00'), promise('org-12', '500.00', 'in-kind')],
  ...more,
});

describe('signing an agreement', () => {
  test('completes its line and takes the lender’s category at the rate of the day', () => {
    given(SignAgreementHandler).when(sign(), bySofia).thenAccepted(signed());
  });

  test('with an alliance is signed with its organisation', () => {
    given(SignAgreementHandler)
      .when(sign({ alliance: 'potatoes', organisation: null }), bySofia)
      .thenAccepted(signed({ alliance: 'potatoes' }));
    given(SignAgreementHandler)
      .when(sign({ alliance: 'potatoes', organisation: { code: 'org-9', name: 'Quinua' } }), bySofia)
      .thenRefused('ORGANISATION_NOT_OF_ALLIANCE');
    given(SignAgreementHandler)
      .when(sign({ alliance: 'potatoes' }), {
        ...bySofia,
        facts: { ...facts, alliance: { ...alliance, exists: false } },
      })
      .thenRefused('ALLIANCE_UNKNOWN');
  });

  test('asks for no more than the plan that was rated', () => {
    const planned = (amount: string) => ({
      facts: { ...facts, alliance, planned: bob(amount) },
      actor: 'sofia',
    });
    const ofPlan = sign({ alliance: 'potatoes', organisation: null });
    given(SignAgreementHandler).when(ofPlan, planned('7000.00')).thenWritten();
    const [refusal] = given(SignAgreementHandler)
      .when(ofPlan, planned('6999.99'))
      .thenRefused('CREDIT_EXCEEDS_PLAN');
    expect(refusal!.values).toMatchObject({
      plan: Money.of('6999.99', 'BOB'),
      credit: Money.of('7000', 'BOB'),
    });
    given(SignAgreementHandler)
      .when(ofPlan, { ...planned('6999.99'), mode: 'history' })
      .thenWritten('CREDIT_EXCEEDS_PLAN');
  });

  test('commits the line of the year at once where the country demands it', () => {
    const demanded = { ...facts, practice: { ...practice, lineAtSignature: true } };
    const committed = instalmentCommitted();
    given(SignAgreementHandler)
      .when(sign(), { facts: demanded, actor: 'sofia' })
      .thenAccepted(signed(), {
        ...committed,
        data: { ...committed.data, ...doneBy('sofia'), commitment: 'a-17:2022' },
      } as typeof committed);
  });

  test('asks elsewhere for what it will write', () => {
    const of = { agreement: 'a-17', line, by: 'fina' };
    expect(categoryReserved([signed()])).toEqual([
      expect.objectContaining({
        reservationId: 'a-17',
        share: 'uep',
        amount: usd('1020.41'),
        original: bob('7000.00'),
      }),
    ]);
    expect(categoryReserved([signed({ reserved: null })])).toEqual([]);
    expect(commitmentsMade({ by: 'fina' }, agreement.initial, [signed(), instalmentCommitted()])).toEqual([
      {
        ...of,
        programme: 'par2',
        year: '2022',
        id: 'a-17-2022',
        amount: bob('4000.00'),
        reference: 'Convenio 17/2022',
        correctsOn: null,
      },
    ]);
  });

  test('is one time only', () => {
    given(SignAgreementHandler, signed()).when(sign(), bySofia).thenRefused('AGREEMENT_EXISTS');
  });

  test('of administration has no partner', () => {
    const alone = { kind: 'administration', organisation: null, counterpart: null, promised: [] };
    given(SignAgreementHandler)
      .when(sign(alone), bySofia)
      .thenAccepted(signed({ kind: 'administration', organisation: null, counterpart: null, promised: [] }));
    given(SignAgreementHandler)
      .when(sign({ kind: 'administration' }), bySofia)
      .thenRefused('ADMINISTRATION_HAS_NO_PARTNER');
  });

  test('from a source that no lender stands behind reserves nothing', () => {
    const programme = { ...facts.programme, sources: [], crosswalk: [] };
    given(SignAgreementHandler)
      .when(sign({ lender: null }), { ...bySofia, facts: { ...facts, programme } })
      .thenAccepted(signed({ line: { ...line, financing: null, category: null }, reserved: null }));
  });

  test.each([
    ['INSTALMENTS_DISAGREE', { credit: bob('6900') }, { credit: bob('6900.00'), reserved: held('1005.83') }],
    [
      'COUNTERPART_SHORT',
      { promised: [promise('org-12', '2998.99')] },
      { promised: [promise('org-12', '2998.99')] },
    ],
    ['PAST_CLOSING_DATE', { endsOn: day('2023-11-02') }, { endsOn: day('2023-11-02') }],
  ])('may be history’s fault: %s', (code, more, seen) => {
    given(SignAgreementHandler).when(sign(more), bySofia).thenRefused(code);
    given(SignAgreementHandler)
      .when(sign(more), { ...bySofia, mode: 'history' })
      .thenFound([code], signed(seen));
  });

  test('keeps to the margin before closing to the day', () => {
    given(SignAgreementHandler)
      .when(sign({ endsOn: day('2023-11-01') }), bySofia)
      .thenAccepted(signed({ endsOn: day('2023-11-01') }));
  });

  test('says how much counterpart is short, and takes a rounded one for whole', () => {
    const [refusal] = given(SignAgreementHandler)
      .when(sign({ promised: [promise('org-12', '2000.00')] }), bySofia)
      .thenRefused('COUNTERPART_SHORT');
    expect(refusal).toMatchObject({
      values: {
        required: Money.of('3000', 'BOB'),
        promised: Money.of('2000', 'BOB'),
        shortfall: Money.of('1000', 'BOB'),
      },
      cure: 'have another 1000.00 BOB promised, or agree on less credit',
    });
    const rounded = [promise('org-12', '2999.00')];
    given(SignAgreementHandler)
      .when(sign({ promised: rounded }), bySofia)
      .thenAccepted(signed({ promised: rounded }));
    const inCash = { rate: '30', base: 'total' as const, kinds: ['cash' as const] };
    given(SignAgreementHandler)
      .when(sign({ counterpart: inCash }), bySofia)
      .thenRefused('COUNTERPART_SHORT');
  });

  test.each([
    ['COUNTERPART_BASE_MISSING', { counterpart: { rate: '30' } }],
    ['PERCENTAGE_OUT_OF_RANGE', { counterpart: { rate: '100', base: 'total' } }],
    ['PERCENTAGE_OUT_OF_RANGE', { tranches: [instalment(1, '7000.00', '2022', { progress: '101' })] }],
    ['DATES_REVERSED', { endsOn: day('2022-01-31') }],
    ['TRANCHES_OUT_OF_ORDER', { tranches: [instalment(2, '7000.00', '2022')] }],
    ['TRANCHES_OUT_OF_ORDER', { tranches: [instalment(1, '4000', '2023'), instalment(2, '3000', '2022')] }],
    ['AMOUNT_NOT_POSITIVE', { tranches: [instalment(1, '7000', '2022'), instalment(2, '0', '2022')] }],
    ['AMOUNT_NOT_POSITIVE', { credit: bob('-7000') }],
    ['CURRENCY_NOT_OF_AGREEMENT', { credit: { amount: '7000', currency: 'USD' } }],
    ['PHASE_UNKNOWN', { tranches: [instalment(1, '7000.00', '2022', { phase: 'feasibility' })] }],
    ['PROMISED_TWICE', { promised: [promise('org-12', '1'), promise('org-12', '2')] }],
    ['ORGANISATION_MISSING', { organisation: null }],
    ['LENDER_DISAGREES_WITH_SOURCE', { lender: null }],
    ['LENDER_DISAGREES_WITH_SOURCE', { lender: { financing: '9999-bo', currency: 'USD' } }],
    ['CURRENCY_NOT_OF_FINANCING', { lender: { financing: '8735-bo', currency: 'EUR' } }],
    ['ACCOUNT_UNKNOWN', { payee: 'org-12-main' }],
  ])('makes no sense at any time: %s', (code, more) => {
    given(SignAgreementHandler)
      .when(sign(more), { ...bySofia, mode: 'history' })
      .thenRefused(code);
  });

  test('without a rate, a programme or an open month is refused', () => {
    given(SignAgreementHandler)
      .when(sign(), { ...bySofia, facts: { ...facts, rates: [] } })
      .thenRefused('RATE_MISSING');
    given(SignAgreementHandler)
      .when(sign(), { ...bySofia, facts: { ...facts, lender: { ...facts.lender, signed: false } } })
      .thenRefused('FINANCING_UNKNOWN');
    const programme = { ...facts.programme, monthClosed: true };
    given(SignAgreementHandler)
      .when(sign(), { ...bySofia, facts: { ...facts, programme } })
      .thenRefused('MONTH_CLOSED');
    given(SignAgreementHandler)
      .when(sign(), { ...bySofia, facts: { ...facts, programme: { ...programme, exists: false } } })
      .thenRefused('PROGRAMME_UNKNOWN');
  });
});

describe('phases', () => {
  const phase = (name: string, cap: string, from: string, until: string) => ({
    phase: name,
    cap: bob(cap),
    from: day(from),
    until: day(until),
    counterpart: null,
  });
  const phases = [
    phase('feasibility', '4000.00', '2022-02-01', '2022-04-30'),
    phase('development', '3000.00', '2022-05-01', '2023-06-30'),
  ];
  const tranches = [
    instalment(1, '4000.00', '2022', { phase: 'feasibility' }),
    instalment(2, '3000.00', '2023', { phase: 'development', dueOn: day('2023-03-01') }),
  ];

  test('have caps, days and tranches of their own', () => {
    given(SignAgreementHandler)
      .when(sign({ phases, tranches }), bySofia)
      .thenAccepted(signed({ phases, tranches }));
  });

  test.each([
    ['PHASE_CAP_EXCEEDED', { phases: [{ ...phases[0]!, cap: bob('3999.99') }, phases[1]!] }],
    ['PHASE_OUTSIDE_AGREEMENT', { phases: [{ ...phases[0]!, from: day('2022-01-31') }, phases[1]!] }],
    ['PHASES_OVERLAP', { phases: [phases[0]!, { ...phases[1]!, from: day('2022-04-30') }] }],
    ['TRANCHE_OUTSIDE_PHASE', { tranches: [tranches[0]!, { ...tranches[1]!, dueOn: day('2022-04-30') }] }],
  ])('break rules: %s', (code, more) => {
    const terms = { phases, tranches, ...more };
    given(SignAgreementHandler).when(sign(terms), bySofia).thenRefused(code);
    given(SignAgreementHandler)
      .when(sign(terms), { ...bySofia, mode: 'history' })
      .thenFound([code], signed(terms));
  });

  test('are told apart by their names, and every tranche belongs to one', () => {
    given(SignAgreementHandler)
      .when(sign({ phases: [phases[0], phases[0]], tranches }), bySofia)
      .thenRefused('PHASE_TWICE');
    given(SignAgreementHandler).when(sign({ phases }), bySofia).thenRefused('PHASE_UNKNOWN');
  });
});

test('naming the payee with the signature is the duty of changing an account', () => {
  const account: AccountAnswer = {
    exists: true,
    programme: 'par2',
    entity: 'org-12',
    holder: 'org-12',
    kind: 'organisation',
    financing: null,
    currency: 'BOB',
    bank: 'Unión',
    number: '100-1',
    state: 'open',
    verified: null,
    changedBy: null,
    verifications: [],
    balance: bob('0.00'),
    held: bob('0.00'),
    free: bob('0.00'),
  };
  const named = signed({ payee: 'org-12-main' });
  given(SignAgreementHandler)
    .when(sign({ payee: 'org-12-main' }), { facts: { ...facts, payee: account }, actor: 'sofia' })
    .thenAccepted(named);
  expect(agreement.evolve(agreement.initial, named).contract?.acts).toEqual([
    expect.objectContaining({ act: 'changed-account', affiliation: affiliation('sofia') }),
  ]);
});

function held(amount: string) {
  const { data } = signed() as Extract<ReturnType<typeof signed>, { type: 'AgreementSigned' }>;
  return { ...data.reserved!, amount: usd(amount) };
}
