import type { CategoryAnswer } from '@tramo/budget';
import { POLICY_DEFAULTS, type ConflictRule } from '@tramo/identity';
import { Money } from '@tramo/kernel';
import type { AccountAnswer } from '@tramo/treasury';
import { given } from '../../../../test/support/decider-kit';
import type { AgreementEvent, DataOf } from '../agreement.events';
import {
  affiliation,
  bob,
  day,
  deposited,
  doneBy,
  facts as base,
  instalment,
  instalmentCommitted,
  line,
  ofAgreement,
  payeeNamed,
  posted,
  promise,
  signed,
  suspended,
  today,
  usd,
} from '../agreement.testing';
import { agreement } from '../agreement';
import type { AllianceAnswer } from '../alliances';
import { CloseAgreementHandler } from './close-agreement';
import { CommitInstalmentHandler } from './commit-instalment';
import { categoryFreed, categoryReservedMore, commitmentsReleased } from './elsewhere';
import { NamePayeeHandler } from './name-payee';
import { ReleaseInstalmentHandler } from './release-instalment';
import { SignAddendumHandler } from './sign-addendum';
import { ResumeAgreementHandler, SuspendAgreementHandler, TerminateAgreementHandler } from './standing';

const category: CategoryAnswer = {
  signed: true,
  currency: 'USD',
  closingDate: day('2023-12-31'),
  eligibleAt: 'transfer',
  cell: null,
  held: null,
};
const alliance: AllianceAnswer = {
  exists: false,
  programme: null,
  state: null,
  organisation: null,
  acts: [],
};
const practice = { version: 0, tolerance: '1', closingMarginDays: 60, lineAtSignature: false };
const budget = { opened: true, closed: false, line: null, commitment: null };
const facts = {
  ...base,
  practice,
  category,
  alliance,
  budget,
  policy: { version: 0, terms: { ...POLICY_DEFAULTS.rateTerms } },
  rates: [{ regime: 'official' as const, side: 'buy' as const, date: today, value: '7.00', source: 'BCB' }],
  ratesOfYearBefore: [],
};
const byFina = { facts, actor: 'fina' };

const evaluation = { on: today, policyVersion: 0, conditions: [] };
const ofTranche = (tranche: number, amount: string) => ({
  ...posted,
  ...doneBy('alma'),
  tranche,
  amount: bob(amount),
});
const requested = (tranche = 1, amount = '4000.00'): AgreementEvent => ({
  type: 'TrancheRequested',
  data: { ...ofAgreement, ...doneBy('alma'), tranche, amount: bob(amount), documents: [], evaluation },
});
const approved = (tranche = 1, amount = '4000.00'): AgreementEvent => ({
  type: 'TrancheApproved',
  data: { ...ofTranche(tranche, amount), commitment: 'a-17-2022' },
});
const confirmed = (tranche = 1, amount = '4000.00'): AgreementEvent => ({
  type: 'TrancheConfirmed',
  data: {
    ...ofTranche(tranche, amount),
    commitment: 'a-17-2022',
    payment: `a-17-${tranche}-1`,
    payer: 'operating',
    reference: 'T-1',
    eligible: null,
  },
});
const accepted = (subsidy: string, own: string): readonly AgreementEvent[] => [
  {
    type: 'ExpenseReported',
    data: {
      ...ofAgreement,
      ...doneBy('alma'),
      expense: 'E-1',
      tranche: 1,
      spentOn: today,
      supplier: 'Semillas SRL',
      concept: 'seed',
      invoice: { taxId: '1', type: 'invoice', number: '7', total: bob('9000.00') },
      document: [],
      net: bob(subsidy),
      tax: bob('0.00'),
      withheld: bob('0.00'),
      withheldBy: 'supplier',
      subsidy: bob(subsidy),
      contributions: [promise('org-12', own)],
      residue: null,
      substitutes: null,
    },
  },
  {
    type: 'ExpenseAccepted',
    data: {
      ...posted,
      ...doneBy('rita'),
      expense: 'E-1',
      tranche: 1,
      commitment: 'a-17-2022',
      subsidy: bob(subsidy),
      excess: bob('0.00'),
      contributions: [promise('org-12', own)],
      withheld: bob('0.00'),
      eligible: null,
    },
  },
];
const eventWith = <Type extends AgreementEvent['type']>(
  event: AgreementEvent,
  data: Partial<DataOf<Type>>,
): AgreementEvent => ({ ...event, data: { ...event.data, ...data } }) as AgreementEvent;

