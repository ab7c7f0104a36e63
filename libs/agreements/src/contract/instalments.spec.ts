import { Money, type MoneyJson } from '@tramo/kernel';
import { given } from '../../../../test/support/decider-kit';
import type { AgreementEvent, DataOf } from '../agreement.events';
import { bob, instalmentCommitted, ofAgreement, signed, suspended, usd } from '../agreement.testing';
import { agreement } from '../agreement';
import { CommitInstalmentHandler } from './commit-instalment';
import { commitmentsReleased } from './elsewhere';
import { ReleaseInstalmentHandler } from './release-instalment';
import { budget, eventWith, facts, byFina, requested, approved } from './contract.testing';

/** Under a name that nobody's code can be. */
const firstCommitted = (amount = '4000.00'): AgreementEvent =>
  eventWith<'InstalmentCommitted'>(instalmentCommitted(amount), { commitment: 'a-17:2022' });

describe('committing the year’s instalments', () => {
  const commit = (more = {}) => ({ ...ofAgreement, by: 'fina', budgetYear: '2022', ...more });

  test('takes all that is agreed for the year, or a part, and later the rest', () => {
    given(CommitInstalmentHandler, signed()).when(commit(), byFina).thenAccepted(firstCommitted());
    given(CommitInstalmentHandler, signed())
      .when(commit({ amount: bob('1500') }), byFina)
      .thenAccepted(firstCommitted('1500.00'));
    given(CommitInstalmentHandler, signed(), firstCommitted('1500'))
      .when(commit(), byFina)
      .thenAccepted(firstCommitted('2500.00'));
  });

  test('goes on under the name that the year was committed under before', () => {
    given(CommitInstalmentHandler, signed(), instalmentCommitted('1500'))
      .when(commit(), byFina)
      .thenAccepted(instalmentCommitted('2500.00'));
  });

  test('stops at what is agreed', () => {
    const [refusal] = given(CommitInstalmentHandler, signed(), instalmentCommitted('1500'))
      .when(commit({ amount: bob('2500.01') }), byFina)
      .thenRefused('INSTALMENT_EXCEEDED');
    expect(refusal!.values).toMatchObject({ left: Money.of('2500', 'BOB'), excess: Money.of('0.01', 'BOB') });
    given(CommitInstalmentHandler, signed())
      .when(commit({ amount: bob('4001') }), { ...byFina, mode: 'history' })
      .thenFound(['INSTALMENT_EXCEEDED'], firstCommitted('4001.00'));
    given(CommitInstalmentHandler, signed(), instalmentCommitted())
      .when(commit(), { ...byFina, mode: 'history' })
      .thenRefused('INSTALMENT_EXCEEDED');
  });

  test.each([
    ['INSTALMENT_UNKNOWN', { budgetYear: '2024' }],
    ['AMOUNT_NOT_POSITIVE', { amount: bob('0') }],
    ['CURRENCY_NOT_OF_AGREEMENT', { amount: usd('1') }],
    ['AGREEMENT_UNKNOWN', { programme: 'par3' }],
  ])('makes no sense at any time: %s', (code, more) => {
    given(CommitInstalmentHandler, signed())
      .when(commit(more), { ...byFina, mode: 'history' })
      .thenRefused(code);
  });

  test('is of an agreement in force', () => {
    given(CommitInstalmentHandler, signed(), suspended)
      .when(commit(), byFina)
      .thenRefused('AGREEMENT_NOT_IN_FORCE');
    given(CommitInstalmentHandler).when(commit(), byFina).thenRefused('AGREEMENT_UNKNOWN');
  });
});

const released = (amount: string, more: Partial<DataOf<'InstalmentReleased'>> = {}): AgreementEvent => ({
  type: 'InstalmentReleased',
  data: {
    ...(instalmentCommitted(amount).data as DataOf<'InstalmentCommitted'>),
    reason: 'late',
    lapsed: false,
    ...more,
  },
});

describe('releasing instalments', () => {
  const release = (more = {}) => ({
    ...ofAgreement,
    by: 'fina',
    budgetYear: '2022',
    reason: 'late',
    ...more,
  });
  const before = [signed(), instalmentCommitted()];

  test('gives back what is not accrued', () => {
    given(ReleaseInstalmentHandler, ...before)
      .when(release(), byFina)
      .thenAccepted(released('4000.00'));
    given(ReleaseInstalmentHandler, ...before)
      .when(release({ amount: bob('1') }), byFina)
      .thenAccepted(released('1.00'));
  });

  test('goes no lower than what is accrued', () => {
    const accrued = [...before, requested(1, '3000'), approved(1, '3000')];
    given(ReleaseInstalmentHandler, ...accrued)
      .when(release(), byFina)
      .thenAccepted(released('1000.00'));
    const [refusal] = given(ReleaseInstalmentHandler, ...accrued)
      .when(release({ amount: bob('1500') }), byFina)
      .thenRefused('RELEASE_BELOW_ACCRUED');
    expect(refusal!.values).toMatchObject({
      accrued: Money.of('3000', 'BOB'),
      excess: Money.of('500', 'BOB'),
    });
    given(ReleaseInstalmentHandler, ...accrued)
      .when(release({ amount: bob('1500') }), { ...byFina, mode: 'history' })
      .thenFound(['RELEASE_BELOW_ACCRUED'], released('1500.00'));
  });

  test('of nothing is refused', () => {
    given(ReleaseInstalmentHandler, signed()).when(release(), byFina).thenRefused('NOTHING_COMMITTED');
    given(ReleaseInstalmentHandler, ...before, released('4000'))
      .when(release(), byFina)
      .thenRefused('NOTHING_COMMITTED');
    given(ReleaseInstalmentHandler, ...before)
      .when(release({ amount: bob('-1') }), byFina)
      .thenRefused('AMOUNT_NOT_POSITIVE');
  });

  test('gives back what a closed year still holds, and says what of it had lapsed', () => {
    const none = bob('0.00');
    const inClosed = (committed: MoneyJson) => ({
      ...budget,
      closed: true,
      commitment: { committed, accrued: none, paid: none, justified: none },
    });
    given(ReleaseInstalmentHandler, ...before)
      .when(release(), { facts: { ...facts, budget: inClosed(bob('4000.00')) }, actor: 'fina' })
      .thenAccepted(released('4000.00'));
    given(ReleaseInstalmentHandler, ...before)
      .when(release(), { facts: { ...facts, budget: inClosed(bob('1500.00')) }, actor: 'fina' })
      .thenAccepted(released('1500.00'), released('2500.00', { lapsed: true }));
  });

  test('says that what lapsed with its year is gone from the line already', () => {
    const none = bob('0.00');
    const lapsed = {
      ...budget,
      closed: true,
      commitment: { committed: none, accrued: none, paid: none, justified: none },
    };
    given(ReleaseInstalmentHandler, ...before)
      .when(release(), { facts: { ...facts, budget: lapsed }, actor: 'fina' })
      .thenAccepted(released('4000.00', { lapsed: true }));
    const asked = { by: 'fina' };
    expect(commitmentsReleased(asked, agreement.initial, [released('4000', { lapsed: true })])).toEqual([]);
    expect(commitmentsReleased(asked, agreement.initial, [released('4000')])).toEqual([
      expect.objectContaining({ id: 'a-17-2022', year: '2022', from: 'committed', to: 'available' }),
    ]);
  });
});
