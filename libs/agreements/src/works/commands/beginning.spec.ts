import { Money } from '@tramo/kernel';
import { given } from '../../../../../test/support/decider-kit';
import {
  advanced,
  advancedWork,
  asked,
  bob,
  committed,
  day,
  deposited,
  designed,
  evidence,
  facts,
  funded,
  intended,
  presented,
  requested,
  resumed,
  signed,
  suspended,
  terminated,
  today,
  usd,
  verified,
} from '../works.testing';
import { ApproveFinalDesignHandler } from './approve-final-design';
import { CommitWorkYearHandler } from './commit-work-year';
import { DepositMunicipalShareHandler, VerifyMunicipalDepositHandler } from './deposit-municipal-share';
import { PayWorksAdvanceHandler } from './pay-works-advance';
import { RequestWorksAdvanceHandler } from './request-works-advance';
import { SignLetterOfIntentHandler } from './sign-letter-of-intent';
import { SignWorkAgreementHandler } from './sign-work-agreement';
import { ResumeWorkHandler, SuspendWorkHandler, TerminateWorkHandler } from './stop-work';

const by = (actor: string, more: object = {}) => ({ facts: { ...facts, ...more }, actor });
const history = (actor: string) => ({ ...by(actor), mode: 'history' as const });

describe('the letter of intent', () => {
  const letter = {
    ...asked,
    name: 'Canal Tarapaya',
    municipality: { code: 'gam-betanzos', name: 'GAM Betanzos' },
    reference: 'Carta 3/2022',
  };

  test('opens a work, once', () => {
    given(SignLetterOfIntentHandler).when(letter, by('olga')).thenAccepted(intended);
    given(SignLetterOfIntentHandler, intended).when(letter, by('olga')).thenRefused('WORK_EXISTS');
  });

  test('names what it may cost in the currency of the books', () => {
    given(SignLetterOfIntentHandler)
      .when({ ...letter, estimate: usd('5') }, by('olga'))
      .thenRefused('CURRENCY_NOT_OF_PROGRAMME');
    given(SignLetterOfIntentHandler)
      .when({ ...letter, estimate: bob('0') }, by('olga'))
      .thenRefused('AMOUNT_NOT_POSITIVE');
  });

  test('comes into a month that is open, of a programme that is there', () => {
    const programme = { ...facts.programme, monthClosed: true };
    given(SignLetterOfIntentHandler).when(letter, by('olga', { programme })).thenRefused('MONTH_CLOSED');
    given(SignLetterOfIntentHandler)
      .when(letter, by('olga', { programme: { ...programme, exists: false } }))
      .thenRefused('PROGRAMME_UNKNOWN');
  });
});

describe('the final design', () => {
  const design = {
    ...asked,
    designer: 'dino',
    amount: bob('100000'),
    municipalPercentage: '20',
    lenderPercentage: '80',
    evidence,
  };

  test('says what is built, for how much, and who pays which share', () => {
    given(ApproveFinalDesignHandler, intended).when(design, by('olga')).thenAccepted(designed);
    given(ApproveFinalDesignHandler, intended, designed).when(design, by('olga')).thenAccepted(designed);
  });

  test('has shares that are the whole of it, some of it the lender', () => {
    const [refused] = given(ApproveFinalDesignHandler, intended)
      .when({ ...design, municipalPercentage: '20.5' }, by('olga'))
      .thenRefused('SHARES_DO_NOT_ADD_UP');
    expect(refused!.values).toMatchObject({ sum: '100.5', expected: '100' });
    given(ApproveFinalDesignHandler, intended)
      .when({ ...design, municipalPercentage: '100', lenderPercentage: '0' }, by('olga'))
      .thenRefused('LENDER_SHARE_MISSING');
  });

  test('is of a work that is intended and not signed yet', () => {
    given(ApproveFinalDesignHandler).when(design, by('olga')).thenRefused('WORK_UNKNOWN');
    given(ApproveFinalDesignHandler, intended)
      .when({ ...design, programme: 'indap' }, by('olga'))
      .thenRefused('WORK_UNKNOWN');
    given(ApproveFinalDesignHandler, intended, designed, signed)
      .when(design, by('olga'))
      .thenRefused('WORK_SIGNED_ALREADY');
    given(ApproveFinalDesignHandler, intended, terminated)
      .when(design, by('olga'))
      .thenRefused('WORK_HAS_ENDED');
  });
});

