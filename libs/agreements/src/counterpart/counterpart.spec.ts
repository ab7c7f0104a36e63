import { Money } from '@tramo/kernel';
import type { AccountAnswer } from '@tramo/treasury';
import { given } from '../../../../test/support/decider-kit';
import type { AgreementEvent, DataOf } from '../agreement.events';
import {
  bob,
  day,
  deposited,
  doneBy,
  facts as base,
  ofAgreement,
  posted,
  promise,
  signed,
  suspended,
  today,
  verified,
} from '../agreement.testing';
import { agreement } from '../agreement';
import { fourNumbersOf } from './counterpart.state';
import { DepositCounterpartHandler } from './deposit-counterpart';
import { ReverseDepositHandler } from './reverse-deposit';
import { VerifyCounterpartHandler } from './verify-counterpart';

const account: AccountAnswer = {
  exists: true,
  programme: 'par2',
  entity: 'org-12',
  holder: 'org-12',
  kind: 'organisation',
  financing: null,
  currency: 'BOB',
  bank: 'Unión',
  number: '100-1',
  state: 'open',
  verified: null,
  changedBy: null,
  verifications: [],
  balance: bob('0.00'),
  held: bob('0.00'),
  free: bob('0.00'),
};
const facts = { ...base, account };
const byTito = { facts, actor: 'tito' };

const deposit = (amount: string, more = {}) => ({
  ...ofAgreement,
  by: 'ana',
  deposit: 'D-1',
  party: 'org-12',
  kind: 'cash' as const,
  amount: bob(amount),
  account: 'org-12-main',
  depositedOn: today,
  ...more,
});
const verify = (id = 'D-1') => ({
  ...ofAgreement,
  by: 'tito',
  deposit: id,
  shownBy: 'statement 3, line 12',
});
const reverse = (id = 'D-1') => ({
  ...ofAgreement,
  by: 'ana',
  deposit: id,
  how: 'bounced' as const,
  reason: 'no funds',
});
const reversed = (more: Partial<DataOf<'CounterpartReversed'>> = {}): AgreementEvent => ({
  type: 'CounterpartReversed',
  data: {
    ...posted,
    ...doneBy(),
    deposit: 'D-1',
    party: 'org-12',
    kind: 'cash',
    amount: bob('100.00'),
    how: 'bounced',
    reason: 'no funds',
    wasVerified: false,
    beyondPromise: bob('0.00'),
    ...more,
  },
});
/** An expense that was accepted has used so much of it. */
const used = (amount: string): AgreementEvent => ({
  type: 'ExpenseAccepted',
  data: {
    ...posted,
    ...doneBy(),
    expense: 'E-1',
    tranche: 1,
    commitment: 'a-17-2022',
    subsidy: bob('0.00'),
    excess: bob('0.00'),
    contributions: [promise('org-12', amount)],
    withheld: bob('0.00'),
    eligible: null,
  },
});

