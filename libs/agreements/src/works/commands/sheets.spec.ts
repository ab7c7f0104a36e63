import { Money } from '@tramo/kernel';
import { given } from '../../../../../test/support/decider-kit';
import {
  accepted,
  advancedWork,
  approved,
  asked,
  bob,
  built,
  evidence,
  facts,
  firstPaid,
  funded,
  nothingReleased,
  paid,
  presented,
  returned,
  suspended,
  terminated,
  today,
  usd,
} from '../works.testing';
import { AcceptWorkHandler } from './accept-work';
import { ApproveProgressSheetHandler, ReturnProgressSheetHandler } from './decide-progress-sheet';
import { PayProgressSheetHandler } from './pay-progress-sheet';
import { PresentProgressSheetHandler } from './present-progress-sheet';

const by = (actor: string, more: object = {}) => ({ facts: { ...facts, ...more }, actor });
const history = (actor: string) => ({ ...by(actor), mode: 'history' as const });
const ofSheet = { ...asked, sheet: 1 };

describe('a progress sheet', () => {
  const sheet = { ...ofSheet, progress: '48.5', gross: bob('50000'), measuredUntil: today, evidence };

  test('amortises in proportion and retains as agreed, unless it amortises more', () => {
    given(PresentProgressSheetHandler, ...advancedWork)
      .when(sheet, by('super'))
      .thenAccepted(presented());
    const more = { amortisation: bob('20000.00'), payable: bob('26500.00') };
    given(PresentProgressSheetHandler, ...advancedWork)
      .when({ ...sheet, amortisation: bob('20000') }, by('super'))
      .thenAccepted(presented(1, more));
  });

  test('amortises no less than in proportion and no more than there is', () => {
    const [less] = given(PresentProgressSheetHandler, ...advancedWork)
      .when({ ...sheet, amortisation: bob('9999.99') }, by('super'))
      .thenRefused('AMORTISATION_BELOW_SHARE');
    expect(less!.values).toMatchObject({ least: Money.of('10000', 'BOB'), most: Money.of('20000', 'BOB') });
    const short = { amortisation: bob('9999.99'), payable: bob('36500.01') };
    given(PresentProgressSheetHandler, ...advancedWork)
      .when({ ...sheet, amortisation: bob('9999.99') }, history('super'))
      .thenFound(['AMORTISATION_BELOW_SHARE'], presented(1, short));
    given(PresentProgressSheetHandler, ...advancedWork)
      .when({ ...sheet, amortisation: bob('20000.01') }, history('super'))
      .thenRefused('AMORTISATION_EXCEEDS_ADVANCE');
    given(PresentProgressSheetHandler, ...funded)
      .when({ ...sheet, amortisation: bob('0.01') }, by('super'))
      .thenRefused('AMORTISATION_EXCEEDS_ADVANCE');
  });

  test('comes in turn, when the one before it is decided', () => {
    given(PresentProgressSheetHandler, ...advancedWork)
      .when({ ...sheet, sheet: 2 }, by('super'))
      .thenRefused('SHEET_NOT_IN_TURN');
    given(PresentProgressSheetHandler, ...advancedWork, presented())
      .when({ ...sheet, sheet: 2 }, by('super'))
      .thenRefused('SHEET_UNDECIDED');
    given(PresentProgressSheetHandler, ...advancedWork, presented(), returned)
      .when(sheet, by('super'))
      .thenAccepted(presented());
  });

  test('never measures beyond the contract, nor backwards', () => {
    const second = { ...sheet, sheet: 2, progress: '100' };
    given(PresentProgressSheetHandler, ...firstPaid)
      .when(second, by('super'))
      .thenAccepted(presented(2));
    const [refused] = given(PresentProgressSheetHandler, ...firstPaid)
      .when({ ...second, gross: bob('50000.01') }, by('super'))
      .thenRefused('CONTRACT_EXCEEDED');
    expect(refused!.cure).toBe('present at most 50000.00 BOB');
    given(PresentProgressSheetHandler, ...firstPaid)
      .when({ ...second, progress: '48.4' }, by('super'))
      .thenRefused('PROGRESS_OUT_OF_RANGE');
    given(PresentProgressSheetHandler, ...firstPaid)
      .when({ ...second, progress: '100.1' }, by('super'))
      .thenRefused('PROGRESS_OUT_OF_RANGE');
  });

  test('is an amount of the contract, of a work that goes on', () => {
    const refuses = (gross: { amount: string; currency: 'BOB' | 'USD' }) =>
      given(PresentProgressSheetHandler, ...advancedWork).when({ ...sheet, gross }, by('super'));
    refuses(bob('0')).thenRefused('AMOUNT_NOT_POSITIVE');
    refuses(usd('1')).thenRefused('CURRENCY_NOT_OF_AGREEMENT');
    given(PresentProgressSheetHandler, ...advancedWork, suspended)
      .when(sheet, by('super'))
      .thenRefused('WORK_SUSPENDED');
    given(PresentProgressSheetHandler, ...built, accepted('provisional', nothingReleased))
      .when({ ...sheet, sheet: 3, progress: '100' }, by('super'))
      .thenRefused('WORK_HAS_ENDED', 'CONTRACT_EXCEEDED');
  });

  test('is not measured by who has drawn the work', () => {
    given(PresentProgressSheetHandler, ...advancedWork)
      .when(sheet, by('dino'))
      .thenRefused('DUTY_CONFLICT');
  });
});

