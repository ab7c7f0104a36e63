import { getSharded, fold, Money } from '@tramo/kernel';
import { given } from '../../../../test/support/decider-kit';
import { AllocateCategoryHandler } from './allocate-category';
import { balanceOf, financing, freeOf } from './financing.state';
import {
  allocated,
  category,
  date,
  executed,
  planned,
  reallocated,
  released,
  reserved,
  shared,
  signed,
  usd,
  type FinancingEvent,
} from './financing.testing';
import { PlanCategoriesHandler } from './plan-categories';
import { ReallocateCategoryHandler } from './reallocate-category';
import { RecordPriorExecutionHandler } from './record-prior-execution';

const ground = { exists: true, monthClosed: false, entityKnown: true };
const open = { facts: { ground } };
const closed = { facts: { ground: { ...ground, monthClosed: true } } };
const history = { mode: 'history', ...open } as const;
const agreement = [signed, shared('UCP', '850'), category('1'), category('2')] as const;
const cell = { financing: '8735-bo', share: 'UCP', category: '1' };

describe('allocating a share to categories', () => {
  const body = { ...cell, amount: usd('600') };
  const asked = given(AllocateCategoryHandler, ...agreement);

  it('puts an amount into one, or into none yet', () => {
    asked.when(body, open).thenAccepted(allocated('600'));
    const { category: _none, ...unbroken } = body;
    asked.when(unbroken, open).thenAccepted(allocated('600', { category: null }));
  });

  it('never exceeds the share', () => {
    const after = given(AllocateCategoryHandler, ...agreement, allocated('250.01', { category: '2' }));
    const [refused] = after.when(body, open).thenRefused('ALLOCATION_EXCEEDS_SHARE');
    expect(refused?.cure).toMatch(/^allocate at most 599\.99 USD/);
    after.when(body, history).thenFound(['ALLOCATION_EXCEEDS_SHARE'], allocated('600'));
  });

  it('counts what was reallocated once', () => {
    const full = [...agreement, allocated('850'), reallocated('850')];
    given(AllocateCategoryHandler, ...full)
      .when({ ...body, amount: usd('0.01') }, open)
      .thenRefused('ALLOCATION_EXCEEDS_SHARE');
  });

  it.each([
    ['no share', { share: 'FPS' }, 'SHARE_UNKNOWN'],
    ['no category', { category: '9' }, 'CODE_UNKNOWN'],
    ['nothing', { amount: usd('0') }, 'AMOUNT_NOT_POSITIVE'],
    ['another currency', { amount: { amount: '1', currency: 'BOB' } }, 'CURRENCY_NOT_OF_FINANCING'],
  ])('refuses %s', (_what, wrong, code) => {
    asked.when({ ...body, ...wrong }, open).thenRefused(code);
  });

  it('posts to open months, and says what it corrects', () => {
    asked.when(body, closed).thenRefused('MONTH_CLOSED');
    asked.when(body, { ...closed, mode: 'history' }).thenFound(['MONTH_CLOSED'], allocated('600'));
    const correctsOn = date('2022-02-28');
    asked.when({ ...body, correctsOn }, open).thenAccepted(allocated('600', { correctsOn }));
    asked.when({ ...body, correctsOn: date('2022-03-31') }, open).thenRefused('CORRECTS_THE_FUTURE');
  });

  it('needs an agreement', () => {
    given(AllocateCategoryHandler).when(body, open).thenRefused('FINANCING_UNKNOWN');
  });
});

describe('reallocating between categories', () => {
  const body = {
    financing: '8735-bo',
    share: 'UCP',
    from: '1',
    to: '2',
    amount: usd('100'),
    reason: 'letter',
  };
  const asked = given(ReallocateCategoryHandler, ...agreement, allocated('100'));

  it('moves what is free', () => {
    asked.when(body, open).thenAccepted(reallocated('100'));
    const { from: _none, ...unbroken } = body;
    given(ReallocateCategoryHandler, ...agreement, allocated('100', { category: null }))
      .when(unbroken, open)
      .thenAccepted(reallocated('100', { from: null }));
  });

  it('leaves alone what is reserved', () => {
    const taken = given(ReallocateCategoryHandler, ...agreement, allocated('100'), reserved('0.01'));
    const [refused] = taken.when(body, open).thenRefused('CATEGORY_FREE_EXCEEDED');
    expect(JSON.parse(JSON.stringify(refused?.values))).toMatchObject({
      free: usd('99.99'),
      shortfall: usd('0.01'),
    });
    taken.when(body, history).thenFound(['CATEGORY_FREE_EXCEEDED'], reallocated('100'));
  });

  it.each([
    ['to itself', { to: '1' }, 'REALLOCATION_TO_ITSELF'],
    ['from no category', { from: '9' }, 'CODE_UNKNOWN'],
    ['to no category', { to: '9' }, 'CODE_UNKNOWN'],
    ['in no share', { share: 'FPS' }, 'SHARE_UNKNOWN'],
    ['nothing', { amount: usd('-5') }, 'AMOUNT_NOT_POSITIVE'],
  ])('refuses %s', (_what, wrong, code) => {
    asked.when({ ...body, ...wrong }, open).thenRefused(code);
  });

  it('posts to open months, of an agreement', () => {
    asked.when(body, closed).thenRefused('MONTH_CLOSED');
    given(ReallocateCategoryHandler).when(body, open).thenRefused('FINANCING_UNKNOWN');
  });
});

