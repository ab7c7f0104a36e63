import { Money, Rejection } from '@tramo/kernel';
import type { CounterpartTerms } from './contract.events';
import { counterpartRequired, counterpartTerms, isShort, requiredOf } from './counterpart-terms';

const bob = (amount: string): Money => Money.of(amount, 'BOB');
const terms = (rate: string, base: CounterpartTerms['base'] = 'total'): CounterpartTerms => ({
  rate,
  base,
  kinds: ['cash', 'in-kind'],
});

describe('what is owed beside a subsidy', () => {
  test.each([
    ['30', 'total', '7000', '3000.00'],
    // As the operating plan of 2022 has it, which prints 64,740,944 and 1,323,000.
    ['30', 'total', '151062203', '64740944.14'],
    ['30', 'total', '3087000', '1323000.00'],
    ['33.33', 'total', '100', '49.99'],
    ['0.5', 'total', '1000', '5.03'],
    ['30', 'subsidy', '7000', '2100.00'],
    ['12.5', 'subsidy', '0.04', '0.01'],
    ['150', 'subsidy', '100', '150.00'],
    ['30', 'total', '0', '0.00'],
  ] as const)('at %s %% of the %s is, of %s, %s', (rate, base, subsidy, owed) => {
    expect(counterpartRequired(terms(rate, base), bob(subsidy)).amount).toBe(owed);
  });

  test('is met by the published amount within the tolerance, and not exactly', () => {
    const required = counterpartRequired(terms('30'), bob('151062203'));
    const given = bob('64740944');
    expect(isShort({ required, given }, bob('1'))).toBe(false);
    expect(isShort({ required, given }, bob('0.10'))).toBe(true);
  });

  test('adds up phase by phase, each under its own terms, and says what only cash meets', () => {
    const phase = (name: string, counterpart: CounterpartTerms | null) => ({
      phase: name,
      cap: null,
      from: '2022-01-01' as never,
      until: '2022-12-31' as never,
      counterpart,
    });
    const contract = {
      credit: bob('300'),
      counterpart: terms('30'),
      phases: [
        phase('feasibility', { rate: '20', base: 'subsidy', kinds: ['cash'] }),
        phase('development', null),
      ],
    };
    const subsidies = [
      { phase: 'feasibility', amount: bob('100') },
      { phase: 'development', amount: bob('100.01') },
      { phase: 'development', amount: bob('100.01') },
    ];
    expect(requiredOf(contract, subsidies)).toEqual({ total: bob('105.72'), inCash: bob('20.00') });
    expect(requiredOf({ ...contract, counterpart: null, phases: [] }, subsidies).total).toEqual(bob('0'));
  });
});

describe('the terms of a counterpart', () => {
  test.each([
    [{ rate: '30' }, 'COUNTERPART_BASE_MISSING'],
    [{ rate: '30', base: 'half' }, 'COUNTERPART_BASE_MISSING'],
    [{ rate: '0', base: 'total' }, 'PERCENTAGE_OUT_OF_RANGE'],
    [{ rate: '100', base: 'total' }, 'PERCENTAGE_OUT_OF_RANGE'],
    [{ rate: '-1', base: 'subsidy' }, 'PERCENTAGE_OUT_OF_RANGE'],
    [{ rate: '0', base: 'subsidy' }, 'PERCENTAGE_OUT_OF_RANGE'],
    [{ rate: 'x', base: 'subsidy' }, 'PERCENTAGE_OUT_OF_RANGE'],
  ])('%j is none: %s', (asked, code) => {
    expect(counterpartTerms(asked, 'counterpart')).toMatchObject({ code });
  });

  test('count both kinds where they do not say', () => {
    expect(counterpartTerms({ rate: '120', base: 'subsidy' }, 'counterpart')).toEqual({
      rate: '120',
      base: 'subsidy',
      kinds: ['cash', 'in-kind'],
    });
    expect(
      counterpartTerms({ rate: '30', base: 'total', kinds: ['cash'] }, 'counterpart'),
    ).not.toBeInstanceOf(Rejection);
  });
});