describe('committing the year’s instalments', () => {
  const commit = (more = {}) => ({ ...ofAgreement, by: 'fina', budgetYear: '2022', ...more });

  test('takes all that is agreed for the year, or a part, and later the rest', () => {
    given(CommitInstalmentHandler, signed()).when(commit(), byFina).thenAccepted(instalmentCommitted());
    given(CommitInstalmentHandler, signed())
      .when(commit({ amount: bob('1500') }), byFina)
      .thenAccepted(instalmentCommitted('1500.00'));
    given(CommitInstalmentHandler, signed(), instalmentCommitted('1500'))
      .when(commit(), byFina)
      .thenAccepted(instalmentCommitted('2500.00'));
  });

  test('stops at what is agreed', () => {
    const [refusal] = given(CommitInstalmentHandler, signed(), instalmentCommitted('1500'))
      .when(commit({ amount: bob('2500.01') }), byFina)
      .thenRefused('INSTALMENT_EXCEEDED');
    expect(refusal!.values).toMatchObject({ left: Money.of('2500', 'BOB'), excess: Money.of('0.01', 'BOB') });
    given(CommitInstalmentHandler, signed())
      .when(commit({ amount: bob('4001') }), { ...byFina, mode: 'history' })
      .thenFound(['INSTALMENT_EXCEEDED'], instalmentCommitted('4001.00'));
    given(CommitInstalmentHandler, signed(), instalmentCommitted())
      .when(commit(), { ...byFina, mode: 'history' })
      .thenRefused('INSTALMENT_EXCEEDED');
  });

  test.each([
    ['INSTALMENT_UNKNOWN', { budgetYear: '2024' }],
    ['AMOUNT_NOT_POSITIVE', { amount: bob('0') }],
    ['CURRENCY_NOT_OF_AGREEMENT', { amount: usd('1') }],
    ['AGREEMENT_UNKNOWN', { programme: 'par3' }],
  ])('makes no sense at any time: %s', (code, more) => {
    given(CommitInstalmentHandler, signed())
      .when(commit(more), { ...byFina, mode: 'history' })
      .thenRefused(code);
  });

  test('is of an agreement in force', () => {
    given(CommitInstalmentHandler, signed(), suspended)
      .when(commit(), byFina)
      .thenRefused('AGREEMENT_NOT_IN_FORCE');
    given(CommitInstalmentHandler).when(commit(), byFina).thenRefused('AGREEMENT_UNKNOWN');
  });
});

const released = (amount: string, more: Partial<DataOf<'InstalmentReleased'>> = {}): AgreementEvent => ({
  type: 'InstalmentReleased',
  data: {
    ...(instalmentCommitted(amount).data as DataOf<'InstalmentCommitted'>),
    reason: 'late',
    lapsed: false,
    ...more,
  },
});