describe('the approval of a sheet', () => {
  const measured = [...advancedWork, presented()] as const;

  test('owes it, each part by its own money', () => {
    given(ApproveProgressSheetHandler, ...measured)
      .when(ofSheet, by('vera'))
      .thenAccepted(approved());
  });

  test('is not for who has measured it', () => {
    given(ApproveProgressSheetHandler, ...measured)
      .when(ofSheet, by('super'))
      .thenRefused('DUTY_CONFLICT');
    given(ApproveProgressSheetHandler, ...measured)
      .when(ofSheet, by('dino'))
      .thenRefused('DUTY_CONFLICT');
    given(ApproveProgressSheetHandler, ...measured)
      .when(ofSheet, history('super'))
      .thenFound(['DUTY_CONFLICT'], approved(1, 'super'));
  });

  test('needs a sheet that is presented, and a year that is committed', () => {
    given(ApproveProgressSheetHandler, ...advancedWork)
      .when(ofSheet, by('vera'))
      .thenRefused('SHEET_UNKNOWN');
    given(ApproveProgressSheetHandler, ...measured, approved())
      .when(ofSheet, by('vera'))
      .thenRefused('SHEET_NOT_AT_STEP');
    given(ApproveProgressSheetHandler, ...measured)
      .when({ ...ofSheet, budgetYear: '2023' }, by('vera'))
      .thenRefused('YEAR_NOT_COMMITTED');
  });

  test('may be a return instead, to be measured anew', () => {
    const reason = 'the volumes are those of the design';
    given(ReturnProgressSheetHandler, ...measured)
      .when({ ...ofSheet, reason }, by('vera'))
      .thenAccepted(returned);
    given(ReturnProgressSheetHandler, ...measured, approved())
      .when({ ...ofSheet, reason }, by('vera'))
      .thenRefused('SHEET_NOT_AT_STEP');
  });
});

