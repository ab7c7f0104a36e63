import type { AgreementEvent } from '../../agreement.events';
import { bob, day, today, usd } from '../../agreement.testing';
import {
  approved,
  cancelled,
  enough,
  policy,
  requested,
  reviewed,
  signedBy,
  toAgreed,
  waiverGranted,
  waiverProposed,
} from '../tranches.testing';
import { CONDITIONS } from './condition';
import { evaluated } from './evaluate';
import { signaturesNeeded } from './signatures-needed';
import { type Looking, releaseAfter, found, second } from './conditions.testing';

test('every condition is looked at, in one order, under the policy that counts', () => {
  const evaluation = evaluated(
    releaseAfter([...toAgreed, ...enough], { facts: { policy: { ...policy(), version: 3 } } }),
  );
  expect(evaluation).toMatchObject({ on: today, policyVersion: 3 });
  expect(evaluation.conditions.map(({ condition }) => condition)).toEqual(CONDITIONS);
  expect(evaluation.conditions.filter(({ result }) => result === 'fail')).toEqual([]);
});

describe('a waiver', () => {
  const proposed = waiverProposed('counterpart');
  test('does not count before a second person has granted it', () => {
    expect(found('counterpart', [...toAgreed, proposed]).result).toBe('fail');
  });
  test('counts until it expires', () => {
    const events = [...toAgreed, proposed, waiverGranted('counterpart')];
    expect(found('counterpart', events)).toMatchObject({
      result: 'waived',
      values: { waiver: 'w-1', legalAct: 'Resolution 8/2022', expiresOn: '2022-04-30' },
      cure: null,
    });
    expect(found('counterpart', events, { on: day('2022-04-30') }).result).toBe('waived');
    expect(found('counterpart', events, { on: day('2022-05-01') }).result).toBe('fail');
  });
  test('is of one tranche', () => {
    const events = [
      ...second,
      waiverProposed('counterpart', { tranche: 2 }),
      waiverGranted('counterpart', 2),
    ];
    expect(found('counterpart', events, { tranche: 1 }).result).toBe('fail');
    expect(found('counterpart', events, { tranche: 2 }).result).toBe('waived');
  });
});

describe('signatures', () => {
  const needed = (events: readonly AgreementEvent[], threshold: string, looking: Looking = {}) =>
    signaturesNeeded(
      releaseAfter(events, {
        ...looking,
        facts: { policy: policy({ additionalSignature: bob(threshold) }) },
      }),
    ).needed;
  test('are two, where no threshold is set', () => {
    expect(signaturesNeeded(releaseAfter(toAgreed))).toMatchObject({ needed: 2, threshold: null });
  });
  test('are three above the threshold, and not at it', () => {
    expect(needed(toAgreed, '4000.00')).toBe(2);
    expect(needed(toAgreed, '3999.99')).toBe(3);
  });
  test('count what was approved in the last twelve months: splitting gains nothing', () => {
    expect(needed(second, '7000.00', { tranche: 2 })).toBe(2);
    expect(needed(second, '6999.99', { tranche: 2 })).toBe(3);
    expect(needed(second, '6999.99', { tranche: 2, on: day('2023-03-30') })).toBe(3);
    expect(needed(second, '6999.99', { tranche: 2, on: day('2023-03-31') })).toBe(2);
  });
  test('are three above a threshold in the lender’s currency, at the rate of the day', () => {
    const inDollars = (amount: string, looking: Looking = {}) =>
      signaturesNeeded(
        releaseAfter(second, {
          tranche: 2,
          ...looking,
          facts: { policy: policy({ additionalSignature: usd(amount) }), ...looking.facts },
        }),
      );
    expect(inDollars('1020.41')).toMatchObject({ needed: 2, unrated: null });
    expect(inDollars('1020.40')).toMatchObject({ needed: 3, unrated: null });
    expect(inDollars('1020.41', { facts: { rates: [] } })).toMatchObject({
      needed: 3,
      unrated: { code: 'RATE_MISSING', cure: 'publish the official buy rate of USD/BOB for 2022-03-31' },
    });
  });
  test('are asked for by a threshold that can be compared', () => {
    const facts = { policy: policy({ additionalSignature: { amount: '1', currency: 'CLP' } }) };
    expect(signaturesNeeded(releaseAfter(toAgreed, { facts }))).toMatchObject({
      needed: 3,
      unrated: {
        code: 'THRESHOLD_NOT_COMPARABLE',
        cure: 'have a policy adopted that sets it in BOB or USD',
      },
    });
  });
  test('do not count what was approved and cancelled', () => {
    const events = [
      ...toAgreed,
      requested(),
      reviewed(),
      signedBy('carla', 1),
      signedBy('fina', 2),
      approved(),
      cancelled({ commitment: 'a-17-2022', wasApproved: true }),
    ];
    expect(needed(events, '6999.99', { tranche: 2 })).toBe(2);
  });
});