describe('the agreement with the fund', () => {
  const terms = {
    ...asked,
    reference: 'Convenio FPS 9/2022',
    contractor: 'Constructora Sucre',
    line: { source: 'credit', component: 'C.1', entity: 'fps' },
    lender: { financing: '8735-bo', currency: 'USD' },
    advancePercentage: '20',
    retentionPercentage: '7',
    startsOn: day('2022-02-01'),
    endsOn: day('2023-06-30'),
  };

  test("shares the design's amount and reserves the lender's part of its category", () => {
    given(SignWorkAgreementHandler, intended, designed).when(terms, by('fina')).thenAccepted(signed);
  });

  test('comes after a design, once, in the books of a fund', () => {
    given(SignWorkAgreementHandler, intended).when(terms, by('fina')).thenRefused('DESIGN_NOT_APPROVED');
    given(SignWorkAgreementHandler, intended, designed, signed)
      .when(terms, by('fina'))
      .thenRefused('WORK_SIGNED_ALREADY');
    given(SignWorkAgreementHandler, intended, designed)
      .when(terms, by('fina', { entityKind: 'unit' }))
      .thenRefused('NOT_A_FUND');
  });

  test('leaves something of every sheet, ends after it begins, and in time for the lender', () => {
    const refuses = (more: object) =>
      given(SignWorkAgreementHandler, intended, designed).when({ ...terms, ...more }, by('fina'));
    refuses({ advancePercentage: '93.1' }).thenRefused('DEDUCTIONS_EXCEED_SHEET');
    refuses({ endsOn: terms.startsOn }).thenRefused('ENDS_BEFORE_START');
    const [refused] = refuses({ endsOn: day('2024-05-02') }).thenRefused('PAST_CLOSING_DATE');
    expect(refused!.values).toMatchObject({ lastDay: '2024-05-01' });
    refuses({ lender: null }).thenRefused('LENDER_DISAGREES_WITH_SOURCE');
    given(SignWorkAgreementHandler, intended, designed)
      .when(terms, by('fina', { rates: [] }))
      .thenRefused('RATE_MISSING');
  });

  test('is not signed of a work that is suspended', () => {
    given(SignWorkAgreementHandler, intended, designed, suspended)
      .when(terms, by('fina'))
      .thenRefused('WORK_SUSPENDED');
    given(SignWorkAgreementHandler, intended, designed, suspended)
      .when(terms, history('fina'))
      .thenFound(['WORK_SUSPENDED'], signed);
  });
});

describe("the lender's share of a year", () => {
  const year = { ...asked, budgetYear: '2022', amount: bob('80000') };

  test('is committed on its line, as far as the share goes', () => {
    given(CommitWorkYearHandler, intended, designed, signed).when(year, by('fina')).thenAccepted(committed());
    const [refused] = given(CommitWorkYearHandler, ...funded)
      .when({ ...year, amount: bob('0.01') }, by('fina'))
      .thenRefused('COMMITMENT_EXCEEDS_SHARE');
    expect(refused!.values).toMatchObject({ left: Money.zero('BOB'), excess: Money.of('0.01', 'BOB') });
    given(CommitWorkYearHandler, intended, designed, signed)
      .when({ ...year, amount: bob('80000.01') }, history('fina'))
      .thenFound(['COMMITMENT_EXCEEDS_SHARE'], committed('80000.01'));
  });

  test('that another year had committed and lost is committed anew', () => {
    given(CommitWorkYearHandler, intended, designed, signed, committed('80000.00', '2021'))
      .when(year, by('fina'))
      .thenAccepted(committed());
  });

  test('is an amount of the contract, once it is signed', () => {
    given(CommitWorkYearHandler, intended, designed).when(year, by('fina')).thenRefused('WORK_NOT_SIGNED');
    given(CommitWorkYearHandler, ...funded)
      .when({ ...year, amount: usd('1') }, by('fina'))
      .thenRefused('CURRENCY_NOT_OF_AGREEMENT');
    given(CommitWorkYearHandler, ...funded)
      .when({ ...year, amount: bob('-1') }, by('fina'))
      .thenRefused('AMOUNT_NOT_POSITIVE');
  });
});

