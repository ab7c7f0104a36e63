import type { ConflictRule } from '@tramo/identity';
import type { AccountAnswer } from '@tramo/treasury';
import { given } from '../../../../test/support/decider-kit';
import { affiliation, bob, ofAgreement, payeeNamed, signed, today } from '../agreement.testing';
import { NamePayeeHandler } from './name-payee';
import { facts } from './contract.testing';

describe('naming the payee', () => {
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
    verifications: [{ by: 'vera', on: today, affiliation: affiliation('vera') }],
    balance: bob('0.00'),
    held: bob('0.00'),
    free: bob('0.00'),
  };
  const verifiesNot: ConflictRule = {
    acts: ['changed-account', 'verified-account'],
    scope: 'agreement',
    by: 'person',
    force: 'refuse',
  };
  const known = { ...facts, account, duties: { version: 0, conflicts: [verifiesNot] } };
  const name = { ...ofAgreement, by: 'ana', account: 'org-12-main' };

  test('takes an account of the organisation, and somebody who has not verified it', () => {
    given(NamePayeeHandler, signed()).when(name, { facts: known }).thenAccepted(payeeNamed());
    given(NamePayeeHandler, signed())
      .when(name, { facts: known, actor: 'vera' })
      .thenRefused('DUTY_CONFLICT');
  });

  test.each([
    ['ACCOUNT_UNKNOWN', { exists: false } as const],
    ['ACCOUNT_UNKNOWN', { ...account, programme: 'par3' }],
    ['ACCOUNT_NOT_OF_ORGANISATION', { ...account, holder: 'org-9' }],
    ['ACCOUNT_CLOSED', { ...account, state: 'closed' as const }],
  ])('refuses another: %s', (code, other) => {
    given(NamePayeeHandler, signed())
      .when(name, { facts: { ...known, account: other } })
      .thenRefused(code);
  });

  test('happens once for one account', () => {
    given(NamePayeeHandler, signed(), payeeNamed())
      .when(name, { facts: known })
      .thenRefused('PAYEE_NAMED_ALREADY');
  });
});
