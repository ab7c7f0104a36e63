import { given } from '../../../../test/support/decider-kit';
import type { AccountEvent, DataOf } from '../events';
import {
  doneByPerson,
  facts,
  held,
  ofOperating,
  opened,
  operating,
  payee,
  received,
  special,
  today,
} from '../treasury.testing';
import { ChangeAccountHandler } from './change-account';
import { CloseAccountHandler } from './close-account';
import { OpenAccountHandler } from './open-account';
import { VerifyAccountHandler } from './verify-account';

const inPar2 = { programme: 'par2', by: 'ana' } as const;

describe('an account', () => {
  const own = { ...inPar2, account: 'op', kind: 'operating', bank: 'Banco Unión', number: '1-002' } as const;
  const lenders = {
    ...own,
    account: 'ce',
    kind: 'special',
    financing: '8735-bo',
    specialAccount: 'CE-1',
    bank: 'BCB',
    number: '1-001',
  } as const;
  const paid = { ...own, account: 'asoproq-1', kind: 'organisation', holder: 'ASOPROQ' } as const;

  test('is opened in the books of the unit, of a credit, or of an organisation', () => {
    given(OpenAccountHandler).when(own, { facts }).thenAccepted(operating);
    given(OpenAccountHandler).when(lenders, { facts }).thenAccepted(special);
    given(OpenAccountHandler).when(paid, { facts }).thenAccepted(payee);
    given(OpenAccountHandler)
      .when({ ...own, account: 'fps', kind: 'collection', entity: 'fps', holder: 'gam' }, { facts })
      .thenAccepted(opened('fps', 'collection', { entity: 'fps', holder: 'gam' }));
  });

  test('is opened once, in a programme that there is', () => {
    given(OpenAccountHandler, operating).when(own, { facts }).thenRefused('ACCOUNT_EXISTS');
    const programme = { ...facts.programme, exists: false };
    given(OpenAccountHandler)
      .when(own, { facts: { ...facts, programme } })
      .thenRefused('PROGRAMME_UNKNOWN');
    const closed = { ...facts, programme: { ...facts.programme, monthClosed: true } };
    given(OpenAccountHandler).when(own, { facts: closed }).thenRefused('MONTH_CLOSED');
    given(OpenAccountHandler)
      .when(own, { facts: closed, mode: 'history' })
      .thenFound(['MONTH_CLOSED'], operating);
  });

  test('says what its kind says, and nothing else', () => {
    const refused = (body: Parameters<typeof OpenAccountHandler.spec.decide>[1]) =>
      given(OpenAccountHandler).when(body, { facts }).thenRefused('FIELD_NOT_OF_ACCOUNT_KIND')[0]!;
    expect(refused({ ...lenders, financing: null }).field).toBe('financing');
    expect(refused({ ...own, financing: '8735-bo' }).field).toBe('financing');
    expect(refused({ ...paid, holder: null }).field).toBe('holder');
    expect(refused({ ...paid, entity: 'uep' }).field).toBe('entity');
  });

  test('stands in the books of an entity that keeps them, in their currency', () => {
    const nobody = { ...facts, entityKind: null };
    given(OpenAccountHandler)
      .when({ ...own, entity: 'nobody' }, { facts: nobody })
      .thenRefused('CODE_UNKNOWN');
    const watched = { ...facts, entityKind: 'organisation' as const };
    given(OpenAccountHandler)
      .when({ ...own, entity: 'ASOPROQ' }, { facts: watched })
      .thenRefused('ENTITY_KEEPS_NO_BOOKS');
    given(OpenAccountHandler)
      .when({ ...own, currency: 'USD' }, { facts })
      .thenRefused('CURRENCY_NOT_OF_ACCOUNT');
    given(OpenAccountHandler)
      .when({ ...lenders, currency: 'USD' }, { facts })
      .thenAccepted(special);
  });

  test('of a credit is one that the credit has', () => {
    const [unknown] = given(OpenAccountHandler)
      .when({ ...lenders, specialAccount: 'CE-9' }, { facts })
      .thenRefused('SPECIAL_ACCOUNT_UNKNOWN');
    expect(unknown!.values['specialAccounts']).toEqual(['CE-1']);
    given(OpenAccountHandler)
      .when(lenders, { facts: { ...facts, financing: null } })
      .thenRefused('FINANCING_UNKNOWN');
    const another = { ...facts.financing!, programme: 'other' };
    given(OpenAccountHandler)
      .when(lenders, { facts: { ...facts, financing: another } })
      .thenRefused('FINANCING_UNKNOWN');
  });

  test('is closed when nothing is left in it', () => {
    const close = { ...inPar2, account: 'op', reason: 'merged' };
    const closed: AccountEvent = { type: 'AccountClosed', data: { ...ofOperating, reason: 'merged' } };
    given(CloseAccountHandler, operating).when(close, { facts }).thenAccepted(closed);
    const [refusal] = given(CloseAccountHandler, operating, received('T-1', '10'), held('P-1', '4', 'r1'))
      .when(close, { facts })
      .thenRefused('ACCOUNT_NOT_EMPTY');
    expect(refusal!.toJSON().values).toMatchObject({ account: 'op' });
    given(CloseAccountHandler, operating, closed).when(close, { facts }).thenRefused('ACCOUNT_CLOSED');
    given(CloseAccountHandler).when(close, { facts }).thenRefused('ACCOUNT_UNKNOWN');
    given(CloseAccountHandler, opened('op', 'operating', { programme: 'other' }))
      .when(close, { facts })
      .thenRefused('ACCOUNT_UNKNOWN');
  });
});

