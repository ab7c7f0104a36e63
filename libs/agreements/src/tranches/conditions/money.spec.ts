import type { AgreementEvent } from '../../agreement.events';
import {
  bob,
  day,
  deposited,
  instalmentCommitted,
  payeeNamed,
  signed,
  today,
  usd,
  verified,
} from '../../agreement.testing';
import {
  cancelled,
  ofTranche,
  payerAccount,
  policy,
  releaseFacts,
  requested,
  reviewed,
  toAgreed,
  toApproved,
} from '../tranches.testing';
import { found } from './conditions.testing';

describe('the commitment of its year', () => {
  test('is what is left of it', () => {
    expect(found('commitment', toAgreed)).toMatchObject({ result: 'pass', values: { left: bob('4000.00') } });
  });
  test('is short where nothing is committed yet', () => {
    expect(
      found('commitment', [signed()], { facts: { line: { ...releaseFacts.line, commitment: null } } }),
    ).toMatchObject({
      result: 'fail',
      values: { left: bob('0.00'), shortfall: bob('4000.00') },
    });
  });
  test('is short where the budget has let it lapse', () => {
    const lapsed = { ...releaseFacts.line.commitment, committed: bob('1000.00') };
    const facts = { line: { ...releaseFacts.line, commitment: lapsed } };
    expect(found('commitment', toAgreed, { facts })).toMatchObject({
      result: 'fail',
      values: { shortfall: bob('3000.00') },
    });
  });
  test('is the same before and after approval has moved it to what is accrued', () => {
    const accrued = { ...releaseFacts.line.commitment, committed: bob('0.00'), accrued: bob('4000.00') };
    const facts = { line: { ...releaseFacts.line, commitment: accrued } };
    expect(found('commitment', [...toAgreed, requested(), reviewed()], { facts })).toEqual(
      found('commitment', [...toAgreed, requested(), reviewed()]),
    );
  });
  test('carries nothing new where its year is closed', () => {
    const facts = { line: { ...releaseFacts.line, closed: true } };
    expect(found('commitment', toAgreed, { facts })).toMatchObject({ result: 'fail' });
    expect(found('commitment', toApproved, { step: 'order', facts })).toMatchObject({ result: 'pass' });
  });
  test('has its part once it is approved', () => {
    expect(found('commitment', toApproved, { step: 'order' })).toMatchObject({
      result: 'pass',
      values: { commitment: 'a-17-2022' },
    });
  });
});

describe('the lender’s category', () => {
  const with$ = (reserved: string, free: string) => ({
    category: {
      ...releaseFacts.category,
      cell: { ...releaseFacts.category.cell, free: usd(free) },
      held: { reserved: usd(reserved), eligible: usd('0.00') },
    },
  });
  test('covers it with what is reserved and free', () => {
    expect(found('category', toAgreed, { facts: with$('500.00', '83.09') })).toMatchObject({
      result: 'pass',
      values: { asked: usd('583.09') },
    });
  });
  test('is short by a cent', () => {
    expect(found('category', toAgreed, { facts: with$('500.00', '83.08') })).toMatchObject({
      result: 'fail',
      values: { shortfall: usd('0.01') },
    });
  });
  test('cannot be compared without a rate', () => {
    expect(found('category', toAgreed, { facts: { rates: [] } })).toMatchObject({
      result: 'fail',
      cure: 'publish the official buy rate of USD/BOB for 2022-03-31',
    });
  });
  test('is none where no lender pays', () => {
    const own = [signed({ reserved: null }), instalmentCommitted(), payeeNamed()];
    expect(found('category', own).result).toBe('not-applicable');
    expect(found('closing-date', own).result).toBe('not-applicable');
  });
});

test('before the closing date, by the margin of the policy', () => {
  const closing = (closingDate: string) => ({
    category: { ...releaseFacts.category, closingDate: day(closingDate) },
  });
  expect(found('closing-date', toAgreed, { facts: closing('2022-05-30') })).toMatchObject({
    result: 'pass',
    values: { lastDay: '2022-03-31' },
  });
  expect(found('closing-date', toAgreed, { facts: closing('2022-05-29') })).toMatchObject({
    result: 'fail',
    cure: 'have the closing date extended to 2022-05-30 or later',
  });
});

