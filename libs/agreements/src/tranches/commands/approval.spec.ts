import { given } from '../../../../../test/support/decider-kit';
import type { AgreementEvent } from '../../agreement.events';
import { bob, certified, signed, suspended, usd } from '../../agreement.testing';
import {
  approved,
  cancelled,
  evidence,
  ofTranche,
  payee,
  payeeAccount,
  policy,
  releaseFacts,
  requested,
  reviewed,
  toAgreed,
} from '../tranches.testing';
import { RequestTrancheHandler } from './request-tranche';
import { RejectTrancheHandler, ReturnTrancheHandler, ReviewTrancheHandler } from './review-tranche';
import { SignTrancheHandler } from './sign-tranche';
import {
  atReview,
  atSignature,
  half,
  atOrder,
  arrived,
  as,
  inHistory,
  closedMonth,
  by,
  failingOf,
} from './steps.testing';

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
  test('waits for the rate by which a threshold in another currency is compared', () => {
    const policies = { policy: policy({ additionalSignature: usd('1.00') }) };
    // No lender pays this one: only the threshold needs a rate.
    const events = half.map((event) =>
      event.type === 'AgreementSigned' ? signed({ reserved: null }) : event,
    );
    const withRates = (rates: typeof releaseFacts.rates) => ({
      actor: 'fina',
      facts: { ...releaseFacts, ...policies, rates },
    });
    sign(...events)
      .when(by('fina'), withRates([]))
      .thenRefused('RATE_MISSING');
    const [third] = sign(...events)
      .when(by('fina'), withRates(releaseFacts.rates))
      .thenWritten();
    expect(third).toMatchObject({ data: { needed: 3 } });
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