describe('what was executed before the ledger began', () => {
  const body = { ...cell, amount: usd('80'), until: date('2021-12-31') };
  const asked = given(RecordPriorExecutionHandler, ...agreement, allocated('80'));

  it('is documented at once', () => {
    asked.when(body, open).thenAccepted(executed('80'));
  });

  it('never exceeds what is free', () => {
    const after = given(RecordPriorExecutionHandler, ...agreement, allocated('80'), executed('30'));
    after.when(body, open).thenRefused('CATEGORY_FREE_EXCEEDED');
    after.when(body, history).thenFound(['CATEGORY_FREE_EXCEEDED'], executed('80'));
  });

  it.each([
    ['no share', { share: 'FPS' }, 'SHARE_UNKNOWN'],
    ['no category', { category: '9' }, 'CODE_UNKNOWN'],
    ['nothing', { amount: usd('0') }, 'AMOUNT_NOT_POSITIVE'],
  ])('refuses %s', (_what, wrong, code) => {
    asked.when({ ...body, ...wrong }, open).thenRefused(code);
  });

  it('posts to open months, of an agreement', () => {
    asked.when(body, closed).thenRefused('MONTH_CLOSED');
    given(RecordPriorExecutionHandler).when(body, open).thenRefused('FINANCING_UNKNOWN');
  });
});

describe('planning a year by category', () => {
  const line = (amount: string, of = '1') => ({ category: of, amount: usd(amount) });
  const body = { financing: '8735-bo', share: 'UCP', year: '2022', lines: [line('100'), line('50', '2')] };
  const asked = given(PlanCategoriesHandler, ...agreement);

  it('writes one event for each, with what changed', () => {
    asked.when(body, open).thenAccepted(planned('100', '100'), planned('50', '50', { category: '2' }));
    given(PlanCategoriesHandler, ...agreement, planned('100', '100'), planned('70', '-30'))
      .when({ ...body, lines: [line('90')] }, open)
      .thenAccepted(planned('90', '20'));
  });

  it('takes out of the plan only what is in it', () => {
    const nothing = { ...body, lines: [line('0')] };
    asked.when(nothing, open).thenRefused('AMOUNT_NOT_POSITIVE');
    given(PlanCategoriesHandler, ...agreement, planned('100', '100'))
      .when(nothing, open)
      .thenAccepted(planned('0', '-100'));
  });

  it.each([
    ['a category twice', { lines: [line('1'), line('2')] }, 'CATEGORY_TWICE'],
    ['no category', { lines: [line('1', '9')] }, 'CODE_UNKNOWN'],
    ['no share', { share: 'FPS' }, 'SHARE_UNKNOWN'],
    ['less than nothing', { lines: [line('-1')] }, 'AMOUNT_NOT_POSITIVE'],
    ['no line', { lines: [] }, 'NOTHING_NAMED'],
    [
      'another currency',
      { lines: [{ category: '1', amount: { amount: '1', currency: 'BOB' } }] },
      'CURRENCY_NOT_OF_FINANCING',
    ],
  ])('refuses %s', (_what, wrong, code) => {
    asked.when({ ...body, ...wrong }, open).thenRefused(code);
  });

  it('posts to open months, of an agreement', () => {
    asked.when(body, closed).thenRefused('MONTH_CLOSED');
    given(PlanCategoriesHandler).when(body, open).thenRefused('FINANCING_UNKNOWN');
  });
});

describe('the balance of a category', () => {
  const after = (...events: readonly FinancingEvent[]) => fold(financing, [...agreement, ...events]);
  const amounts = (state: typeof financing.initial) => {
    const { free, reserved: held, eligible, documented } = balanceOf(state, 'UCP', '1');
    return [free, held, eligible, documented].map(({ amount }) => amount);
  };

  it('is nothing before anything is allocated', () => {
    expect(freeOf(after(), 'UCP', '1')).toEqual(Money.zero('USD'));
  });

  it('goes from free to reserved, and back in parts', () => {
    const held = after(allocated('100'), executed('10'), reserved('60'));
    expect(amounts(held)).toEqual(['30.00', '60.00', '0.00', '10.00']);
    const back = fold(financing, [released('20')], held);
    expect(amounts(back)).toEqual(['50.00', '40.00', '0.00', '10.00']);
    const one = getSharded(back.reservations, 'r-1');
    expect(one).toMatchObject({ share: 'UCP', category: '1', agreement: 'c-1' });
    expect(one?.amount.amount).toBe('40.00');
    const whole = fold(financing, [released('40')], back);
    expect(amounts(whole)).toEqual(['90.00', '0.00', '0.00', '10.00']);
    expect(getSharded(whole.reservations, 'r-1')?.amount.isZero()).toBe(true);
  });

  it('is kept for each share and category by itself', () => {
    const state = after(allocated('100'), allocated('40', { category: null }), reallocated('25'));
    expect(freeOf(state, 'UCP', '1').amount).toBe('75.00');
    expect(freeOf(state, 'UCP', '2').amount).toBe('25.00');
    expect(freeOf(state, 'UCP', null).amount).toBe('40.00');
    expect(freeOf(state, 'FPS', '1').amount).toBe('0.00');
  });
});