describe("the municipality's deposit", () => {
  const paidIn = {
    ...asked,
    deposit: 'd-1',
    amount: bob('20000'),
    depositedOn: today,
    reference: 'boleta 7',
    account: 'fps-collection',
  };
  const begun = [intended, designed, signed] as const;

  test('is held for it, up to its share', () => {
    given(DepositMunicipalShareHandler, ...begun)
      .when(paidIn, by('olga'))
      .thenAccepted(deposited());
    given(DepositMunicipalShareHandler, ...begun, deposited())
      .when(paidIn, by('olga'))
      .thenRefused('DEPOSIT_EXISTS');
    const [refused] = given(DepositMunicipalShareHandler, ...begun)
      .when({ ...paidIn, amount: bob('20000.01') }, by('olga'))
      .thenRefused('DEPOSIT_EXCEEDS_SHARE');
    expect(refused!.cure).toBe('record at most 20000.00 BOB');
    given(DepositMunicipalShareHandler, ...begun)
      .when({ ...paidIn, amount: bob('20000.01') }, history('olga'))
      .thenFound(['DEPOSIT_EXCEEDS_SHARE'], deposited('20000.01', '0.01'));
  });

  test('arrives on a collection account of the fund', () => {
    const refuses = (collection: object, body: object = paidIn) =>
      given(DepositMunicipalShareHandler, ...begun).when(body as typeof paidIn, by('olga', { collection }));
    refuses({ ...facts.collection, entity: 'uep' }).thenRefused('COLLECTION_ACCOUNT_NOT_OF_FUND');
    refuses({ ...facts.collection, kind: 'operating' }).thenRefused('NOT_OF_ACCOUNT_KIND');
    refuses({ ...facts.collection, state: 'closed' }).thenRefused('ACCOUNT_CLOSED');
    refuses({ exists: false }).thenRefused('ACCOUNT_UNKNOWN');
    refuses({ exists: false }, { ...paidIn, account: null }).thenRefused('COLLECTION_ACCOUNT_MISSING');
  });

  test('is verified by a line of the bank, once', () => {
    const shown = { ...asked, deposit: 'd-1', shownBy: 'statement 2, line 4' };
    given(VerifyMunicipalDepositHandler, ...begun, deposited())
      .when(shown, by('dora'))
      .thenAccepted(verified());
    given(VerifyMunicipalDepositHandler, ...begun, deposited(), verified())
      .when(shown, by('dora'))
      .thenRefused('DEPOSIT_VERIFIED_ALREADY');
    given(VerifyMunicipalDepositHandler, ...begun)
      .when(shown, by('dora'))
      .thenRefused('DEPOSIT_UNKNOWN');
  });
});

