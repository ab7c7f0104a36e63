import fc from 'fast-check';
import { addDays, Money, parseLocalDate, type LocalDate } from '@tramo/kernel';
import { policyFact } from './policy-fact';
import { policyInForce, type PolicyInForce } from './policy-in-force';
import type { PolicyChange } from './policy.events';
import { policyDecider, type PolicyVersion } from './policy.state';

const day = (text: string): LocalDate => parseLocalDate(text);
const days = (value: string): PolicyChange => ({ kind: 'parameter', name: 'certificate-days', value });
const version = (number: number, effectiveFrom: string, ...changes: PolicyChange[]): PolicyVersion => ({
  version: number,
  changes,
  effectiveFrom: day(effectiveFrom),
  adoptedOn: day('2022-01-01'),
});
const on = (date: string, ...versions: PolicyVersion[]): PolicyInForce =>
  policyInForce({ versions }, day(date));

describe('the policy in force', () => {
  it('is the practice of the profession until one is adopted', () => {
    const practice = on('2022-01-01');
    expect(practice).toMatchObject({ version: 0, versions: [], actsWithRateRegime: [] });
    expect(practice.threshold('no-objection')).toBeNull();
    expect(practice.parameter('justification-last')).toBe('80');
    expect(practice.countryRule('commitments-at-year-end')).toBe('lapse');
    expect(practice.rateRegime('inscription')).toEqual({
      regime: 'official',
      side: 'buy',
      dateRule: 'latest-within',
      days: 7,
      rounding: 'half-up',
    });
    expect(practice.conflicts).toContainEqual({
      acts: ['requested-inscription', 'inscribed'],
      scope: 'act',
      by: 'person',
      force: 'refuse',
    });
  });

  it('is each version over those before it, from the day it takes effect', () => {
    const rate = {
      act: 'inscription',
      regime: 'bank',
      side: 'sell',
      dateRule: 'same-day',
      days: 0,
      rounding: 'down',
    } as const;
    const versions = [
      version(1, '2022-02-01', days('45'), { kind: 'rate-regime', ...rate }),
      version(
        2,
        '2022-03-01',
        days('30'),
        { kind: 'threshold', name: 'no-objection', money: { amount: '10', currency: 'USD' } },
        { kind: 'country-rule', name: 'commitments-at-year-end', choice: 'kept' },
      ),
    ];
    expect(on('2022-01-31', ...versions).version).toBe(0);
    const february = on('2022-02-28', ...versions);
    expect([february.version, february.parameter('certificate-days')]).toEqual([1, '45']);
    const march = on('2022-03-01', ...versions);
    expect([march.versions, march.parameter('certificate-days')]).toEqual([[1, 2], '30']);
    expect(march.threshold('no-objection')).toEqual(Money.of('10', 'USD'));
    expect(march.countryRule('commitments-at-year-end')).toBe('kept');
    expect(march.rateRegime('inscription')).toEqual(
      expect.objectContaining({ regime: 'bank', side: 'sell' }),
    );
    expect(march.rateRegime('approval').regime).toBe('official');
  });

  it('takes the word that takes effect last, and of one day the one adopted last', () => {
    const planned = version(1, '2022-06-01', days('1'));
    const urgent = version(2, '2022-03-01', days('2'));
    expect(on('2022-05-31', planned, urgent)).toMatchObject({ version: 2, versions: [2] });
    expect(on('2022-06-01', planned, urgent)).toMatchObject({ version: 1, versions: [2, 1] });
    const sameDay = on('2022-06-01', planned, version(3, '2022-06-01', days('3')));
    expect([sameDay.version, sameDay.parameter('certificate-days')]).toEqual([3, '3']);
  });

  it('changes a row of the matrix where it stands, whatever the order of its acts', () => {
    const row = { acts: ['committed', 'pre-committed'], scope: 'act', by: 'person' } as const;
    const before = on('2022-01-01').conflicts;
    const { conflicts } = on(
      '2022-01-01',
      version(1, '2022-01-01', { kind: 'conflict', ...row, force: 'refuse' }),
    );
    expect(conflicts).toHaveLength(before.length);
    expect(conflicts).toContainEqual({ ...row, force: 'refuse' });
    const added = on(
      '2022-01-01',
      version(1, '2022-01-01', { kind: 'conflict', ...row, by: 'employer', force: 'refuse' }),
    );
    expect(added.conflicts).toHaveLength(before.length + 1);
  });

  it('never changes for a day that was over when a version was adopted', () => {
    const start = day('2022-01-01');
    const step = fc.record({
      afterDays: fc.nat(30),
      aheadDays: fc.nat(90),
      value: fc.integer({ min: 1, max: 99 }),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), fc.nat(400), (steps, offset) => {
        const asked = addDays(start, offset);
        const versions: PolicyVersion[] = [];
        let today = start;
        for (const [index, { afterDays, aheadDays, value }] of steps.entries()) {
          today = addDays(today, afterDays);
          const before = seen(versions, asked);
          const effectiveFrom = addDays(today, aheadDays);
          versions.push({
            version: index + 1,
            changes: [days(String(value))],
            effectiveFrom,
            adoptedOn: today,
          });
          if (asked < today) expect(seen(versions, asked)).toEqual(before);
        }
      }),
    );
  });

  const seen = (versions: readonly PolicyVersion[], date: LocalDate) => {
    const policy = policyInForce({ versions }, date);
    return [policy.versions, policy.parameter('certificate-days')];
  };
});

it('is a fact of the date on which a command counts, with its version', () => {
  const certificate = policyFact({
    programme: ({ programme }: { programme: string }) => programme,
    select: (policy) => ({ days: policy.parameter('certificate-days') }),
  });
  const body = { programme: 'par2' };
  const asked = { effectiveOn: day('2021-03-01'), actedOn: day('2022-03-01') };
  expect(certificate.stream(body, {}, asked)).toBe('policy-par2');
  expect(certificate.select(policyDecider.initial, body, asked, {})).toEqual({ days: '60', version: 0 });
  const state = { proposals: [], versions: [version(1, '2022-03-01', days('45'))] };
  expect(certificate.select(state, body, asked, {})).toEqual({ days: '45', version: 1 });
});
