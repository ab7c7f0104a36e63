import { given } from '../../../../test/support/decider-kit';
import { DefineCategoriesHandler } from './define-categories';
import { category, date, shared, signed, usd } from './financing.testing';
import { ShareFinancingHandler } from './share-financing';
import { SignFinancingAgreementHandler, type SignFinancingAgreementBody } from './sign-financing-agreement';

const ground = { exists: true, monthClosed: false, entityKnown: true };
const standing = { facts: { ground } };

describe('signing a financing agreement', () => {
  const body = signed.data as SignFinancingAgreementBody;
  const asked = given(SignFinancingAgreementHandler);

  it('is done once', () => {
    asked.when(body, standing).thenAccepted(signed);
    given(SignFinancingAgreementHandler, signed).when(body, standing).thenRefused('FINANCING_EXISTS');
  });

  it('finances a programme that there is', () => {
    asked.when(body, { facts: { ground: { ...ground, exists: false } } }).thenRefused('PROGRAMME_UNKNOWN');
  });

  const account = body.specialAccounts[0]!;
  it.each([
    ['nothing', { amount: usd('0') }, 'AMOUNT_NOT_POSITIVE', 'amount'],
    ['grace that ends too early', { graceEnd: date('2023-12-30') }, 'GRACE_ENDS_BEFORE_CLOSING', 'graceEnd'],
    [
      'a ceiling in another currency',
      { specialAccounts: [{ ...account, ceiling: { amount: '1', currency: 'BOB' } }] },
      'CURRENCY_NOT_OF_FINANCING',
      'specialAccounts.0.ceiling',
    ],
    [
      'a ceiling of nothing',
      { specialAccounts: [{ ...account, ceiling: usd('0') }] },
      'AMOUNT_NOT_POSITIVE',
      'specialAccounts.0.ceiling',
    ],
    ['an account twice', { specialAccounts: [account, account] }, 'SPECIAL_ACCOUNT_TWICE', 'specialAccounts'],
  ])('refuses %s', (_what, wrong, code, field) => {
    const [refused] = asked.when({ ...body, ...wrong }, standing).thenRefused(code);
    expect(refused?.field).toBe(field);
  });
});

describe('sharing it among executors', () => {
  const body = { financing: '8735-bo', executor: 'UCP', purpose: 'proyecto', amount: usd('850') };

  it('gives an executor its share, for one purpose and for another', () => {
    given(ShareFinancingHandler, signed).when(body, standing).thenAccepted(shared('UCP', '850'));
    given(ShareFinancingHandler, signed, shared('UCP', '850'))
      .when({ ...body, purpose: 'preparación', amount: usd('150') }, standing)
      .thenAccepted(shared('UCP', '150', 'preparación'));
    given(ShareFinancingHandler, signed, shared('UCP', '850'))
      .when(body, standing)
      .thenRefused('SHARE_EXISTS');
  });

  it('never gives more than there is', () => {
    const asked = given(ShareFinancingHandler, signed, shared('FPS', '150.01'));
    const [refused] = asked.when(body, standing).thenRefused('SHARES_EXCEED_FINANCING');
    expect(JSON.parse(JSON.stringify(refused))).toMatchObject({
      values: { total: usd('1000'), shared: usd('150.01'), left: usd('849.99'), amount: usd('850') },
      cure: 'share at most 849.99 USD',
    });
    asked
      .when(body, { mode: 'history', ...standing })
      .thenFound(['SHARES_EXCEED_FINANCING'], shared('UCP', '850'));
  });

  it.each([
    ['nothing', { amount: usd('0') }, 'AMOUNT_NOT_POSITIVE'],
    ['less than nothing', { amount: usd('-1') }, 'AMOUNT_NOT_POSITIVE'],
    ['another currency', { amount: { amount: '1', currency: 'BOB' } }, 'CURRENCY_NOT_OF_FINANCING'],
  ])('refuses %s', (_what, wrong, code) => {
    given(ShareFinancingHandler, signed)
      .when({ ...body, ...wrong }, standing)
      .thenRefused(code);
  });

  it('needs an agreement, and an entity', () => {
    given(ShareFinancingHandler).when(body, standing).thenRefused('FINANCING_UNKNOWN');
    given(ShareFinancingHandler, signed)
      .when(body, { facts: { ground: { ...ground, entityKnown: false } } })
      .thenRefused('CODE_UNKNOWN');
  });
});

describe('defining categories', () => {
  const one = { code: '1', name: 'Category 1', percentage: '70', eligibleAt: 'expense' } as const;
  const body = { financing: '8735-bo', categories: [one] };

  it('names them once and for all', () => {
    given(DefineCategoriesHandler, signed).when(body).thenAccepted(category('1'));
    given(DefineCategoriesHandler, signed, category('1')).when(body).thenRefused('CODE_TAKEN');
    given(DefineCategoriesHandler, signed)
      .when({ ...body, categories: [one, one] })
      .thenRefused('CODE_TAKEN');
  });

  it('needs an agreement, and something to define', () => {
    given(DefineCategoriesHandler).when(body).thenRefused('FINANCING_UNKNOWN');
    given(DefineCategoriesHandler, signed)
      .when({ ...body, categories: [] })
      .thenRefused('NOTHING_NAMED');
  });
});
