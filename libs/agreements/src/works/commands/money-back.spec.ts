import { Money, type LocalDate } from '@tramo/kernel';
import { given } from '../../../../../test/support/decider-kit';
import type { WorkData, WorkEvent } from '../work.events';
import {
  accepted,
  advanced,
  advancedWork,
  approved,
  asked,
  bob,
  built,
  doneBy,
  facts,
  firstPaid,
  funded,
  lessened,
  paid,
  presented,
  requested,
  returned,
  signed,
  terminatedWith,
  usd,
} from '../works.testing';
import { BounceWorkPaymentHandler } from './bounce-work-payment';
import { PayProgressSheetHandler } from './pay-progress-sheet';
import { PayWorksAdvanceHandler } from './pay-works-advance';
import { ReleaseRetentionHandler } from './release-retention';
import { TerminateWorkHandler } from './stop-work';

const by = (actor: string, more: object = {}) => ({ facts: { ...facts, ...more }, actor });
const of = <Type extends WorkEvent['type']>(event: WorkEvent, type: Type): WorkData<Type> => {
  if (event.type !== type) throw new Error(`${event.type} is no ${type}`);
  return event.data as WorkData<Type>;
};
const bounce = (payment: string) => ({ ...asked, payment, reason: 'the account is closed' });

const back = (payment: WorkEvent, kind: 'advance' | 'sheet' | 'retention'): WorkEvent => {
  const data = payment.data as WorkData<'WorksAdvancePaid'> &
    WorkData<'ProgressSheetPaid'> &
    WorkData<'WorkAccepted'>;
  const { programme, work, place, correctsOn, payer, collected, sheet, budgetYear, commitment } = data;
  const { parts, eligible } = data;
  const isSheet = kind === 'sheet';
  return {
    type: 'WorkPaymentBounced',
    data: {
      programme,
      work,
      ...doneBy('tito'),
      place,
      correctsOn,
      payment: data.payment,
      of: kind,
      reason: 'the account is closed',
      payer,
      collected,
      shared: isSheet
        ? { municipal: parts.municipal.payable, lender: parts.lender.payable }
        : kind === 'advance'
          ? data.shared
          : data.released,
      paid: isSheet ? { sheet, budgetYear, commitment, parts, eligible } : null,
    },
  };
};

describe('a payment that the bank gives back', () => {
  test('is owed as it was before, and paid again', () => {
    const first = back(paid(), 'sheet');
    given(BounceWorkPaymentHandler, ...firstPaid)
      .when(bounce('canal-1-payment-2'), by('tito'))
      .thenAccepted(first);
    const [again] = given(PayProgressSheetHandler, ...firstPaid, first)
      .when({ ...asked, sheet: 1, payer: 'fps-op', reference: 'transfer 3' }, by('tito'))
      .thenWritten();
    expect(of(again!, 'ProgressSheetPaid')).toMatchObject({
      payment: 'canal-1-payment-3',
      again: true,
      collected: [{ account: 'fps-collection', amount: bob('7300.00') }],
    });
  });

  test('is one that was made, and came back once', () => {
    const [unknown] = given(BounceWorkPaymentHandler, ...firstPaid)
      .when(bounce('canal-1-payment-9'), by('tito'))
      .thenRefused('WORK_PAYMENT_UNKNOWN');
    expect(unknown!.values).toMatchObject({ payments: ['canal-1-payment-1', 'canal-1-payment-2'] });
    given(BounceWorkPaymentHandler, ...firstPaid, back(paid(), 'sheet'))
      .when(bounce('canal-1-payment-2'), by('tito'))
      .thenRefused('WORK_PAYMENT_BOUNCED_ALREADY');
    const dated: WorkEvent = { ...paid(), effectiveOn: '2022-04-02' as LocalDate };
    given(BounceWorkPaymentHandler, ...advancedWork, presented(), approved(), dated)
      .when(bounce('canal-1-payment-2'), by('tito'))
      .thenRefused('WORK_STEP_TOO_EARLY');
  });

  test('is no advance that sheets have taken off already, or are about to', () => {
    const advance = bounce('canal-1-payment-1');
    given(BounceWorkPaymentHandler, ...advancedWork)
      .when(advance, by('tito'))
      .thenAccepted(back(advanced, 'advance'));
    given(BounceWorkPaymentHandler, ...advancedWork, presented())
      .when(advance, by('tito'))
      .thenRefused('SHEET_UNDECIDED');
    given(BounceWorkPaymentHandler, ...advancedWork, presented(), returned)
      .when(advance, by('tito'))
      .thenAccepted(back(advanced, 'advance'));
    const [refused] = given(BounceWorkPaymentHandler, ...firstPaid)
      .when(advance, by('tito'))
      .thenRefused('ADVANCE_AMORTISED');
    expect(refused!.values).toMatchObject({ unamortised: Money.of('10000', 'BOB') });
  });

  test('is advanced again as it is asked for again', () => {
    const pay = { ...asked, amount: bob('20000'), payer: 'fps-op', reference: 'transfer 2' };
    const gone = [...advancedWork, back(advanced, 'advance')] as const;
    given(PayWorksAdvanceHandler, ...gone)
      .when(pay, by('tito'))
      .thenRefused('ADVANCE_NOT_REQUESTED');
    const [again] = given(PayWorksAdvanceHandler, ...gone, requested())
      .when(pay, by('tito'))
      .thenWritten();
    expect(of(again!, 'WorksAdvancePaid').payment).toBe('canal-1-payment-2');
  });
});