describe('releasing instalments', () => {
  const release = (more = {}) => ({
    ...ofAgreement,
    by: 'fina',
    budgetYear: '2022',
    reason: 'late',
    ...more,
  });
  const before = [signed(), instalmentCommitted()];

  test('gives back what is not accrued', () => {
    given(ReleaseInstalmentHandler, ...before)
      .when(release(), byFina)
      .thenAccepted(released('4000.00'));
    given(ReleaseInstalmentHandler, ...before)
      .when(release({ amount: bob('1') }), byFina)
      .thenAccepted(released('1.00'));
  });

  test('goes no lower than what is accrued', () => {
    const accrued = [...before, requested(1, '3000'), approved(1, '3000')];
    given(ReleaseInstalmentHandler, ...accrued)
      .when(release(), byFina)
      .thenAccepted(released('1000.00'));
    const [refusal] = given(ReleaseInstalmentHandler, ...accrued)
      .when(release({ amount: bob('1500') }), byFina)
      .thenRefused('RELEASE_BELOW_ACCRUED');
    expect(refusal!.values).toMatchObject({
      accrued: Money.of('3000', 'BOB'),
      excess: Money.of('500', 'BOB'),
    });
    given(ReleaseInstalmentHandler, ...accrued)
      .when(release({ amount: bob('1500') }), { ...byFina, mode: 'history' })
      .thenFound(['RELEASE_BELOW_ACCRUED'], released('1500.00'));
  });

  test('of nothing is refused', () => {
    given(ReleaseInstalmentHandler, signed()).when(release(), byFina).thenRefused('NOTHING_COMMITTED');
    given(ReleaseInstalmentHandler, ...before, released('4000'))
      .when(release(), byFina)
      .thenRefused('NOTHING_COMMITTED');
    given(ReleaseInstalmentHandler, ...before)
      .when(release({ amount: bob('-1') }), byFina)
      .thenRefused('AMOUNT_NOT_POSITIVE');
  });

  test('is of a year whose budget is not closed', () => {
    const left = bob('4000.00');
    const none = bob('0.00');
    const kept = {
      ...budget,
      closed: true,
      commitment: { committed: left, accrued: none, paid: none, justified: none },
    };
    const asked = { facts: { ...facts, budget: kept }, actor: 'fina' };
    given(ReleaseInstalmentHandler, ...before)
      .when(release(), asked)
      .thenRefused('YEAR_CLOSED');
    given(ReleaseInstalmentHandler, ...before)
      .when(release(), { ...asked, mode: 'history' })
      .thenFound(['YEAR_CLOSED'], released('4000.00'));
  });

  test('says that what lapsed with its year is gone from the line already', () => {
    const none = bob('0.00');
    const lapsed = {
      ...budget,
      closed: true,
      commitment: { committed: none, accrued: none, paid: none, justified: none },
    };
    given(ReleaseInstalmentHandler, ...before)
      .when(release(), { facts: { ...facts, budget: lapsed }, actor: 'fina' })
      .thenAccepted(released('4000.00', { lapsed: true }));
    const asked = { by: 'fina' };
    expect(commitmentsReleased(asked, agreement.initial, [released('4000', { lapsed: true })])).toEqual([]);
    expect(commitmentsReleased(asked, agreement.initial, [released('4000')])).toEqual([
      expect.objectContaining({ id: 'a-17-2022', year: '2022', from: 'committed', to: 'available' }),
    ]);
  });
});

