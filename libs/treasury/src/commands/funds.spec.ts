import { Money, type LocalDate } from '@tramo/kernel';
import { given } from '../../../../test/support/decider-kit';
import type { AccountEvent, DataOf } from '../events';
import { treasuryPostings } from '../treasury.postings';
import {
  advanced,
  answerOf,
  bob,
  converted,
  facts,
  held,
  opened,
  operating,
  payee,
  received,
  special,
  stateOf,
  today,
  usd,
} from '../treasury.testing';
import { ConvertFundsHandler } from './convert-funds';
import { ReceiveFundsHandler } from './receive-funds';
import { ReverseReceiptHandler } from './reverse-receipt';

const posted = ({ type, data }: AccountEvent) =>
  treasuryPostings
    .postingsOf({ type, data, metadata: { effectiveOn: today } })
    .map(({ account, amount, book, dimensions }) =>
      [account, amount.toString(), book?.toString() ?? '-', dimensions.financing ?? '-'].join(' '),
    );

describe('a receipt', () => {
  const into = {
    programme: 'par2',
    account: 'op',
    receipt: 'T-1',
    kind: 'treasury',
    reference: 'C31',
  } as const;
  const advance = {
    ...into,
    account: 'ce',
    receipt: 'A-1',
    kind: 'lender-advance',
    amount: usd('1000'),
    reference: 'SWIFT 1',
  } as const;

  test('adds to an account what its kind may receive', () => {
    given(ReceiveFundsHandler, operating)
      .when({ ...into, amount: bob('10') }, { facts })
      .thenAccepted(received('T-1', '10.00'));
    given(ReceiveFundsHandler, special)
      .when(advance, { facts })
      .thenAccepted(advanced('A-1', '1000.00', '6860.00'));
    for (const [account, kind] of [
      [operating, 'lender-advance'],
      [special, 'treasury'],
      [special, 'unidentified'],
      [payee, 'treasury'],
      [opened('fps', 'collection'), 'interest'],
    ] as const) {
      const { account: id } = account.data as DataOf<'AccountOpened'>;
      given(ReceiveFundsHandler, account)
        .when({ ...into, account: id, kind, amount: bob('1') }, { facts })
        .thenRefused('NOT_OF_ACCOUNT_KIND');
    }
  });

  test('is posted where its kind says', () => {
    expect(posted(advanced('A-1', '1000.00', '6860.00'))).toEqual([
      '1110 1000.00 USD 6860.00 BOB 8735-bo',
      '2100 -1000.00 USD -6860.00 BOB 8735-bo',
    ]);
    expect(posted(received('T-1', '10'))).toEqual(['1120 10.00 BOB - -', '4200 -10.00 BOB - -']);
    expect(posted(received('I-1', '10', { kind: 'interest' }))[1]).toBe('4800 -10.00 BOB - -');
    expect(posted(received('X-1', '10', { kind: 'unidentified' }))[1]).toBe('2500 -10.00 BOB - -');
  });

  test('is an amount of the account, under a name of its own', () => {
    const refused = (amount: { amount: string; currency: string }, code: string) =>
      given(ReceiveFundsHandler, operating)
        .when({ ...into, amount }, { facts })
        .thenRefused(code);
    refused(bob('0'), 'AMOUNT_NOT_POSITIVE');
    refused(bob('-1'), 'AMOUNT_NOT_POSITIVE');
    refused(usd('1'), 'CURRENCY_NOT_OF_ACCOUNT');
    given(ReceiveFundsHandler, operating, received('T-1', '1'))
      .when({ ...into, amount: bob('1') }, { facts })
      .thenRefused('RECEIPT_EXISTS');
    const lot = converted('T-1', '1.00', '6.86', { book: '6.86', difference: '0.00', rate: '6.86' });
    given(ReceiveFundsHandler, operating, lot)
      .when({ ...into, amount: bob('1') }, { facts })
      .thenRefused('LOT_EXISTS');
  });

  test('is none of before the account was there, but in history', () => {
    const since: AccountEvent = { ...operating, effectiveOn: '2022-04-01' as LocalDate };
    const [refusal] = given(ReceiveFundsHandler, since)
      .when({ ...into, amount: bob('1') }, { facts })
      .thenRefused('BEFORE_ACCOUNT_OPENED');
    expect(refusal!.values).toMatchObject({ openedOn: '2022-04-01', effectiveOn: today });
    given(ReceiveFundsHandler, since)
      .when({ ...into, amount: bob('1') }, { facts, mode: 'history' })
      .thenFound(['BEFORE_ACCOUNT_OPENED'], received('T-1', '1.00'));
  });

  test('is one under its id, in small letters or capitals', () => {
    given(ReceiveFundsHandler, operating, received('t-1', '1.00'))
      .when({ ...into, amount: bob('1') }, { facts })
      .thenRefused('RECEIPT_EXISTS');
    // From when they were two.
    const both = [operating, received('t-1', '1.00'), received('T-1', '2.00')] as const;
    for (const [receipt, amount] of [
      ['t-1', '1.00'],
      ['T-1', '2.00'],
    ] as const) {
      const [reversal] = given(ReverseReceiptHandler, ...both)
        .when({ programme: 'par2', account: 'op', receipt, reason: 'twice' }, { facts })
        .thenWritten();
      expect(reversal!.data).toMatchObject({ receipt, amount: bob(amount) });
    }
  });

  test('needs the rate that the policy asks for', () => {
    given(ReceiveFundsHandler, special)
      .when(advance, { facts: { ...facts, rates: [] } })
      .thenRefused('RATE_MISSING');
  });

  test('beyond the ceiling is refused, and found in history', () => {
    const before = [special, advanced('A-0', '4500', '30870.00')];
    const [refusal] = given(ReceiveFundsHandler, ...before)
      .when(advance, { facts })
      .thenRefused('CEILING_EXCEEDED');
    expect(refusal!.values).toMatchObject({
      ceiling: Money.of('5000', 'USD'),
      balance: Money.of('4500', 'USD'),
      asked: Money.of('1000', 'USD'),
      excess: Money.of('500', 'USD'),
    });
    expect(refusal!.cure).toBe('advance at most 500.00 USD, or convert another 500.00 USD first');
    given(ReceiveFundsHandler, ...before)
      .when(advance, { facts, mode: 'history' })
      .thenFound(['CEILING_EXCEEDED'], advanced('A-1', '1000.00', '6860.00'));
  });

  test('corrects what was before it, in an open month', () => {
    given(ReceiveFundsHandler, operating)
      .when({ ...into, amount: bob('1'), correctsOn: today }, { facts })
      .thenRefused('CORRECTS_THE_FUTURE');
    given(ReceiveFundsHandler, operating)
      .when({ ...into, amount: bob('1'), correctsOn: '2022-01-15' }, { facts })
      .thenAccepted(received('T-1', '1.00', { correctsOn: '2022-01-15' as LocalDate }));
  });
});

