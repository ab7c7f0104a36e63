import { given } from '../../../../../test/support/decider-kit';
import type { AgreementEvent, DataOf } from '../../agreement.events';
import { bob, certified, day, instalmentCommitted, payeeNamed, signed, usd } from '../../agreement.testing';
import {
  acceptedExpense,
  approved,
  bounced,
  confirmed,
  ordered,
  payee,
  payeeAccount,
  payer,
  payerAccount,
  payerFacts,
  placeOf,
  rate,
  releaseFacts,
  reportedExpense,
  requested,
  reserved,
  returned,
  reviewed,
  setOff,
  signedBy,
} from '../tranches.testing';
import { BounceTrancheHandler } from './bounce-tranche';
import { ConfirmTrancheHandler } from './confirm-tranche';
import { OrderTrancheHandler } from './order-tranche';
import { SendTrancheHandler } from './send-tranche';
import {
  half,
  atOrder,
  atSending,
  atBank,
  arrived,
  back,
  as,
  inHistory,
  setAside,
  paying,
  sending,
  by,
  posting,
  failingOf,
} from './steps.testing';

describe('an order', () => {
  const body = { ...by('tito'), payer: 'unit-bob' };
  const order = (...events: readonly AgreementEvent[]) => given(OrderTrancheHandler, ...events);
  const withPayer = (more: Parameters<typeof payerAccount>[0]) => ({
    actor: 'tito',
    facts: { ...payerFacts, payer: { account: payerAccount(more), setAside: null } },
  });

  test('names the account that pays, and the one it pays to as that is now', () => {
    expect(
      order(...atOrder)
        .when(body, paying('tito'))
        .thenWritten(),
    ).toMatchObject([
      {
        type: 'TrancheOrdered',
        data: { amount: bob('4000.00'), payment: 'a-17-1-1', payer: 'unit-bob', payee, again: false },
      },
    ]);
  });
  test('keeps what was looked at, as it was seen', () => {
    const [event] = order(...atOrder)
      .when(body, paying('tito'))
      .thenWritten();
    const { evaluation } = event!.data as DataOf<'TrancheOrdered'>;
    const cash = evaluation.conditions.find(({ condition }) => condition === 'cash');
    expect(cash).toMatchObject({ result: 'pass', values: { asked: bob('4000.00') } });
    expect(evaluation).toMatchObject({ on: '2022-03-31', policyVersion: 0 });
    expect(evaluation.conditions.length).toBeGreaterThan(20);
    expect(failingOf([event!])).toEqual([]);
  });
  test('after the payment came back is a payment of its own, to the same account verified again', () => {
    const verifiedAgain = { on: day('2022-03-31'), by: ['luz', 'vera'] };
    const facts = { ...payerFacts, payee: payeeAccount({ verified: verifiedAgain }) };
    expect(
      order(...back)
        .when(body, { actor: 'tito', facts })
        .thenWritten(),
    ).toMatchObject([{ data: { payment: 'a-17-1-2', again: true, payee: { number: '1000-12' } } }]);
  });
  test.each([
    ['another number', { number: '1000-13' }],
    ['another bank', { bank: 'Unión' }],
  ])('after the payment came back does not go to %s on the signatures for the old one', (_other, more) => {
    const facts = { ...payerFacts, payee: payeeAccount(more) };
    const [moved] = order(...back)
      .when(body, { actor: 'tito', facts })
      .thenRefused('PAYEE_CHANGED_SINCE_SIGNATURE');
    expect(moved).toMatchObject({ values: { signedFor: payee, now: { ...payee, ...more } } });
  });
  test('does not go elsewhere than where it was signed to go', () => {
    const facts = { ...payerFacts, payee: payeeAccount({ number: '1000-13' }) };
    order(...atOrder)
      .when(body, { actor: 'tito', facts })
      .thenRefused('PAYEE_CHANGED_SINCE_SIGNATURE');
    order(...back, payeeNamed('org-12-other', 'olga'))
      .when(body, paying('tito'))
      .thenRefused('PAYEE_CHANGED_SINCE_SIGNATURE');
  });
  test('is for what was approved', () => {
    order(...half)
      .when(body, paying('tito'))
      .thenRefused('TRANCHE_NOT_AT_STEP');
    order(...atSending)
      .when(body, paying('tito'))
      .thenRefused('TRANCHE_NOT_AT_STEP');
  });
  test('is covered by cash', () => {
    const [short] = order(...atOrder)
      .when(body, withPayer({ free: bob('3999.00') }))
      .thenRefused('CASH_SHORT');
    expect(short!.values).toMatchObject({ shortfall: bob('1.00') });
  });
  test.each([
    ['of another programme', { programme: 'indap' }],
    ['of another kind', { kind: 'special' as const }],
    ['in other books', { entity: 'fps' }],
  ])('is not paid from an account %s', (_which, more) => {
    order(...atOrder)
      .when(body, withPayer(more))
      .thenRefused('PAYER_NOT_OF_AGREEMENT');
  });
  test('is paid from an account that there is', () => {
    const facts = { ...payerFacts, payer: { account: { exists: false } as const, setAside: null } };
    order(...atOrder)
      .when(body, { actor: 'tito', facts })
      .thenRefused('ACCOUNT_UNKNOWN');
  });
  test('is not given by who signed', () => {
    order(...atOrder)
      .when({ ...body, ...by('fina') }, paying('fina'))
      .thenRefused('DUTY_CONFLICT');
  });
  test('is for less where an ineligible amount was set off, and for nothing where all was', () => {
    expect(
      order(...atOrder, reportedExpense, setOff('1000.00'))
        .when(body, paying('tito'))
        .thenWritten(),
    ).toMatchObject([{ data: { amount: bob('3000.00') } }]);
    order(...atOrder, reportedExpense, setOff('4000.00'))
      .when(body, paying('tito'))
      .thenRefused('NOTHING_TO_PAY');
  });
});