describe('an addendum', () => {
  const addendum = (more = {}) => ({
    ...ofAgreement,
    by: 'sofia',
    addendum: 'ad-1',
    reference: 'Adenda 1',
    reason: 'frost',
    ...more,
  });
  const bySofia = { facts, actor: 'sofia' };
  const { data: before } = signed() as Extract<AgreementEvent, { type: 'AgreementSigned' }>;
  const amended = (more: Partial<DataOf<'AddendumSigned'>> = {}): AgreementEvent => ({
    type: 'AddendumSigned',
    data: {
      ...ofAgreement,
      ...doneBy('sofia'),
      correctsOn: null,
      addendum: 'ad-1',
      reference: 'Adenda 1',
      reason: 'frost',
      entity: 'uep',
      line,
      credit: before.credit,
      tranches: before.tranches,
      phases: before.phases,
      counterpart: before.counterpart,
      promised: before.promised,
      endsOn: before.endsOn,
      futureYears: [],
      promises: [],
      beyondPromise: [],
      droppedTranches: [],
      reservedChange: null,
      ...more,
    },
  });
  const more = {
    credit: bob('7700.00'),
    tranches: [before.tranches[0]!, instalment(2, '3700.00', '2023')],
    promised: [promise('org-12', '2800.00'), promise('org-12', '500.00', 'in-kind')],
  };

  test('changes a date, and leaves the rest as it was', () => {
    const endsOn = day('2023-09-30');
    given(SignAddendumHandler, signed())
      .when(addendum({ endsOn }), bySofia)
      .thenAccepted(amended({ endsOn }));
    given(SignAddendumHandler, signed(), amended())
      .when(addendum({ endsOn }), bySofia)
      .thenRefused('ADDENDUM_EXISTS');
    given(SignAddendumHandler, signed())
      .when(addendum({ endsOn: day('2023-12-31') }), bySofia)
      .thenRefused('PAST_CLOSING_DATE');
  });

  test('of more credit says what changes by year and by party, and takes more of the category', () => {
    const rate = { ...before.reserved!.rate!, value: '7.00' };
    const event = amended({
      ...more,
      futureYears: [{ budgetYear: '2023', amount: bob('700.00') }],
      promises: [promise('org-12', '300.00')],
      reservedChange: { amount: usd('100.00'), rate },
    });
    given(SignAddendumHandler, signed()).when(addendum(more), bySofia).thenAccepted(event);
    const state = agreement.evolve(agreement.initial, signed());
    expect(categoryReservedMore({}, state, [event])).toEqual([
      expect.objectContaining({ amount: usd('100.00'), original: bob('700.00'), reservationId: 'a-17' }),
    ]);
    expect(categoryFreed({}, state, [event])).toEqual([]);
  });

  test('of less credit gives back its part of the category, as far as it is there', () => {
    const less = {
      credit: bob('3500.00'),
      tranches: [instalment(1, '3500.00', '2022')],
      promised: [promise('org-12', '1500.00')],
    };
    const event = amended({
      ...less,
      futureYears: [
        { budgetYear: '2022', amount: bob('-500.00') },
        { budgetYear: '2023', amount: bob('-3000.00') },
      ],
      promises: [promise('org-12', '-1000.00'), promise('org-12', '-500.00', 'in-kind')],
      droppedTranches: [2],
      reservedChange: { amount: usd('-510.21'), rate: before.reserved!.rate },
    });
    given(SignAddendumHandler, signed()).when(addendum(less), bySofia).thenAccepted(event);
    const state = agreement.evolve(agreement.initial, signed());
    expect(categoryFreed({}, state, [event])).toEqual([
      expect.objectContaining({ from: 'reserved', to: 'free', amount: usd('510.21') }),
    ]);
    const spent = eventWith<'TrancheConfirmed'>(confirmed(2, '1'), {
      eligible: { amount: usd('1015.41'), rate: null },
    });
    given(SignAddendumHandler, signed(), spent)
      .when(addendum(less), bySofia)
      .thenAccepted(
        eventWith<'AddendumSigned'>(event, {
          reservedChange: { amount: usd('-5.00'), rate: before.reserved!.rate },
        }),
      );
  });

  test('promises what was given without a promise', () => {
    const promised = [promise('org-12', '2600.00'), promise('org-12', '500.00', 'in-kind')];
    given(SignAddendumHandler, signed(), deposited('D-1', '2550', { beyondPromise: bob('50.00') }))
      .when(addendum({ promised }), bySofia)
      .thenAccepted(
        amended({
          promised,
          promises: [promise('org-12', '100.00')],
          beyondPromise: [promise('org-12', '-50.00')],
        }),
      );
  });

  test('leaves a tranche that is under way as it was', () => {
    const other = { tranches: [instalment(1, '3000.00', '2022'), instalment(2, '4000.00', '2023')] };
    given(SignAddendumHandler, signed(), requested())
      .when(addendum(other), bySofia)
      .thenRefused('TRANCHE_UNDER_WAY');
    given(SignAddendumHandler, signed(), requested())
      .when(
        addendum({ tranches: [{ ...before.tranches[0]!, dueOn: day('2022-05-01') }, before.tranches[1]!] }),
        bySofia,
      )
      .thenAccepted(
        amended({ tranches: [{ ...before.tranches[0]!, dueOn: day('2022-05-01') }, before.tranches[1]!] }),
      );
    const returned: AgreementEvent = {
      type: 'TrancheReturned',
      data: { ...ofAgreement, ...doneBy(), tranche: 1, reason: 'papers' },
    };
    given(SignAddendumHandler, signed(), requested(), returned)
      .when(addendum(other), bySofia)
      .thenAccepted(
        amended({
          ...other,
          futureYears: [
            { budgetYear: '2022', amount: bob('-1000.00') },
            { budgetYear: '2023', amount: bob('1000.00') },
          ],
        }),
      );
  });

  test('goes neither below what is accrued nor below what is committed', () => {
    const small = {
      credit: bob('1000.00'),
      tranches: [instalment(1, '1000.00', '2022')],
      promised: [promise('org-12', '500.00')],
    };
    given(SignAddendumHandler, signed(), instalmentCommitted(), requested(), approved())
      .when(addendum(small), bySofia)
      .thenRefused('TRANCHE_UNDER_WAY', 'CREDIT_BELOW_ACCRUED', 'COMMITTED_BEYOND_AGREED');
    const [refusal] = given(SignAddendumHandler, signed(), instalmentCommitted())
      .when(addendum(small), bySofia)
      .thenRefused('COMMITTED_BEYOND_AGREED');
    expect(refusal!.cure).toBe('release 3000.00 BOB of 2022 first');
  });

  test('keeps the rules of what it changes', () => {
    given(SignAddendumHandler, signed())
      .when(addendum({ credit: bob('7001.00') }), bySofia)
      .thenRefused('INSTALMENTS_DISAGREE');
    given(SignAddendumHandler, signed())
      .when(addendum({ counterpart: { rate: '40' } }), bySofia)
      .thenRefused('COUNTERPART_BASE_MISSING');
    given(SignAddendumHandler, signed())
      .when(addendum({ counterpart: { rate: '40', base: 'total' } }), bySofia)
      .thenRefused('COUNTERPART_SHORT');
    given(SignAddendumHandler, signed(), suspended)
      .when(addendum({ endsOn: day('2023-09-30') }), bySofia)
      .thenRefused('AGREEMENT_NOT_IN_FORCE');
    given(SignAddendumHandler, signed())
      .when(addendum(more), { ...bySofia, facts: { ...facts, rates: [] } })
      .thenRefused('RATE_MISSING');
  });
});

