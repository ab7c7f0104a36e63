import type { AllianceAnswer } from '../../alliances';
import { bob, day, instalment, signed, suspended } from '../../agreement.testing';
import { releaseFacts, toAgreed, toApproved, toConfirmed } from '../tranches.testing';
import { found, second } from './conditions.testing';

describe('in force', () => {
  test('as it was signed', () => {
    expect(found('in-force', toAgreed)).toMatchObject({ result: 'pass', cure: null });
  });
  test('not while it is suspended', () => {
    expect(found('in-force', [...toAgreed, suspended])).toMatchObject({
      result: 'fail',
      values: { standing: 'suspended' },
      cure: 'resume the agreement first',
    });
  });
  test('not after its end', () => {
    expect(found('in-force', toAgreed, { on: day('2023-07-01') })).toMatchObject({
      result: 'fail',
      cure: 'sign an addendum that lets it end on 2023-07-01 or later',
    });
  });
});

test('in turn only when those before it have arrived', () => {
  expect(found('in-turn', toApproved, { tranche: 2 })).toMatchObject({
    result: 'fail',
    values: { waitsFor: [{ tranche: 1, state: 'approved' }] },
    cure: 'have tranche 1 paid and confirmed first',
  });
  expect(found('in-turn', second, { tranche: 2 })).toMatchObject({ result: 'pass' });
});

test('no more than was agreed, and less when less is asked for', () => {
  expect(found('amount', toAgreed, { amount: '4000.01' })).toMatchObject({
    result: 'fail',
    values: { excess: bob('0.01') },
  });
  expect(found('amount', toAgreed, { amount: '3999.99' }).result).toBe('pass');
});

test('the alliance of the organisation goes on', () => {
  const alliance: AllianceAnswer = { ...releaseFacts.alliance, exists: true, state: 'suspended' };
  expect(found('good-standing', toAgreed).result).toBe('pass');
  expect(found('good-standing', toAgreed, { facts: { alliance } })).toMatchObject({
    result: 'fail',
    cure: 'resume the alliance first',
  });
});

describe('phases', () => {
  const phase = {
    phase: 'feasibility',
    cap: bob('5000.00'),
    from: day('2022-03-01'),
    until: day('2022-05-31'),
    counterpart: null,
  };
  const phased = signed({
    phases: [phase],
    tranches: [
      instalment(1, '4000.00', '2022', { phase: 'feasibility' }),
      instalment(2, '3000.00', '2023', { phase: 'feasibility' }),
    ],
  });
  const events = [phased, ...toConfirmed.slice(1)];
  test('cost no more than their cap, all tranches together', () => {
    expect(found('phase-cap', events, { tranche: 2, amount: '1000.00' }).result).toBe('pass');
    expect(found('phase-cap', events, { tranche: 2, amount: '1000.01' })).toMatchObject({
      result: 'fail',
      values: { excess: bob('0.01') },
    });
  });
  test('last from one day to another', () => {
    expect(found('phase', events, { tranche: 2 }).result).toBe('pass');
    expect(found('phase', events, { tranche: 2, on: day('2022-06-01') })).toMatchObject({
      result: 'fail',
      cure: 'sign an addendum that renews the phase to 2022-06-01 or later',
    });
    expect(found('phase', events, { tranche: 2, on: day('2022-02-28') })).toMatchObject({
      cure: 'wait until 2022-03-01',
    });
  });
  test('are none of a tranche without one', () => {
    expect(found('phase', toAgreed).result).toBe('not-applicable');
    expect(found('phase-cap', toAgreed).result).toBe('not-applicable');
  });
});