describe('a reversal', () => {
  const reverse = { programme: 'par2', account: 'op', receipt: 'T-1', reason: 'not ours' };
  const reversed = (more: Partial<DataOf<'ReceiptReversed'>> = {}): AccountEvent => {
    const { reference: _reference, ...data } = received('T-1', '10').data as DataOf<'FundsReceived'>;
    const lots = [{ lot: 'T-1', amount: bob('10.00'), rate: null }];
    return {
      type: 'ReceiptReversed',
      data: { ...data, amount: bob('10.00'), lots, reason: 'not ours', ...more },
    };
  };

  test('takes out of its own lot first, and posts the other way round', () => {
    given(ReverseReceiptHandler, operating, received('T-0', '10'), received('T-1', '10'))
      .when(reverse, { facts })
      .thenAccepted(reversed());
    expect(posted(reversed())).toEqual(['1120 -10.00 BOB - -', '4200 10.00 BOB - -']);
  });

  test('is of a receipt that there is, once, and of money that is free', () => {
    given(ReverseReceiptHandler, operating).when(reverse, { facts }).thenRefused('RECEIPT_UNKNOWN');
    given(ReverseReceiptHandler, operating, received('T-1', '10'), reversed())
      .when(reverse, { facts })
      .thenRefused('RECEIPT_REVERSED_ALREADY');
    const [refusal] = given(ReverseReceiptHandler, operating, received('T-1', '10'), held('P-1', '4', 'r1'))
      .when(reverse, { facts })
      .thenRefused('CASH_EXCEEDED');
    expect(refusal!.values).toMatchObject({
      balance: Money.of('10', 'BOB'),
      held: Money.of('4', 'BOB'),
      free: Money.of('6', 'BOB'),
      asked: Money.of('10', 'BOB'),
      shortfall: Money.of('4', 'BOB'),
    });
  });
});