describe('suspending, resuming and terminating', () => {
  const reason = (text: string) => ({ ...ofAgreement, by: 'carla', reason: text });
  const carla = { facts, actor: 'carla' };
  const ended: AgreementEvent = {
    type: 'AgreementTerminated',
    data: { ...ofAgreement, ...doneBy('carla'), reason: 'abandoned' },
  };
  const resumed: AgreementEvent = {
    type: 'AgreementResumed',
    data: { ...ofAgreement, ...doneBy('carla'), reason: 'a new board' },
  };

  test('stop it, and let it go on', () => {
    given(SuspendAgreementHandler, signed())
      .when(reason('the board resigned'), carla)
      .thenAccepted(suspended);
    given(ResumeAgreementHandler, signed(), suspended)
      .when(reason('a new board'), carla)
      .thenAccepted(resumed);
    given(TerminateAgreementHandler, signed(), suspended)
      .when(reason('abandoned'), carla)
      .thenAccepted(ended);
  });

  test('keep their order', () => {
    given(SuspendAgreementHandler, signed(), suspended)
      .when(reason('again'), carla)
      .thenRefused('AGREEMENT_NOT_IN_FORCE');
    given(ResumeAgreementHandler, signed())
      .when(reason('a new board'), { ...carla, mode: 'history' })
      .thenFound(['AGREEMENT_NOT_SUSPENDED'], resumed);
    given(ResumeAgreementHandler, signed(), ended)
      .when(reason('again'), carla)
      .thenRefused('AGREEMENT_NOT_SUSPENDED');
    given(TerminateAgreementHandler, signed(), ended)
      .when(reason('again'), carla)
      .thenRefused('AGREEMENT_NOT_IN_FORCE');
  });
});

describe('naming the payee', () => {
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
    verifications: [{ by: 'vera', on: today, affiliation: affiliation('vera') }],
    balance: bob('0.00'),
    held: bob('0.00'),
    free: bob('0.00'),
  };
  const verifiesNot: ConflictRule = {
    acts: ['changed-account', 'verified-account'],
    scope: 'agreement',
    by: 'person',
    force: 'refuse',
  };
  const known = { ...facts, account, duties: { version: 0, conflicts: [verifiesNot] } };
  const name = { ...ofAgreement, by: 'ana', account: 'org-12-main' };

  test('takes an account of the organisation, and somebody who has not verified it', () => {
    given(NamePayeeHandler, signed()).when(name, { facts: known }).thenAccepted(payeeNamed());
    given(NamePayeeHandler, signed())
      .when(name, { facts: known, actor: 'vera' })
      .thenRefused('DUTY_CONFLICT');
  });

  test.each([
    ['ACCOUNT_UNKNOWN', { exists: false } as const],
    ['ACCOUNT_UNKNOWN', { ...account, programme: 'par3' }],
    ['ACCOUNT_NOT_OF_ORGANISATION', { ...account, holder: 'org-9' }],
    ['ACCOUNT_CLOSED', { ...account, state: 'closed' as const }],
  ])('refuses another: %s', (code, other) => {
    given(NamePayeeHandler, signed())
      .when(name, { facts: { ...known, account: other } })
      .thenRefused(code);
  });

  test('happens once for one account', () => {
    given(NamePayeeHandler, signed(), payeeNamed())
      .when(name, { facts: known })
      .thenRefused('PAYEE_NAMED_ALREADY');
  });
});

