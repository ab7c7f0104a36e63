import { given } from '../../../../../test/support/decider-kit';
import type { AgreementEvent } from '../../agreement.events';
import {
  bob,
  certified,
  day,
  instalmentCommitted,
  payeeNamed,
  signed,
  suspended,
  usd,
} from '../../agreement.testing';
import {
  acceptedExpense,
  approved,
  asked,
  bounced,
  cancelled,
  confirmed,
  enough,
  evidence,
  ofTranche,
  ordered,
  payee,
  payeeAccount,
  payerAccount,
  payerFacts,
  placeOf,
  policy,
  rate,
  releaseFacts,
  reportedExpense,
  requested,
  reserved,
  returned,
  reviewed,
  sent,
  setOff,
  signedBy,
  toAgreed,
} from '../tranches.testing';
import { BounceTrancheHandler } from './bounce-tranche';
import { CancelTrancheHandler } from './cancel-tranche';
import { CloseTrancheHandler } from './close-tranche';
import { ConfirmTrancheHandler } from './confirm-tranche';
import { OrderTrancheHandler } from './order-tranche';
import { RequestTrancheHandler } from './request-tranche';
import { RejectTrancheHandler, ReturnTrancheHandler, ReviewTrancheHandler } from './review-tranche';
import { SendTrancheHandler } from './send-tranche';
import { SignTrancheHandler } from './sign-tranche';

/** One tranche from the request to its end, step by step. */
const atReview = [...toAgreed, ...enough, requested()] as const;
const atSignature = [...atReview, reviewed()] as const;
const half = [...atSignature, signedBy('carla', 1)] as const;
const atOrder = [...half, signedBy('fina', 2), approved(1, 'fina')] as const;
const atSending = [...atOrder, ordered()] as const;
const atBank = [...atSending, sent()] as const;
const arrived = [...atBank, confirmed()] as const;
const back = [...atBank, bounced()] as const;

const as = (actor: string) => ({ actor, facts: releaseFacts });
const inHistory = (actor: string) => ({ ...as(actor), mode: 'history' as const });
const setAside = { account: payerAccount({ free: bob('5000.00') }), setAside: bob('4000.00') };
const paying = (actor: string) => ({ actor, facts: payerFacts });
const sending = (actor: string) => ({ actor, facts: { ...payerFacts, payer: setAside } });
const closedMonth = { ...releaseFacts.programme, monthClosed: true };
const by = (person: string) => ({ ...asked, by: person });
const posting = (person: string) => ({ ...ofTranche(1, person), place: placeOf(1), correctsOn: null });

const failingOf = ([event]: readonly AgreementEvent[]): readonly string[] =>
  event && 'evaluation' in event.data
    ? event.data.evaluation.conditions.flatMap(({ condition, result }) =>
        result === 'fail' ? [condition] : [],
      )
    : [];

