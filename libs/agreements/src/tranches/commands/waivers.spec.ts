import { given } from '../../../../../test/support/decider-kit';
import type { AgreementEvent } from '../../agreement.events';
import { bob, day, suspended, today } from '../../agreement.testing';
import {
  asked,
  evidence,
  ofTranche,
  releaseFacts,
  toAgreed,
  toRequested,
  waiverGranted,
  waiverProposed,
} from '../tranches.testing';
import { GiveNoObjectionHandler } from './give-no-objection';
import { GrantWaiverHandler, ProposeWaiverHandler } from './waive-condition';

const as = (actor: string) => ({ actor, facts: releaseFacts });
const waiver = {
  ...asked,
  by: 'carla',
  waiver: 'w-1',
  condition: 'counterpart',
  legalAct: 'Resolution 8/2022',
  reason: 'the road was cut',
  expiresOn: day('2022-04-30'),
};

describe('a waiver is proposed', () => {
  const propose = (...events: readonly AgreementEvent[]) => given(ProposeWaiverHandler, ...events);
  test('with its legal act and the day on which it ends', () => {
    propose(...toAgreed)
      .when(waiver, as('carla'))
      .thenAccepted(waiverProposed('counterpart'));
  });
  test('under an id of its own', () => {
    propose(...toAgreed, waiverProposed('progress'))
      .when(waiver, as('carla'))
      .thenRefused('WAIVER_EXISTS');
  });
  test.each(['in-force', 'commitment', 'payee', 'duties', 'cash', 'no-objection'])(
    'of %s by nobody',
    (condition) => {
      const [never] = propose(...toAgreed)
        .when({ ...waiver, condition }, as('carla'))
        .thenRefused('CONDITION_NOT_WAIVABLE');
      expect(never!.cure).toContain('what can be waived is certificate, certificate-age, progress');
    },
  );
  test('of a condition that there is', () => {
    propose(...toAgreed)
      .when({ ...waiver, condition: 'weather' }, as('carla'))
      .thenRefused('CONDITION_UNKNOWN');
  });
  test('before it ends', () => {
    const ended = { ...waiver, expiresOn: day('2022-03-30') };
    propose(...toAgreed)
      .when(ended, as('carla'))
      .thenRefused('WAIVER_EXPIRED');
    propose(...toAgreed)
      .when(ended, { ...as('carla'), mode: 'history' })
      .thenFound(['WAIVER_EXPIRED'], waiverProposed('counterpart', { expiresOn: day('2022-03-30') }));
  });
  test('for a tranche that was agreed', () => {
    propose(...toAgreed)
      .when({ ...waiver, tranche: 9 }, as('carla'))
      .thenRefused('TRANCHE_UNKNOWN');
  });
});

describe('a waiver is granted', () => {
  const grant = (...events: readonly AgreementEvent[]) => given(GrantWaiverHandler, ...events);
  const body = { ...asked, by: 'fina', waiver: 'w-1' };
  const proposed = [...toAgreed, waiverProposed('counterpart')] as const;
  test('by a second person', () => {
    grant(...proposed)
      .when(body, as('fina'))
      .thenAccepted(waiverGranted('counterpart'));
    grant(...proposed)
      .when({ ...body, by: 'carla' }, as('carla'))
      .thenRefused('SAME_PERSON');
  });
  test('once', () => {
    grant(...proposed, waiverGranted('counterpart'))
      .when(body, as('fina'))
      .thenRefused('WAIVER_GRANTED_ALREADY');
  });
  test('of those that are proposed for the tranche', () => {
    grant(...toAgreed)
      .when(body, as('fina'))
      .thenRefused('WAIVER_UNKNOWN');
    grant(...proposed)
      .when({ ...body, tranche: 2 }, as('fina'))
      .thenRefused('WAIVER_UNKNOWN');
  });
  test('before it ends', () => {
    grant(...proposed)
      .when(body, { ...as('fina'), actedOn: day('2022-05-01') })
      .thenRefused('WAIVER_EXPIRED');
  });
});

describe('the lender’s no-objection', () => {
  const give = (...events: readonly AgreementEvent[]) => given(GiveNoObjectionHandler, ...events);
  const letter = { reference: 'letter 5', givenOn: today, evidence };
  const given5 = (amount: string | null = '4000.00'): AgreementEvent => ({
    type: 'NoObjectionGiven',
    data: { ...ofTranche(1), ...letter, amount: amount === null ? null : bob(amount) },
  });
  test('is recorded for one request, up to its amount, once', () => {
    give(...toRequested)
      .when({ ...asked, ...letter }, as('ana'))
      .thenAccepted(given5());
    for (const before of [given5(), given5(null)]) {
      give(...toRequested, before)
        .when({ ...asked, ...letter }, as('ana'))
        .thenRefused('NO_OBJECTION_GIVEN_ALREADY');
    }
  });
  test('is given again for more', () => {
    give(...toRequested, given5('3000.00'))
      .when({ ...asked, ...letter, amount: bob('3500.00') }, as('ana'))
      .thenAccepted(given5('3500.00'));
  });
  test('is not one of tomorrow', () => {
    give(...toRequested)
      .when({ ...asked, ...letter, givenOn: day('2022-04-01') }, as('ana'))
      .thenRefused('GIVEN_IN_FUTURE');
  });
  test('is not older than the agreement, or than the request', () => {
    const [older] = give(...toRequested)
      .when({ ...asked, ...letter, givenOn: day('2022-01-31') }, as('ana'))
      .thenRefused('GIVEN_BEFORE_AGREEMENT');
    expect(older!.cure).toBe("record the lender's word of 2022-02-01 or later");
    give(...toRequested)
      .when({ ...asked, ...letter, givenOn: day('2022-03-30') }, as('ana'))
      .thenRefused('GIVEN_BEFORE_REQUEST');
    // What counts is the day for which it was requested, and not that on which somebody wrote it down.
    const earlier = { ...toRequested.at(-1)!, effectiveOn: day('2022-03-20') };
    give(...toRequested.slice(0, -1), earlier)
      .when({ ...asked, ...letter, givenOn: day('2022-03-30') }, as('ana'))
      .thenAccepted({
        ...given5(),
        data: { ...given5().data, givenOn: day('2022-03-30') },
      } as AgreementEvent);
  });
  test('is on a tranche that is on its way, under an agreement in force; history is told', () => {
    give(...toAgreed)
      .when({ ...asked, ...letter }, as('ana'))
      .thenRefused('TRANCHE_NOT_AT_STEP');
    give(...toAgreed)
      .when({ ...asked, ...letter }, { ...as('ana'), mode: 'history' })
      .thenFound(['TRANCHE_NOT_AT_STEP'], given5());
    give(...toRequested, suspended)
      .when({ ...asked, ...letter }, as('ana'))
      .thenRefused('AGREEMENT_NOT_IN_FORCE');
  });
});