describe('the payment of a sheet', () => {
  const pay = { ...ofSheet, payer: 'fps-op', reference: 'transfer 2' };
  const owed = [...advancedWork, presented(), approved()] as const;

  test("takes the municipality's part from its deposit, and makes the lender's eligible", () => {
    given(PayProgressSheetHandler, ...owed)
      .when(pay, by('tito'))
      .thenAccepted(paid());
  });

  test('is not for who has measured or approved it', () => {
    given(PayProgressSheetHandler, ...owed)
      .when(pay, by('vera'))
      .thenRefused('DUTY_CONFLICT');
    given(PayProgressSheetHandler, ...owed)
      .when(pay, by('super'))
      .thenRefused('DUTY_CONFLICT');
  });

  test('waits for the deposit of the municipality', () => {
    const unpaid = owed.filter(({ type }) => type !== 'MunicipalDepositVerified');
    const [refused] = given(PayProgressSheetHandler, ...unpaid)
      .when(pay, by('tito'))
      .thenRefused('MUNICIPAL_SHARE_NOT_VERIFIED');
    expect(refused!.values).toMatchObject({ needed: Money.of('12000', 'BOB') });
  });

  test('comes once, after the approval; of what was approved, even after the end', () => {
    given(PayProgressSheetHandler, ...advancedWork, presented())
      .when(pay, by('tito'))
      .thenRefused('SHEET_NOT_AT_STEP');
    given(PayProgressSheetHandler, ...firstPaid)
      .when(pay, by('tito'))
      .thenRefused('SHEET_NOT_AT_STEP');
    given(PayProgressSheetHandler, ...owed, suspended)
      .when(pay, by('tito'))
      .thenRefused('WORK_SUSPENDED');
    given(PayProgressSheetHandler, ...owed, terminated)
      .when(pay, by('tito'))
      .thenAccepted(paid());
    given(PayProgressSheetHandler, ...owed)
      .when(pay, by('tito', { rates: [] }))
      .thenRefused('RATE_MISSING');
  });
});

describe('the acceptance', () => {
  const accept = { ...asked, kind: 'final', reference: 'Acta 12/2022', payer: 'fps-op' } as const;
  const provisional = { ...accept, kind: 'provisional' } as const;

  test('pays what was retained, and frees what the category still holds', () => {
    given(AcceptWorkHandler, ...built)
      .when(accept, by('tito'))
      .thenAccepted(accepted());
  });

  test('is provisional first: nothing is paid with it unless that is said', () => {
    given(AcceptWorkHandler, ...built)
      .when(provisional, by('tito'))
      .thenAccepted(accepted('provisional', nothingReleased));
    const part = { municipal: bob('700.00'), lender: bob('2800.00') };
    given(AcceptWorkHandler, ...built)
      .when({ ...provisional, release: bob('3500') }, by('tito'))
      .thenAccepted(accepted('provisional', part));
    given(AcceptWorkHandler, ...built)
      .when({ ...provisional, release: bob('7000.01') }, by('tito'))
      .thenRefused('RELEASE_EXCEEDS_RETENTION');
    given(AcceptWorkHandler, ...built, accepted('provisional', nothingReleased))
      .when(provisional, by('tito'))
      .thenRefused('WORK_ACCEPTED_ALREADY');
  });

  test('is not for who has drawn or measured the work', () => {
    const [drawn] = given(AcceptWorkHandler, ...built)
      .when(accept, by('dino'))
      .thenRefused('DUTY_CONFLICT');
    expect(drawn!.values).toMatchObject({ act: 'accepted-work', pastAct: 'advised' });
    const [measured] = given(AcceptWorkHandler, ...built)
      .when(accept, by('super'))
      .thenRefused('DUTY_CONFLICT', 'DUTY_CONFLICT');
    expect(measured!.values).toMatchObject({ act: 'accepted-work', pastAct: 'certified' });
  });

  test('comes once all is measured, paid and amortised', () => {
    const refused = given(AcceptWorkHandler, ...advancedWork, presented())
      .when(accept, by('tito'))
      .thenRefused('WORK_UNSETTLED', 'WORK_UNSETTLED', 'WORK_UNSETTLED');
    expect(refused.map(({ values }) => (values as { what: string }).what)).toEqual([
      'sheet',
      'advance',
      'progress',
    ]);
    given(AcceptWorkHandler, ...built, accepted())
      .when(accept, by('tito'))
      .thenRefused('WORK_HAS_ENDED');
  });
});