describe('a deposit', () => {
  test('in cash goes to an account of the organisation', () => {
    given(DepositCounterpartHandler, signed())
      .when(deposit('100'), { facts })
      .thenAccepted(deposited('D-1', '100.00'));
  });

  test('in kind is something, and nobody’s account', () => {
    const inKind = { kind: 'in-kind' as const, account: null, description: 'forty days of work' };
    given(DepositCounterpartHandler, signed())
      .when(deposit('100', inKind), { facts: { ...facts, account: { exists: false } } })
      .thenAccepted(deposited('D-1', '100.00', inKind));
  });

  test('of more than was promised counts as promised from then on', () => {
    given(DepositCounterpartHandler, signed(), deposited('D-0', '2400'))
      .when(deposit('150'), { facts })
      .thenAccepted(deposited('D-1', '150.00', { beyondPromise: bob('50.00') }));
  });

  test('of somebody who has promised it counts as theirs', () => {
    const buyer = signed({ promised: [promise('org-12', '2500.00'), promise('buyer', '500.00')] });
    given(DepositCounterpartHandler, buyer)
      .when(deposit('100', { party: 'buyer' }), { facts })
      .thenAccepted(deposited('D-1', '100.00', { party: 'buyer' }));
    given(DepositCounterpartHandler, buyer)
      .when(deposit('100', { party: 'nobody' }), { facts, mode: 'history' })
      .thenRefused('PARTY_UNKNOWN');
  });

  test('is taken while the agreement is suspended, and not when it has ended', () => {
    given(DepositCounterpartHandler, signed(), suspended)
      .when(deposit('100'), { facts })
      .thenAccepted(deposited('D-1', '100.00'));
    const ended = {
      type: 'AgreementTerminated' as const,
      data: { ...ofAgreement, ...doneBy(), reason: 'abandoned' },
    };
    given(DepositCounterpartHandler, signed(), ended)
      .when(deposit('100'), { facts })
      .thenRefused('AGREEMENT_NOT_IN_FORCE');
  });

  test.each([
    ['DEPOSIT_EXISTS', deposit('1', { deposit: 'D-0' })],
    ['DEPOSIT_EXISTS', deposit('1', { deposit: 'd-0' })],
    ['AMOUNT_NOT_POSITIVE', deposit('0')],
    ['AMOUNT_NOT_POSITIVE', deposit('-5')],
    ['CURRENCY_NOT_OF_AGREEMENT', deposit('1', { amount: { amount: '1', currency: 'USD' } })],
    ['DEPOSIT_INCOMPLETE', deposit('1', { account: null })],
    ['DEPOSIT_INCOMPLETE', deposit('1', { kind: 'in-kind' })],
    ['DEPOSIT_NOT_YET_MADE', deposit('1', { depositedOn: day('2022-04-01') })],
    ['AGREEMENT_UNKNOWN', deposit('1', { programme: 'par3' })],
  ] as const)('makes no sense at any time: %s', (code, body) => {
    given(DepositCounterpartHandler, signed(), deposited('D-0', '1'))
      .when(body, { facts, mode: 'history' })
      .thenRefused(code);
  });

  test.each([
    ['ACCOUNT_NOT_OF_ORGANISATION', { ...account, holder: 'org-13' }],
    ['ACCOUNT_NOT_OF_ORGANISATION', { ...account, kind: 'operating' as const }],
    ['CURRENCY_NOT_OF_AGREEMENT', { ...account, currency: 'USD' as const }],
    ['ACCOUNT_CLOSED', { ...account, state: 'closed' as const }],
  ] as const)('on another account breaks a rule: %s', (code, other) => {
    given(DepositCounterpartHandler, signed())
      .when(deposit('100'), { facts: { ...facts, account: other } })
      .thenRefused(code);
    given(DepositCounterpartHandler, signed())
      .when(deposit('100'), { facts: { ...facts, account: other }, mode: 'history' })
      .thenFound([code], deposited('D-1', '100.00'));
  });

  test('on no account, or in a closed month, is refused', () => {
    given(DepositCounterpartHandler, signed())
      .when(deposit('1'), { facts: { ...facts, account: { exists: false } } })
      .thenRefused('ACCOUNT_UNKNOWN');
    const closed = { ...facts, programme: { ...facts.programme, monthClosed: true } };
    given(DepositCounterpartHandler, signed())
      .when(deposit('1'), { facts: closed })
      .thenRefused('MONTH_CLOSED');
  });

  test('of a kind that the terms do not count is refused', () => {
    const inCash = signed({ counterpart: { rate: '30', base: 'total', kinds: ['cash'] } });
    given(DepositCounterpartHandler, inCash)
      .when(deposit('1', { kind: 'in-kind', account: null, description: 'work' }), { facts })
      .thenRefused('KIND_NOT_AGREED');
  });
});

describe('verifying a deposit', () => {
  const before = [signed(), deposited('D-1', '100')];

  test('takes another person, and a line of the bank', () => {
    given(VerifyCounterpartHandler, ...before)
      .when(verify(), byTito)
      .thenAccepted(verified('D-1', '100.00'));
    given(VerifyCounterpartHandler, ...before)
      .when(verify(), { facts, actor: 'ana' })
      .thenRefused('SAME_PERSON');
    given(VerifyCounterpartHandler, ...before)
      .when(verify(), { facts, actor: 'ana', mode: 'history' })
      .thenFound(['SAME_PERSON'], verified('D-1', '100.00', doneBy('ana')));
  });

  test('happens once, to a deposit that stands', () => {
    given(VerifyCounterpartHandler, ...before)
      .when(verify('D-2'), byTito)
      .thenRefused('DEPOSIT_UNKNOWN');
    given(VerifyCounterpartHandler, ...before, verified('D-1', '100'))
      .when(verify(), byTito)
      .thenRefused('DEPOSIT_VERIFIED_ALREADY');
    given(VerifyCounterpartHandler, ...before, reversed())
      .when(verify(), byTito)
      .thenRefused('DEPOSIT_REVERSED_ALREADY');
  });
});

