import { given } from '../../../../../test/support/decider-kit';
import type { AgreementEvent } from '../../agreement.events';
import { day } from '../../agreement.testing';
import {
  asked,
  evidence,
  ofTranche,
  releaseFacts,
  toAgreed,
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
  const letter = { reference: 'letter 5', givenOn: day('2022-03-30'), evidence };
  const given5: AgreementEvent = { type: 'NoObjectionGiven', data: { ...ofTranche(1), ...letter } };
  test('is recorded for one tranche, once', () => {
    give(...toAgreed)
      .when({ ...asked, ...letter }, as('ana'))
      .thenAccepted(given5);
    give(...toAgreed, given5)
      .when({ ...asked, ...letter }, as('ana'))
      .thenRefused('NO_OBJECTION_GIVEN_ALREADY');
  });
  test('is not one of tomorrow', () => {
    give(...toAgreed)
      .when({ ...asked, ...letter, givenOn: day('2022-04-01') }, as('ana'))
      .thenRefused('GIVEN_IN_FUTURE');
  });
});