describe('sending', () => {
  const body = { ...by('tito'), reference: 'file 9' };
  const send = (...events: readonly AgreementEvent[]) => given(SendTrancheHandler, ...events);

  test('is from the account that was ordered to pay, as it was then', () => {
    const changed = { ...setAside, account: { ...setAside.account, number: '2000-1' } };
    const [moved] = send(...atSending)
      .when(body, { actor: 'tito', facts: { ...payerFacts, payer: changed } })
      .thenRefused('PAYER_CHANGED_SINCE_ORDER');
    expect(moved).toMatchObject({ values: { ordered: payer, now: { ...payer, number: '2000-1' } } });
    // Older orders did not keep it.
    send(...atOrder, ordered({ payerAccount: null }))
      .when(body, { actor: 'tito', facts: { ...payerFacts, payer: changed } })
      .thenWritten();
  });
  test('is not of a payment whose orderer has verified the payee since', () => {
    const verifiedSince = payeeAccount({ verified: { on: day('2022-03-31'), by: ['tito', 'vera'] } });
    const [verified] = send(...atSending)
      .when(
        { ...body, ...by('rosa') },
        { actor: 'rosa', facts: { ...payerFacts, payer: setAside, payee: verifiedSince } },
      )
      .thenRefused('PAYEE_NOT_VERIFIED');
    expect(verified!.cure).toBe(
      'have two people verify the account of whom none is tito, who ordered the payment',
    );
  });

  test('is the last look at everything', () => {
    const events = send(...atSending)
      .when(body, sending('tito'))
      .thenWritten();
    expect(events).toMatchObject([
      {
        type: 'TrancheSent',
        data: { ...posting('tito'), amount: bob('4000.00'), payment: 'a-17-1-1', reference: 'file 9' },
      },
    ]);
    expect(failingOf(events)).toEqual([]);
  });
  test('is not done by who signed, who requested or who verified the account', () => {
    send(...atSending)
      .when({ ...body, ...by('fina') }, sending('fina'))
      .thenRefused('DUTY_CONFLICT');
    send(...atSending)
      .when({ ...body, ...by('vera') }, sending('vera'))
      .thenRefused('PAYEE_NOT_VERIFIED', 'DUTY_CONFLICT');
  });
  test('is not done to an account that has changed since the order', () => {
    const facts = { ...payerFacts, payer: setAside, payee: payeeAccount({ number: '1000-13' }) };
    send(...atSending)
      .when(body, { actor: 'tito', facts })
      .thenRefused('PAYEE_CHANGED_SINCE_ORDER');
  });
  test('is not done on a certificate that has expired since', () => {
    const ofSecond = { tranche: 2, place: placeOf(2), amount: bob('3000.00'), payment: 'a-17-2-1' };
    const seenOn = (observedOn: string) => [
      ...arrived,
      returned(1, '4000.00'),
      instalmentCommitted('3000.00', '2023'),
      certified('c-1', 2, { observedOn: day(observedOn) }),
      requested(2),
      reviewed(2),
      signedBy('carla', 1, 2),
      signedBy('fina', 2, 2),
      approved(2, 'fina'),
      ordered(ofSecond),
    ];
    const second = { ...body, tranche: 2 };
    send(...seenOn('2022-01-30'))
      .when(second, sending('tito'))
      .thenWritten();
    const [expired] = send(...seenOn('2022-01-29'))
      .when(second, sending('tito'))
      .thenRefused('CERTIFICATE_EXPIRED');
    expect(expired).toMatchObject({
      values: { certificate: 'c-1', days: 61, daysMax: 60, validUntil: '2022-03-30' },
      cure: 'have the progress certified again, on what is seen on 2022-01-30 or later',
    });
  });
  test('is not done with an account check that has expired since', () => {
    const old = {
      ...payerFacts,
      payer: setAside,
      payee: payeeAccount({ verified: { on: day('2021-09-01'), by: ['dora', 'vera'] } }),
    };
    send(...atSending)
      .when(body, { actor: 'tito', facts: old })
      .thenRefused('ACCOUNT_CHECK_EXPIRED');
  });
  test('is done once', () => {
    send(...atBank)
      .when(body, sending('tito'))
      .thenRefused('TRANCHE_NOT_AT_STEP');
  });
});