describe('a request', () => {
  const body = { ...by('olga'), documents: evidence };
  const request = (...events: readonly AgreementEvent[]) => given(RequestTrancheHandler, ...events);

  test('asks for what was agreed, and shows what does not pass yet', () => {
    const events = request(...toAgreed)
      .when(body, as('olga'))
      .thenWritten();
    expect(events).toMatchObject([
      {
        type: 'TrancheRequested',
        data: { ...ofTranche(1, 'olga'), amount: bob('4000.00'), documents: evidence },
      },
    ]);
    expect(failingOf(events)).toEqual(['counterpart']);
  });
  test('asks for less', () => {
    const less = { ...body, amount: bob('3500.00') };
    expect(
      request(...toAgreed)
        .when(less, as('olga'))
        .thenWritten(),
    ).toMatchObject([{ data: { amount: bob('3500.00') } }]);
  });
  test('does not ask for more', () => {
    const [more] = request(...toAgreed)
      .when({ ...body, amount: bob('4000.01') }, as('olga'))
      .thenRefused('TRANCHE_EXCEEDS_INSTALMENT');
    expect(more).toMatchObject({ cure: 'ask for at most 4000.00 BOB, or sign an addendum first' });
  });
  test.each([
    ['0.00', 'AMOUNT_NOT_POSITIVE'],
    ['-1.00', 'AMOUNT_NOT_POSITIVE'],
  ])('does not ask for %s', (amount, code) => {
    request(...toAgreed)
      .when({ ...body, amount: bob(amount) }, as('olga'))
      .thenRefused(code);
  });
  test('is made in the currency of the agreement', () => {
    request(...toAgreed)
      .when({ ...body, amount: usd('10.00') }, as('olga'))
      .thenRefused('CURRENCY_NOT_OF_AGREEMENT');
  });
  test('waits for its turn', () => {
    request(...toAgreed)
      .when({ ...body, tranche: 2 }, as('olga'))
      .thenRefused('TRANCHE_OUT_OF_TURN');
  });
  test('is of a tranche that was agreed, of an agreement that was signed', () => {
    request(...toAgreed)
      .when({ ...body, tranche: 3 }, as('olga'))
      .thenRefused('TRANCHE_UNKNOWN');
    request().when(body, as('olga')).thenRefused('AGREEMENT_UNKNOWN');
  });
  test('is made while the agreement is in force, in a month that is open', () => {
    request(...toAgreed, suspended)
      .when(body, as('olga'))
      .thenRefused('AGREEMENT_NOT_IN_FORCE');
    const facts = { ...releaseFacts, programme: closedMonth };
    request(...toAgreed)
      .when(body, { actor: 'olga', facts })
      .thenRefused('MONTH_CLOSED');
  });
  test('is made once', () => {
    request(...atReview)
      .when(body, as('olga'))
      .thenRefused('TRANCHE_NOT_AT_STEP');
    request(...arrived)
      .when(body, as('olga'))
      .thenRefused('TRANCHE_NOT_AT_STEP');
  });
  test('is made again when it came back, was turned down or was cancelled', () => {
    for (const type of ['TrancheReturned', 'TrancheRejected'] as const) {
      const turned = { type, data: { ...ofTranche(1), reason: 'no map' } };
      request(...atReview, turned)
        .when(body, as('olga'))
        .thenWritten();
    }
    request(...atReview, cancelled())
      .when(body, as('olga'))
      .thenWritten();
  });
  test('is not made by who certified progress', () => {
    request(...toAgreed, certified('c-1', 2))
      .when({ ...body, ...by('super') }, as('super'))
      .thenRefused('DUTY_CONFLICT');
  });
  test('is not made of an agreement by which the unit spends itself', () => {
    request(signed({ kind: 'administration', organisation: null }))
      .when(body, as('olga'))
      .thenRefused('AGREEMENT_WITHOUT_ORGANISATION');
  });
  test('out of turn stands in history, with a finding', () => {
    request(...toAgreed)
      .when({ ...body, tranche: 2 }, inHistory('olga'))
      .thenWritten('TRANCHE_OUT_OF_TURN');
  });
});

describe('a review', () => {
  test('brings it before those who sign', () => {
    const review = given(ReviewTrancheHandler, ...atReview).when(
      { ...by('dora'), opinion: 'complete' },
      as('dora'),
    );
    expect(review.thenWritten()).toMatchObject([
      { type: 'TrancheReviewed', data: { ...ofTranche(1, 'dora'), opinion: 'complete' } },
    ]);
  });
  test('is of what was requested', () => {
    given(ReviewTrancheHandler, ...atSignature)
      .when({ ...by('dora'), opinion: 'complete' }, as('dora'))
      .thenRefused('TRANCHE_NOT_AT_STEP');
  });
  test('may send it back, or turn it down', () => {
    const body = { ...by('dora'), reason: 'no map' };
    const data = { ...ofTranche(1, 'dora'), reason: 'no map' };
    given(ReturnTrancheHandler, ...half)
      .when(body, as('dora'))
      .thenAccepted({ type: 'TrancheReturned', data });
    given(RejectTrancheHandler, ...atReview)
      .when(body, as('dora'))
      .thenAccepted({ type: 'TrancheRejected', data });
    given(ReturnTrancheHandler, ...atOrder)
      .when(body, as('dora'))
      .thenRefused('TRANCHE_NOT_AT_STEP');
    given(RejectTrancheHandler, ...atOrder)
      .when(body, as('dora'))
      .thenRefused('TRANCHE_NOT_AT_STEP');
  });
});

