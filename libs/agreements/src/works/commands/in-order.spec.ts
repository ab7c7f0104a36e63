import { given } from '../../../../../test/support/decider-kit';
import type { WorkEvent } from '../work.events';
import {
  advancedWork,
  approved,
  asked,
  bob,
  built,
  day,
  deposited,
  designed,
  evidence,
  facts,
  firstPaid,
  funded,
  intended,
  paid,
  presented,
  requested,
  signed,
  today,
} from '../works.testing';
import { AcceptWorkHandler } from './accept-work';
import { ApproveFinalDesignHandler } from './approve-final-design';
import { ApproveProgressSheetHandler } from './decide-progress-sheet';
import { DepositMunicipalShareHandler, VerifyMunicipalDepositHandler } from './deposit-municipal-share';
import { PayProgressSheetHandler } from './pay-progress-sheet';
import { PayWorksAdvanceHandler } from './pay-works-advance';
import { PresentProgressSheetHandler } from './present-progress-sheet';
import { RequestWorksAdvanceHandler } from './request-works-advance';
import { SignWorkAgreementHandler } from './sign-work-agreement';

/** Everything counts on the last day of March. */
const by = (actor: string, more: object = {}) => ({ facts: { ...facts, ...more }, actor });
const history = (actor: string) => ({ ...by(actor), mode: 'history' as const });
/** As it stands in the ledger, on a day of its own. */
const on = (date: string, event: WorkEvent): WorkEvent => ({ ...event, effectiveOn: day(date) });
const late = (event: WorkEvent): WorkEvent => on('2022-04-01', event);
const code = 'WORK_STEP_TOO_EARLY';

const design = {
  ...asked,
  designer: 'dino',
  amount: bob('100000'),
  municipalPercentage: '20',
  lenderPercentage: '80',
  evidence,
};
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
const advance = { ...asked, amount: bob('20000'), payer: 'fps-op', reference: 'transfer 1' };
const first = { ...asked, sheet: 1, progress: '48.5', gross: bob('50000'), measuredUntil: today, evidence };
const pay = { ...asked, sheet: 1, payer: 'fps-op', reference: 'transfer 2' };
const paidIn = {
  ...asked,
  deposit: 'd-1',
  amount: bob('20000'),
  depositedOn: today,
  reference: 'boleta 7',
  account: 'fps-collection',
};

test('a design comes after the letter of intent, and the agreement after both', () => {
  const [refused] = given(ApproveFinalDesignHandler, late(intended))
    .when(design, by('olga'))
    .thenRefused(code);
  expect(refused).toMatchObject({
    values: { on: '2022-03-31', earlier: 'the letter of intent', earlierOn: '2022-04-01' },
    cure: 'date it 2022-04-01 or later',
    field: 'effectiveOn',
  });
  given(ApproveFinalDesignHandler, late(intended)).when(design, history('olga')).thenFound([code], designed);
  given(SignWorkAgreementHandler, intended, late(designed)).when(terms, by('fina')).thenRefused(code);
  const [latest] = given(SignWorkAgreementHandler, late(intended), on('2022-04-09', designed))
    .when(terms, by('fina'))
    .thenRefused(code);
  expect(latest!.values).toMatchObject({ earlier: 'the design', earlierOn: '2022-04-09' });
  given(SignWorkAgreementHandler, on('2022-03-31', intended), on('2022-03-31', designed))
    .when(terms, by('fina'))
    .thenAccepted(signed);
});

test('a deposit and an advance come after the agreement, and the advance after it is asked for', () => {
  const begun = [intended, designed, late(signed)] as const;
  given(DepositMunicipalShareHandler, ...begun)
    .when(paidIn, by('olga'))
    .thenRefused(code);
  given(RequestWorksAdvanceHandler, ...begun)
    .when({ ...asked, amount: bob('20000'), reason: 'x' }, by('fina'))
    .thenRefused(code);
  given(PayWorksAdvanceHandler, ...funded, late(requested()))
    .when(advance, by('tito'))
    .thenRefused(code);
  const signedLate = funded.map((event) => (event === signed ? late(signed) : event));
  given(PayWorksAdvanceHandler, ...signedLate, requested())
    .when(advance, by('tito'))
    .thenRefused(code);
});

test('what is paid in has arrived, and is seen at the bank after that', () => {
  const [ahead] = given(DepositMunicipalShareHandler, intended, designed, signed)
    .when({ ...paidIn, depositedOn: day('2022-04-01') }, by('olga'))
    .thenRefused(code);
  expect(ahead!.field).toBe('depositedOn');
  const shown = { ...asked, deposit: 'd-1', shownBy: 'statement 2, line 4' };
  const before = { ...by('dora'), effectiveOn: day('2022-03-30') };
  given(VerifyMunicipalDepositHandler, intended, designed, signed, deposited())
    .when(shown, before)
    .thenRefused(code);
});

test('a sheet measures what was built since the work began, and since the sheet before it', () => {
  const measured = (more: object, ...events: readonly WorkEvent[]) =>
    given(PresentProgressSheetHandler, ...events).when({ ...first, ...more }, by('super'));
  const [early] = measured({ measuredUntil: day('2022-01-31') }, ...advancedWork).thenRefused(code);
  expect(early).toMatchObject({
    values: { on: '2022-01-31', earlier: 'the beginning of the work', earlierOn: '2022-02-01' },
    field: 'measuredUntil',
  });
  measured({ measuredUntil: day('2022-04-01') }, ...advancedWork).thenRefused(code);
  const second = { sheet: 2, progress: '100', measuredUntil: day('2022-03-30') };
  measured(second, ...firstPaid).thenRefused(code);
});

test('a sheet is approved after it is presented, and paid after that', () => {
  given(ApproveProgressSheetHandler, ...advancedWork, late(presented()))
    .when({ ...asked, sheet: 1 }, by('vera'))
    .thenRefused(code);
  given(PayProgressSheetHandler, ...advancedWork, presented(), late(approved()))
    .when(pay, by('tito'))
    .thenRefused(code);
});

test('an acceptance comes after the last sheet', () => {
  const accept = { ...asked, kind: 'final', reference: 'Acta 12/2022', payer: 'fps-op' } as const;
  const before = { ...by('tito'), effectiveOn: day('2022-03-30') };
  const [measured] = given(AcceptWorkHandler, ...built)
    .when(accept, before)
    .thenRefused(code);
  expect(measured!.values).toMatchObject({ on: '2022-03-30', earlierOn: '2022-03-31' });
  const paidLate = [...built.slice(0, -1), late(paid(2))];
  given(AcceptWorkHandler, ...paidLate)
    .when(accept, by('tito'))
    .thenRefused(code);
});