describe('a confirmation', () => {
  const body = { ...by('tito'), reference: 'bank 77' };
  const confirm = (...events: readonly AgreementEvent[]) => given(ConfirmTrancheHandler, ...events);

  test('says what the lender’s category takes, at the rate of the day', () => {
    confirm(...atBank)
      .when(body, as('tito'))
      .thenAccepted(confirmed());
  });
  test('says nothing of a category that waits for the expense', () => {
    const later = signed({ reserved: { ...reserved, eligibleAt: 'expense' } });
    confirm(later, ...atBank.slice(1))
      .when(body, as('tito'))
      .thenAccepted(confirmed({ eligible: null }));
  });
  test('needs a rate', () => {
    const facts = { ...releaseFacts, rates: [] };
    confirm(...atBank)
      .when(body, { actor: 'tito', facts })
      .thenRefused('RATE_MISSING');
  });
  test('comes once, and after the order was sent', () => {
    confirm(...arrived)
      .when(body, as('tito'))
      .thenRefused('PAYMENT_CONFIRMED_ALREADY');
    confirm(...arrived)
      .when(body, inHistory('tito'))
      .thenRefused('PAYMENT_CONFIRMED_ALREADY');
    confirm(...atSending)
      .when(body, as('tito'))
      .thenRefused('TRANCHE_NOT_AT_STEP');
  });
});

describe('a payment that comes back', () => {
  const body = { ...by('tito'), reason: 'no such account' };
  const bounce = (...events: readonly AgreementEvent[]) => given(BounceTrancheHandler, ...events);

  test('before the bank had confirmed it', () => {
    bounce(...atBank)
      .when(body, as('tito'))
      .thenAccepted(bounced());
  });
  test('after that, with what the category had taken', () => {
    bounce(...arrived)
      .when(body, as('tito'))
      .thenAccepted(bounced({ wasConfirmed: true, eligible: { amount: usd('583.09'), rate } }));
  });
  test('was sent', () => {
    bounce(...atSending)
      .when(body, as('tito'))
      .thenRefused('TRANCHE_NOT_AT_STEP');
    bounce(...back)
      .when(body, as('tito'))
      .thenRefused('TRANCHE_NOT_AT_STEP');
  });
  test('was not spent', () => {
    bounce(...arrived, reportedExpense, acceptedExpense)
      .when(body, as('tito'))
      .thenRefused('TRANCHE_SPENT');
  });
});