describe('a verification', () => {
  const of = { programme: 'par2', account: 'asoproq-1' } as const;
  const verify = (by: string) => ({ ...of, by, evidence: 'certificate' });
  const verified = (by: string, both: DataOf<'AccountVerified'>['verified'] = null): AccountEvent => ({
    type: 'AccountVerified',
    data: { ...of, ...doneByPerson(by), evidence: 'certificate', evidenceHash: null, verified: both },
  });
  const both = { on: today, by: ['eva', 'ivo'] };

  test('takes two people, the second of whom makes it count', () => {
    given(VerifyAccountHandler, payee)
      .when(verify('eva'), { facts, actor: 'eva' })
      .thenAccepted(verified('eva'));
    given(VerifyAccountHandler, payee, verified('eva'))
      .when(verify('ivo'), { facts, actor: 'ivo' })
      .thenAccepted(verified('ivo', both));
  });

  test('by the same person again is refused, and in history does not count twice', () => {
    given(VerifyAccountHandler, payee, verified('eva'))
      .when(verify('eva'), { facts, actor: 'eva' })
      .thenRefused('SAME_PERSON');
    given(VerifyAccountHandler, payee, verified('eva'))
      .when(verify('eva'), { facts, actor: 'eva', mode: 'history' })
      .thenFound(['SAME_PERSON'], verified('eva'));
  });

  test('is neither for who opened or changed the account, nor for whom they hired', () => {
    given(VerifyAccountHandler, payee)
      .when(verify('ana'), { facts, actor: 'ana' })
      .thenRefused('DUTY_CONFLICT');
    given(VerifyAccountHandler, payee)
      .when(verify('hugo'), { facts, actor: 'hugo' })
      .thenRefused('DUTY_CONFLICT');
  });

  test('is renewed by two again, and counts as it was until then', () => {
    const before = [payee, verified('eva'), verified('ivo', both)];
    given(VerifyAccountHandler, ...before)
      .when(verify('eva'), { facts, actor: 'eva' })
      .thenAccepted(verified('eva'));
    given(VerifyAccountHandler, ...before, verified('eva'))
      .when(verify('uma'), { facts, actor: 'uma' })
      .thenAccepted(verified('uma', { on: today, by: ['eva', 'uma'] }));
  });

  test('is lost when the account changes, which it does only to something else', () => {
    const change = { ...of, by: 'ana', bank: 'BNB', number: '9-1', reason: 'new bank' };
    const changed: AccountEvent = {
      type: 'AccountChanged',
      data: { ...of, ...doneByPerson('ana'), bank: 'BNB', number: '9-1', reason: 'new bank' },
    };
    const before = [payee, verified('eva'), verified('ivo', both)];
    given(ChangeAccountHandler, ...before)
      .when(change, { facts })
      .thenAccepted(changed);
    given(VerifyAccountHandler, ...before, changed)
      .when(verify('eva'), { facts, actor: 'eva' })
      .thenAccepted(verified('eva'));
    given(ChangeAccountHandler, ...before, changed)
      .when(change, { facts })
      .thenRefused('ACCOUNT_UNCHANGED');
    given(ChangeAccountHandler).when(change, { facts }).thenRefused('ACCOUNT_UNKNOWN');
  });
});