describe('a signature', () => {
  const sign = (...events: readonly AgreementEvent[]) => given(SignTrancheHandler, ...events);

  test('is the first of two, and says where the money is to go', () => {
    const events = sign(...atSignature)
      .when(by('carla'), as('carla'))
      .thenWritten();
    expect(events).toMatchObject([{ type: 'TrancheSigned', data: { signature: 1, needed: 2, payee } }]);
    expect(failingOf(events)).toEqual([]);
  });
  test('is the last, and approves', () => {
    expect(
      sign(...half)
        .when(by('fina'), as('fina'))
        .thenWritten(),
    ).toMatchObject([
      { type: 'TrancheSigned', data: { signature: 2, needed: 2 } },
      { type: 'TrancheApproved', data: approved(1, 'fina').data },
    ]);
  });
  test('is the second of three above the threshold', () => {
    const facts = { ...releaseFacts, policy: policy({ additionalSignature: bob('3000.00') }) };
    expect(
      sign(...half)
        .when(by('fina'), { actor: 'fina', facts })
        .thenWritten(),
    ).toMatchObject([{ type: 'TrancheSigned', data: { signature: 2, needed: 3 } }]);
  });
  test('is another person’s', () => {
    const [twice] = sign(...half)
      .when(by('carla'), as('carla'))
      .thenRefused('SIGNED_ALREADY');
    expect(twice).toMatchObject({ category: 'forbidden', cure: 'let somebody other than carla sign' });
  });
  test('is not that of who requested, opened the account and named it', () => {
    sign(...atSignature)
      .when(by('olga'), as('olga'))
      .thenRefused('DUTY_CONFLICT', 'DUTY_CONFLICT', 'DUTY_CONFLICT');
  });
  test('is for what was reviewed', () => {
    sign(...atReview)
      .when(by('carla'), as('carla'))
      .thenRefused('TRANCHE_NOT_AT_STEP');
  });
  test('is refused while a condition fails, each under its own code', () => {
    const facts = { ...releaseFacts, payee: payeeAccount({ verified: null }) };
    sign(...toAgreed, requested(), reviewed())
      .when(by('carla'), { actor: 'carla', facts })
      .thenRefused('PAYEE_NOT_VERIFIED', 'COUNTERPART_SHORT');
  });
  test('is not given for another account than the first was given for', () => {
    const facts = { ...releaseFacts, payee: payeeAccount({ number: '2000-99' }) };
    const [changed] = sign(...half)
      .when(by('fina'), { actor: 'fina', facts })
      .thenRefused('PAYEE_CHANGED_SINCE_SIGNATURE');
    expect(changed!.values).toMatchObject({ signedFor: payee, now: { number: '2000-99' } });
  });
  test('that broke rules stands in history', () => {
    const facts = { ...releaseFacts, payee: payeeAccount({ verified: null }) };
    sign(...atSignature)
      .when(by('carla'), { actor: 'carla', facts, mode: 'history' })
      .thenWritten('PAYEE_NOT_VERIFIED');
  });
});

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
  test('after the payment came back is a payment of its own, to the account put right', () => {
    const facts = { ...payerFacts, payee: payeeAccount({ number: '1000-13' }) };
    expect(
      order(...back)
        .when(body, { actor: 'tito', facts })
        .thenWritten(),
    ).toMatchObject([{ data: { payment: 'a-17-1-2', again: true, payee: { number: '1000-13' } } }]);
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

describe('a cancellation', () => {
  const body = { ...by('carla'), reason: 'not wanted' };
  const cancel = (...events: readonly AgreementEvent[]) => given(CancelTrancheHandler, ...events);

  test('before approval takes nothing back', () => {
    cancel(...half)
      .when(body, as('carla'))
      .thenAccepted(cancelled());
  });
  test('after approval gives back what was accrued', () => {
    cancel(...atOrder)
      .when(body, as('carla'))
      .thenAccepted(cancelled({ commitment: 'a-17-2022', wasApproved: true }));
  });
  test('after the order stops the payment', () => {
    const stopped = { commitment: 'a-17-2022', wasApproved: true, payment: 'a-17-1-1', payer: 'unit-bob' };
    cancel(...atSending)
      .when(body, as('carla'))
      .thenAccepted(cancelled(stopped));
  });
  test('after the payment came back clears returned payments', () => {
    cancel(...back)
      .when(body, as('carla'))
      .thenAccepted(cancelled({ commitment: 'a-17-2022', wasApproved: true, wasReturned: true }));
  });
  test('is too late once it is sent', () => {
    cancel(...atBank)
      .when(body, as('carla'))
      .thenRefused('TRANCHE_NOT_AT_STEP');
    cancel(...arrived)
      .when(body, as('carla'))
      .thenRefused('TRANCHE_NOT_AT_STEP');
  });
  test('is too late once something was set off against it', () => {
    cancel(...atOrder, reportedExpense, setOff('1000.00'))
      .when(body, as('carla'))
      .thenRefused('TRANCHE_SET_OFF');
  });
});

describe('the end', () => {
  const close = (...events: readonly AgreementEvent[]) => given(CloseTrancheHandler, ...events);
  test('comes when everything is justified', () => {
    close(...arrived, returned(1, '4000.00'))
      .when(by('dora'), as('dora'))
      .thenAccepted({ type: 'TrancheClosed', data: ofTranche(1, 'dora') });
  });
  test('does not come before', () => {
    const [open] = close(...arrived, returned(1, '3999.99'))
      .when(by('dora'), as('dora'))
      .thenRefused('TRANCHE_UNJUSTIFIED');
    expect(open!.values).toMatchObject({ unjustified: expect.objectContaining({ amountMinor: 1n }) });
    close(...atBank)
      .when(by('dora'), as('dora'))
      .thenRefused('TRANCHE_NOT_AT_STEP');
  });
  test('lets the next one be asked for', () => {
    given(RequestTrancheHandler, ...arrived, returned(1, '4000.00'), instalmentCommitted('3000.00', '2023'))
      .when({ ...by('olga'), tranche: 2, documents: evidence }, as('olga'))
      .thenWritten();
  });
});
