import type { AgreementEvent } from '../../agreement.events';
import {
  bob,
  certified,
  day,
  doneBy,
  instalment,
  ofAgreement,
  posted,
  signed,
} from '../../agreement.testing';
import { confirmed, requested, returned, toAgreed, toConfirmed } from '../tranches.testing';
import { found, second } from './conditions.testing';

const addendum = (id: string, milestone: string): AgreementEvent => {
  const { data } = signed() as Extract<AgreementEvent, { type: 'AgreementSigned' }>;
  const { entity, line, credit, phases, counterpart, promised, endsOn } = data;
  return {
    type: 'AddendumSigned',
    data: {
      ...ofAgreement,
      ...doneBy(),
      correctsOn: null,
      addendum: id,
      reference: id,
      reason: 'another crop',
      ...{ entity, line, credit, phases, counterpart, promised, endsOn },
      tranches: [instalment(1, '4000.00', '2022'), instalment(2, '3000.00', '2023', { milestone })],
      futureYears: [],
      promises: [],
      beyondPromise: [],
      droppedTranches: [],
      reservedChange: null,
    },
  };
};

describe('progress', () => {
  test('is none before the first money', () => {
    for (const name of ['certificate', 'certificate-age', 'progress'] as const) {
      expect(found(name, toAgreed).result).toBe('not-applicable');
    }
  });
  test('has to be certified', () => {
    expect(found('certificate', second, { tranche: 2 })).toMatchObject({
      result: 'fail',
      cure: 'have a field supervisor certify "milestone 2" for tranche 2',
    });
    expect(found('certificate', [...second, certified('c-1', 2)], { tranche: 2 }).result).toBe('pass');
  });
  test('is not certified any more once the certificate is revoked', () => {
    const revoked: AgreementEvent = {
      type: 'CertificateRevoked',
      data: { ...ofAgreement, ...doneBy('super'), certificate: 'c-1', tranche: 2, reason: 'wrong plot' },
    };
    expect(found('certificate', [...second, certified('c-1', 2), revoked], { tranche: 2 }).result).toBe(
      'fail',
    );
  });
  test('is certified of the milestone that is agreed, and since it is agreed', () => {
    const lunch = certified('c-1', 2, { milestone: 'a lunch was eaten', percentage: '100' });
    expect(found('certificate', [...second, lunch], { tranche: 2 })).toMatchObject({
      result: 'fail',
      why: 'certificate c-1 is of "a lunch was eaten", and "milestone 2" is agreed',
      cure: 'have a field supervisor certify "milestone 2" for tranche 2',
    });
    expect(found('progress', [...second, lunch], { tranche: 2 }).result).toBe('not-applicable');
    const agreedAnew = addendum('AD-1', 'a lunch was eaten');
    expect(found('certificate', [...second, lunch, agreedAnew], { tranche: 2 })).toMatchObject({
      result: 'fail',
      values: { overtakenBy: 'AD-1' },
    });
    const agreedBack = addendum('AD-2', 'Milestone  2');
    const before = [...second, certified('c-1', 2), agreedAnew, agreedBack];
    expect(found('certificate', before, { tranche: 2 }).result).toBe('fail');
    expect(found('certificate', [...before, certified('c-2', 2)], { tranche: 2 }).result).toBe('pass');
    const same = addendum('AD-1', 'MILESTONE 2');
    expect(found('certificate', [...second, certified('c-1', 2), same], { tranche: 2 }).result).toBe('pass');
  });
  test('is certified for so many days', () => {
    const events = [...second, certified('c-1', 2, { observedOn: day('2022-01-30') })];
    expect(found('certificate-age', events, { tranche: 2 }).result).toBe('pass');
    expect(found('certificate-age', events, { tranche: 2, on: day('2022-04-01') })).toMatchObject({
      result: 'fail',
      values: { days: 61, daysMax: 60 },
    });
  });
  test('has to be as far as was agreed', () => {
    const events = [...second, certified('c-1', 2, { percentage: '39.9' })];
    expect(found('progress', events, { tranche: 2 })).toMatchObject({
      result: 'fail',
      values: { certified: '39.9', agreed: '40' },
    });
    expect(found('progress', [...second, certified('c-1', 2)], { tranche: 2 }).result).toBe('pass');
  });
});

describe('earlier tranches', () => {
  test('are none of the first', () => {
    expect(found('earlier-justified', toAgreed).result).toBe('not-applicable');
  });
  test('are justified whole before the final one', () => {
    expect(found('earlier-justified', [...second, returned(1, '3999.99')], { tranche: 2 })).toMatchObject({
      result: 'fail',
      values: { short: [{ tranche: 1, percent: '100', shortfall: bob('0.01') }] },
    });
    expect(found('earlier-justified', [...second, returned(1, '4000.00')], { tranche: 2 }).result).toBe(
      'pass',
    );
  });
  test('are justified for the most part before one that is not final', () => {
    const three = signed({
      credit: bob('9000.00'),
      tranches: [
        instalment(1, '4000.00', '2022'),
        instalment(2, '3000.00', '2023'),
        instalment(3, '2000.00', '2023'),
      ],
    });
    const events = [three, ...toConfirmed.slice(1)];
    expect(found('earlier-justified', [...events, returned(1, '3199.99')], { tranche: 2 })).toMatchObject({
      result: 'fail',
      values: { short: [{ percent: '80', required: bob('3200.00') }] },
    });
    expect(found('earlier-justified', [...events, returned(1, '3200.00')], { tranche: 2 }).result).toBe(
      'pass',
    );
    const atThird = [
      ...events,
      returned(1, '3999.99'),
      requested(2),
      confirmed({ tranche: 2, amount: bob('3000.00'), commitment: 'a-17-2023' }),
      returned(2, '3000.00'),
    ];
    expect(found('earlier-justified', atThird, { tranche: 3 })).toMatchObject({
      values: { short: [{ tranche: 1, percent: '100' }] },
    });
  });
});

test('a pledge to the revolving fund is shown where there is one', () => {
  const pledged: AgreementEvent = {
    type: 'RevolvingPledged',
    data: { ...posted, ...doneBy(), pledge: 'p-1', amount: bob('300.00'), dueOn: day('2022-12-31') },
  };
  expect(found('revolving', toAgreed).result).toBe('not-applicable');
  expect(found('revolving', [...toAgreed, pledged])).toMatchObject({
    result: 'pass',
    values: { sum: bob('300.00') },
  });
});