describe('a conversion', () => {
  const source = answerOf(special, advanced('A-1', '3000', '20580.00'));
  const all = { ...facts, source };
  const convert = {
    programme: 'par2',
    account: 'op',
    from: 'ce',
    lot: 'L-1',
    sold: usd('1000'),
    received: bob('6850'),
    reference: 'nota',
  };
  const arrived = converted('L-1', '1000.00', '6850.00', {
    book: '6860.00',
    difference: '-10.00',
    rate: '6.85',
  });

  test('arrives as a lot with the rate of the bank, and the difference to the books', () => {
    given(ConvertFundsHandler, operating).when(convert, { facts: all }).thenAccepted(arrived);
    expect(posted(arrived)).toEqual([
      '1900 1000.00 USD 6860.00 BOB 8735-bo',
      '1110 -1000.00 USD -6860.00 BOB 8735-bo',
      '1120 6850.00 BOB - -',
      '1900 -6850.00 BOB - 8735-bo',
      '1900 -10.00 BOB - 8735-bo',
      '6100 10.00 BOB - 8735-bo',
    ]);
  });

  test('is found where it is far from the rate of the day: the bank has done it, and somebody looks', () => {
    const convertedAt = (got: string, difference: string, rate: string) => ({
      outcome: given(ConvertFundsHandler, operating).when({ ...convert, received: bob(got) }, { facts: all }),
      event: converted('L-1', '1000.00', got, { book: '6860.00', difference, rate }),
    });
    const near = convertedAt('7203.00', '343.00', '7.203');
    near.outcome.thenAccepted(near.event);
    for (const far of [
      convertedAt('7203.01', '343.01', '7.20301'),
      convertedAt('6516.99', '-343.01', '6.51699'),
    ]) {
      far.outcome.thenNoted(['CONVERSION_FAR_FROM_RATE'], far.event);
    }
  });

  test('leaves nothing of its own in the currency position, at a profit and at none', () => {
    for (const [got, difference, rate] of [
      ['6900.00', '40.00', '6.90'],
      ['6860.00', '0.00', '6.86'],
    ] as const) {
      const { data, type } = converted('L-1', '1000.00', got, { book: '6860.00', difference, rate });
      const position = treasuryPostings
        .postingsOf({ type, data, metadata: { effectiveOn: today } })
        .filter(({ account }) => account === '1900')
        .map(({ amount, book }) => book ?? amount);
      expect(Money.sum('BOB', position).isZero()).toBe(true);
    }
  });

  test('is of a special account of the same books into an operating account', () => {
    const refused = (body: object, code: string, more: object = {}) =>
      given(ConvertFundsHandler, operating)
        .when({ ...convert, ...body }, { facts: { ...all, ...more } })
        .thenRefused(code);
    refused({}, 'ACCOUNT_UNKNOWN', { source: { exists: false } });
    refused({}, 'ACCOUNT_UNKNOWN', { source: { ...source, programme: 'other' } });
    refused({}, 'NOT_OF_ACCOUNT_KIND', { source: answerOf(operating) });
    refused({}, 'ACCOUNT_OF_OTHER_BOOKS', { source: { ...source, entity: 'fps' } });
    refused({}, 'ACCOUNTS_OF_ONE_CURRENCY', { source: { ...source, currency: 'BOB' } });
    refused({ sold: bob('1') }, 'CURRENCY_NOT_OF_ACCOUNT');
    refused({ received: usd('1') }, 'CURRENCY_NOT_OF_ACCOUNT');
    refused({ sold: usd('0') }, 'AMOUNT_NOT_POSITIVE');
    refused({ received: bob('-1') }, 'AMOUNT_NOT_POSITIVE');
    refused({}, 'RATE_MISSING', { rates: [] });
    given(ConvertFundsHandler, operating, arrived).when(convert, { facts: all }).thenRefused('LOT_EXISTS');
    given(ConvertFundsHandler, special)
      .when({ ...convert, account: 'ce' }, { facts: all })
      .thenRefused('NOT_OF_ACCOUNT_KIND');
  });

  test('asks the special account for what it writes that it sold', () => {
    const { reserves } = ConvertFundsHandler.spec;
    expect(
      reserves!['sold']!.plan({ ...convert }, stateOf(operating), [arrived] as readonly unknown[] as never[]),
    ).toEqual([{ stream: 'account-ce', ask: { account: 'ce', to: 'op', lot: 'L-1', sold: usd('1000.00') } }]);
  });
});
