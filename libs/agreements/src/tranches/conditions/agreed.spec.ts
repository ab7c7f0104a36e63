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
  const over = { alliance: { ...alliance, state: 'concluded' as const } };
  expect(found('good-standing', toAgreed, { facts: over })).toMatchObject({
    result: 'fail',
    values: { alliance: 'concluded' },
  });
});

test('what the organisation owes under another agreement keeps it from good standing under this one', () => {
  const organisation = [{ agreement: 'b-1', owed: bob('700.00'), observationDueOn: null }];
  expect(found('good-standing', toAgreed, { facts: { organisation } })).toMatchObject({
    result: 'fail',
    why: '700.00 BOB that was ruled ineligible under agreement b-1 has not been made good',
    values: { owed: bob('0.00'), under: [{ agreement: 'b-1', owed: bob('700.00') }] },
    cure: 'have it substituted, returned, set off or written off under agreement b-1',
  });
});

test('what it has not answered under another agreement is overdue under this one', () => {
  const due = day('2022-03-31');
  const organisation = [{ agreement: 'b-1', owed: null, observationDueOn: due }];
  const on = day('2022-04-01');
  expect(found('observations', toAgreed, { facts: { organisation }, on: due }).result).toBe('pass');
  expect(found('observations', toAgreed, { facts: { organisation }, on })).toMatchObject({
    result: 'fail',
    values: { overdue: [{ agreement: 'b-1', dueOn: due }] },
    cure: 'have what was observed of agreement b-1 remedied, withdrawn or ruled on',
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