describe('reversing a deposit', () => {
  const before = [signed(), deposited('D-1', '100')];

  test('says whether it had been verified', () => {
    given(ReverseDepositHandler, ...before)
      .when(reverse(), { facts })
      .thenAccepted(reversed());
    given(ReverseDepositHandler, ...before, verified('D-1', '100'))
      .when(reverse(), { facts })
      .thenAccepted(reversed({ wasVerified: true }));
  });

  test('takes back what had counted as promised with it', () => {
    given(ReverseDepositHandler, signed(), deposited('D-0', '2450'), deposited('D-1', '100'))
      .when(reverse(), { facts })
      .thenAccepted(reversed({ beyondPromise: bob('50.00') }));
  });

  test('leaves verified what has been used', () => {
    const inUse = [...before, verified('D-1', '100'), used('60')];
    const [refusal] = given(ReverseDepositHandler, ...inUse)
      .when(reverse(), { facts })
      .thenRefused('COUNTERPART_IN_USE');
    expect(refusal!.values).toMatchObject({ shortfall: Money.of('60', 'BOB') });
    given(ReverseDepositHandler, ...inUse)
      .when(reverse(), { facts, mode: 'history' })
      .thenFound(['COUNTERPART_IN_USE'], reversed({ wasVerified: true }));
    given(ReverseDepositHandler, ...inUse, deposited('D-2', '60'), verified('D-2', '60'))
      .when(reverse(), { facts })
      .thenAccepted(reversed({ wasVerified: true }));
  });

  test('happens once', () => {
    given(ReverseDepositHandler, ...before, reversed())
      .when(reverse(), { facts })
      .thenRefused('DEPOSIT_REVERSED_ALREADY');
    given(ReverseDepositHandler, ...before)
      .when(reverse('D-9'), { facts })
      .thenRefused('DEPOSIT_UNKNOWN');
  });
});

test('promised, deposited, verified and used are four numbers of each party and kind, at every instant', () => {
  const events = [
    signed(),
    deposited('D-1', '100'),
    deposited('D-2', '50'),
    verified('D-1', '100'),
    used('60'),
    reversed({ deposit: 'D-2', amount: bob('50.00') }),
  ];
  const seen = events.map((_event, index) => {
    const state = events
      .slice(0, index + 1)
      .reduce((before, one) => agreement.evolve(before, one), agreement.initial);
    const [cash] = fourNumbersOf(state.counterpart, state.contract!.promised, 'BOB');
    return [cash!.promised, cash!.deposited, cash!.verified, cash!.used].map(({ amount }) => amount);
  });
  expect(seen).toEqual([
    ['2500.00', '0.00', '0.00', '0.00'],
    ['2500.00', '100.00', '0.00', '0.00'],
    ['2500.00', '150.00', '0.00', '0.00'],
    ['2500.00', '150.00', '100.00', '0.00'],
    ['2500.00', '150.00', '100.00', '60.00'],
    ['2500.00', '100.00', '100.00', '60.00'],
  ]);
});

describe('a line of the bank', () => {
  const both = [signed(), deposited('D-1', '100'), deposited('D-2', '100')];
  const shows = (shownBy: string): AgreementEvent => verified('D-1', '100', { shownBy });
  const another = (shownBy: string) => ({ ...verify('D-2'), shownBy });

  test.each(['statement 3, line 12', 'Statement  3 line 012', 'STATEMENT 3/LINE 12.'])(
    'proves one deposit, however it is written: %s',
    (shownBy) => {
      given(VerifyCounterpartHandler, ...both, shows('statement 3, line 12'))
        .when(another(shownBy), { facts, actor: 'vera' })
        .thenRefused('BANK_LINE_SHOWS_ANOTHER');
      given(VerifyCounterpartHandler, ...both, shows('statement 3, line 12'))
        .when(another(shownBy), { facts, actor: 'vera', mode: 'history' })
        .thenWritten('BANK_LINE_SHOWS_ANOTHER');
    },
  );

  test('is another one where its numbers are', () => {
    given(VerifyCounterpartHandler, ...both, shows('statement 3, line 12'))
      .when(another('statement 31, line 2'), { facts, actor: 'vera' })
      .thenWritten();
  });

  test('proves the next one when what it proved is reversed', () => {
    given(VerifyCounterpartHandler, ...both, shows('statement 3, line 12'), reversed({ wasVerified: true }))
      .when(another('statement 3, line 12'), { facts, actor: 'vera' })
      .thenWritten();
  });

  test('is none where an old file names none', () => {
    given(VerifyCounterpartHandler, ...both, shows('as imported'))
      .when(another('as imported'), { facts, actor: 'vera', mode: 'history' })
      .thenWritten();
  });
});