describe('the advance', () => {
  const pay = { ...asked, amount: bob('20000'), payer: 'fps-op', reference: 'transfer 1' };
  const asksFor = [...funded, requested()] as const;

  test('is paid from both shares, and no more than was agreed', () => {
    given(PayWorksAdvanceHandler, ...asksFor)
      .when(pay, by('tito'))
      .thenAccepted(advanced);
    const [, refused] = given(PayWorksAdvanceHandler, ...advancedWork)
      .when({ ...pay, amount: bob('1') }, by('tito'))
      .thenRefused('ADVANCE_NOT_REQUESTED', 'ADVANCE_EXCEEDS_SHARE');
    expect(refused!.values).toMatchObject({ percentage: '20', most: Money.of('20000', 'BOB') });
  });

  test('takes nothing from the municipality that no bank line shows', () => {
    const [refused] = given(
      PayWorksAdvanceHandler,
      ...asksFor.filter(({ type }) => type !== 'MunicipalDepositVerified'),
    )
      .when(pay, by('tito'))
      .thenRefused('MUNICIPAL_SHARE_NOT_VERIFIED');
    expect(refused!.values).toMatchObject({ shortfall: Money.of('4000', 'BOB') });
  });

  test('is paid by another than who has asked for it', () => {
    given(PayWorksAdvanceHandler, ...asksFor)
      .when(pay, by('fina'))
      .thenRefused('DUTY_CONFLICT');
    given(PayWorksAdvanceHandler, ...asksFor)
      .when({ ...pay, amount: bob('19999') }, by('tito'))
      .thenRefused('ADVANCE_NOT_REQUESTED');
    given(PayWorksAdvanceHandler, ...funded)
      .when(pay, by('tito'))
      .thenRefused('ADVANCE_NOT_REQUESTED');
  });

  test('is asked for as far as it was agreed, before the first sheet', () => {
    const ask = { ...asked, amount: bob('20000'), reason: 'the contractor begins' };
    given(RequestWorksAdvanceHandler, ...funded)
      .when(ask, by('fina'))
      .thenAccepted(requested());
    given(RequestWorksAdvanceHandler, ...funded)
      .when({ ...ask, amount: bob('20000.01') }, by('fina'))
      .thenRefused('ADVANCE_EXCEEDS_SHARE');
    given(RequestWorksAdvanceHandler, ...funded, presented())
      .when(ask, by('fina'))
      .thenRefused('ADVANCE_TOO_LATE');
  });

  test('comes before the first sheet, from an account of the fund', () => {
    given(PayWorksAdvanceHandler, ...advancedWork, requested(), presented())
      .when(pay, by('tito'))
      .thenRefused('ADVANCE_TOO_LATE', 'ADVANCE_EXCEEDS_SHARE');
    const payer = { ...facts.payer, entity: 'uep' };
    given(PayWorksAdvanceHandler, ...asksFor)
      .when(pay, by('tito', { payer }))
      .thenRefused('PAYER_NOT_OF_FUND');
    given(PayWorksAdvanceHandler, ...asksFor)
      .when(pay, by('tito', { payer: { exists: false } }))
      .thenRefused('PAYER_NOT_OF_FUND');
  });
});

describe('a work is stopped', () => {
  const why = (reason: string) => ({ ...asked, reason });

  test('and goes on where it was', () => {
    given(SuspendWorkHandler, ...funded)
      .when(why('the river took the access road'), by('carla'))
      .thenAccepted(suspended);
    given(SuspendWorkHandler, ...funded, suspended)
      .when(why('x'), by('carla'))
      .thenRefused('WORK_SUSPENDED');
    given(ResumeWorkHandler, ...funded, suspended)
      .when(why('the road is open'), by('carla'))
      .thenAccepted(resumed);
    given(ResumeWorkHandler, ...funded)
      .when(why('x'), by('carla'))
      .thenRefused('WORK_NOT_SUSPENDED');
  });

  test('for good, once', () => {
    given(TerminateWorkHandler, ...funded)
      .when(why('the contractor has left'), by('carla'))
      .thenAccepted(terminated);
    given(TerminateWorkHandler, ...funded, terminated)
      .when(why('x'), by('carla'))
      .thenRefused('WORK_HAS_ENDED');
  });
});