describe('cash', () => {
  const free = (amount: string, setAside: string | null = null) => ({
    account: payerAccount({ free: bob(amount) }),
    setAside: setAside === null ? null : bob(setAside),
  });
  test('is not looked at before the order', () => {
    expect(found('cash', toAgreed, { step: 'signature' }).result).toBe('not-applicable');
  });
  test('is there, or short by a cent', () => {
    expect(found('cash', toApproved, { step: 'order', payer: free('4000.00') }).result).toBe('pass');
    expect(found('cash', toApproved, { step: 'order', payer: free('3999.99') })).toMatchObject({
      result: 'fail',
      values: { shortfall: bob('0.01') },
    });
  });
  test('that this very payment has set aside counts as there', () => {
    expect(found('cash', toApproved, { step: 'order', payer: free('0.00', '4000.00') })).toEqual(
      expect.objectContaining({ result: 'pass' }),
    );
  });
  test('has to be set aside when it is sent', () => {
    expect(found('cash', toApproved, { step: 'sending', payer: free('4000.00') }).result).toBe('fail');
    expect(found('cash', toApproved, { step: 'sending', payer: free('0.00', '4000.00') }).result).toBe(
      'pass',
    );
  });
  test('is of the agreement’s currency', () => {
    const payer = { account: payerAccount({ currency: 'USD' }), setAside: null };
    expect(found('cash', toApproved, { step: 'order', payer })).toMatchObject({ result: 'fail' });
  });
});

describe('the counterpart', () => {
  // 30 % of the total is 3/7 of 4,000: 1,714.29, of which five sixths were promised in cash.
  const given = (amount: string) => [...toAgreed, deposited('d-1', amount), verified('d-1', amount)];
  test('has been given in cash as far as it is due, within a boliviano', () => {
    expect(found('counterpart', given('1427.58'))).toMatchObject({
      result: 'pass',
      values: { required: bob('1428.58'), verified: bob('1427.58'), tolerance: bob('1.00') },
    });
  });
  test('is short', () => {
    expect(found('counterpart', given('1427.57'))).toMatchObject({
      result: 'fail',
      values: { shortfall: bob('1.01') },
    });
  });
  test('that is deposited and not verified does not count', () => {
    expect(found('counterpart', [...toAgreed, deposited('d-1', '2500.00')])).toMatchObject({
      result: 'fail',
      values: { verified: bob('0.00') },
    });
  });
  test('is none where none was agreed', () => {
    const events = [signed({ counterpart: null }), instalmentCommitted(), payeeNamed()];
    expect(found('counterpart', events).result).toBe('not-applicable');
  });
});

test('the lender’s word is needed above the threshold', () => {
  const facts = { policy: policy({ noObjection: bob('3999.99') }) };
  const given: AgreementEvent = {
    type: 'NoObjectionGiven',
    data: { ...ofTranche(1), reference: 'letter 5', givenOn: today, evidence: [], amount: null },
  };
  expect(found('no-objection', toAgreed).result).toBe('not-applicable');
  expect(found('no-objection', toAgreed, { facts }).result).toBe('fail');
  expect(found('no-objection', [...toAgreed, given], { facts }).result).toBe('pass');
  expect(
    found('no-objection', toAgreed, { facts: { policy: policy({ noObjection: bob('4000.00') }) } }).result,
  ).toBe('not-applicable');
});

test('the lender’s word is needed above a threshold in its own currency, at the rate of the day', () => {
  const above = (amount: string, more: Partial<typeof releaseFacts> = {}) =>
    found('no-objection', toAgreed, { facts: { ...more, policy: policy({ noObjection: usd(amount) }) } });
  expect(above('583.09')).toMatchObject({ result: 'not-applicable', values: { compared: usd('583.09') } });
  expect(above('583.08')).toMatchObject({
    result: 'fail',
    values: { asked: bob('4000.00'), compared: usd('583.09'), rate: { value: '6.86', date: today } },
  });
  expect(above('583.09', { rates: [] })).toMatchObject({
    result: 'fail',
    cure: 'publish the official buy rate of USD/BOB for 2022-03-31',
  });
});

test('the lender’s word covers the amount it was given for, and the request it was given to', () => {
  const facts = { policy: policy({ noObjection: bob('100.00') }) };
  const word: AgreementEvent = {
    type: 'NoObjectionGiven',
    data: { ...ofTranche(1), reference: 'letter 5', givenOn: today, evidence: [], amount: bob('3000.00') },
  };
  const before = [...toAgreed, requested(1, { amount: bob('3000.00') }), word];
  expect(found('no-objection', before, { facts, amount: '3000.00' }).result).toBe('pass');
  expect(found('no-objection', before, { facts, amount: '3000.01' })).toMatchObject({
    result: 'fail',
    why: 'the lender has let 3000.00 BOB pass, and not 3000.01 BOB',
    cure: "record the lender's no-objection to 3000.01 BOB of tranche 1",
  });
  const rejected: AgreementEvent = { type: 'TrancheRejected', data: { ...ofTranche(1), reason: 'too late' } };
  for (const ended of [rejected, cancelled()]) {
    const again = [...before, ended, requested(1, { amount: bob('3000.00') })];
    expect(found('no-objection', again, { facts, amount: '3000.00' }).result).toBe('fail');
  }
});