describe('what was retained', () => {
  const release = { ...asked, payer: 'fps-op', reference: 'transfer 5' };
  const cameBack = [...built, accepted(), back(accepted(), 'retention')] as const;

  test('and came back after the acceptance is released by itself', () => {
    const [event] = given(ReleaseRetentionHandler, ...cameBack)
      .when(release, by('tito'))
      .thenWritten();
    expect(of(event!, 'RetentionReleased')).toMatchObject({
      released: { municipal: bob('1400.00'), lender: bob('5600.00') },
      collected: [{ account: 'fps-collection', amount: bob('1400.00') }],
    });
    const [refused] = given(ReleaseRetentionHandler, ...cameBack)
      .when({ ...release, amount: bob('7000.01') }, by('tito'))
      .thenRefused('RELEASE_EXCEEDS_RETENTION');
    expect(refused!.field).toBe('amount');
  });

  test('is kept until the work is accepted, and released once', () => {
    given(ReleaseRetentionHandler, ...built)
      .when(release, by('tito'))
      .thenRefused('WORK_NOT_ACCEPTED');
    given(ReleaseRetentionHandler, ...built, accepted())
      .when(release, by('tito'))
      .thenRefused('NOTHING_RETAINED');
  });

  test('waits for sheets that came back', () => {
    given(ReleaseRetentionHandler, ...cameBack, back(paid(2), 'sheet'))
      .when(release, by('tito'))
      .thenRefused('WORK_UNSETTLED');
  });
});

describe("the lender's category of a work that is terminated", () => {
  const end = { ...asked, reason: 'the contractor has left' };
  const owed = [...advancedWork, presented(), approved()] as const;

  test('is free again', () => {
    given(TerminateWorkHandler, ...funded)
      .when(end, by('carla'))
      .thenAccepted(terminatedWith(usd('11661.81')));
    given(TerminateWorkHandler, ...firstPaid)
      .when(end, by('carla'))
      .thenAccepted(terminatedWith(usd('5830.91')));
  });

  test('keeps what is owed, until that is paid', () => {
    const some = terminatedWith(usd('5830.90'));
    given(TerminateWorkHandler, ...owed)
      .when(end, by('carla'))
      .thenAccepted(some);
    const [last] = given(PayProgressSheetHandler, ...owed, some)
      .when({ ...asked, sheet: 1, payer: 'fps-op', reference: 'transfer 2' }, by('tito'))
      .thenWritten();
    expect(of(last!, 'ProgressSheetPaid')).toMatchObject({
      eligible: { amount: usd('5830.90') },
      reservedLeft: usd('0.01'),
    });
  });

  test('is none of a work that reserved nothing', () => {
    const unreserved: WorkEvent = {
      type: 'WorkAgreementSigned',
      data: { ...of(signed, 'WorkAgreementSigned'), reserved: null },
    };
    given(TerminateWorkHandler, funded[0], funded[1], unreserved)
      .when(end, by('carla'))
      .thenAccepted(terminatedWith(null), lessened('20000.00'));
  });
});

test("a sheet whose lender's part is less than a cent of the lender's is paid, and nothing of it is eligible", () => {
  const { parts, ...data } = of(approved(), 'ProgressSheetApproved');
  const cent = { ...parts.lender, gross: bob('0.01'), amortisation: bob('0.00'), retention: bob('0.00') };
  const little: WorkEvent = {
    type: 'ProgressSheetApproved',
    data: { ...data, parts: { ...parts, lender: { ...cent, payable: bob('0.01') } } },
  };
  const [event] = given(PayProgressSheetHandler, ...advancedWork, presented(), little)
    .when({ ...asked, sheet: 1, payer: 'fps-op', reference: 'transfer 2' }, by('tito'))
    .thenWritten();
  expect(of(event!, 'ProgressSheetPaid').eligible).toBeNull();
});