describe('closing an agreement', () => {
  const close = (more = {}) => ({ ...ofAgreement, by: 'carla', ...more });
  const carla = { facts, actor: 'carla' };
  const closed = (more: Partial<DataOf<'AgreementClosed'>> = {}): AgreementEvent => ({
    type: 'AgreementClosed',
    data: {
      ...ofAgreement,
      ...doneBy('carla'),
      correctsOn: null,
      entity: 'uep',
      line,
      futureYears: [{ budgetYear: '2023', amount: bob('-3000.00') }],
      promises: [promise('org-12', '-785.00'), promise('org-12', '-500.00', 'in-kind')],
      counterpartOwed: bob('1714.29'),
      counterpartUsed: bob('1714.00'),
      reservedLeft: usd('1020.41'),
      assets: [],
      ...more,
    },
  });
  const paid = [signed(), instalmentCommitted(), requested(), approved(), confirmed()];
  const settled = [...paid, deposited('D-1', '1715'), ...accepted('4000.00', '1714.00')];

  test('trues up the counterpart to what was paid, and gives back what is not needed', () => {
    const assets = [{ description: 'sprayer', quantity: '12', amount: bob('600') }];
    const event = closed({ assets: [{ ...assets[0]!, amount: bob('600.00') }] });
    given(CloseAgreementHandler, ...settled)
      .when(close({ assets }), carla)
      .thenAccepted(event);
    const state = settled.reduce((before, one) => agreement.evolve(before, one), agreement.initial);
    expect(categoryFreed({}, state, [event])).toEqual([
      expect.objectContaining({ from: 'reserved', to: 'free', amount: usd('1020.41') }),
    ]);
  });

  test('says everything that is not settled', () => {
    const open = [...paid, ...accepted('3000.00', '1714.00'), requested(2, '3000')];
    const refusals = given(CloseAgreementHandler, ...open)
      .when(close(), carla)
      .thenRefused('AGREEMENT_UNSETTLED', 'AGREEMENT_UNSETTLED');
    expect(refusals.map(({ values }) => [values['what'], values['of']])).toEqual([
      ['unjustified', '1'],
      ['tranche', '2'],
    ]);
    const [left] = given(CloseAgreementHandler, signed(), instalmentCommitted())
      .when(close(), carla)
      .thenRefused('AGREEMENT_UNSETTLED');
    expect(left!.cure).toBe('release 4000.00 BOB of 2022');
  });

  test('wants the counterpart that belongs to what was paid', () => {
    const short = [...paid, deposited('D-1', '1715'), ...accepted('4000.00', '1700.00')];
    const [refusal] = given(CloseAgreementHandler, ...short)
      .when(close(), carla)
      .thenRefused('COUNTERPART_SHORT');
    expect(refusal!.values).toMatchObject({
      required: Money.of('1714.29', 'BOB'),
      used: Money.of('1700', 'BOB'),
      shortfall: Money.of('14.29', 'BOB'),
    });
    given(CloseAgreementHandler, ...short)
      .when(close(), { ...carla, mode: 'history' })
      .thenFound(['COUNTERPART_SHORT'], closed({ counterpartUsed: bob('1700.00') }));
  });

  test('ends what was never funded, or was terminated, and happens once', () => {
    const nothing = closed({
      futureYears: [
        { budgetYear: '2022', amount: bob('-4000.00') },
        { budgetYear: '2023', amount: bob('-3000.00') },
      ],
      promises: [promise('org-12', '-2500.00'), promise('org-12', '-500.00', 'in-kind')],
      counterpartOwed: bob('0.00'),
      counterpartUsed: bob('0.00'),
    });
    const ended: AgreementEvent = {
      type: 'AgreementTerminated',
      data: { ...ofAgreement, ...doneBy(), reason: 'abandoned' },
    };
    given(CloseAgreementHandler, signed(), ended).when(close(), carla).thenAccepted(nothing);
    given(CloseAgreementHandler, signed(), nothing)
      .when(close(), carla)
      .thenRefused('AGREEMENT_NOT_IN_FORCE');
    given(CloseAgreementHandler, signed())
      .when(close({ assets: [{ description: 'x', quantity: '1', amount: bob('-1') }] }), carla)
      .thenRefused('AMOUNT_NOT_POSITIVE');
  });
});
