import { Money } from '@tramo/kernel';
import { given } from '../../../../../test/support/decider-kit';
import type { WorkEvent } from '../work.events';
import {
  advancedWork,
  approved,
  asked,
  bob,
  built,
  committed,
  day,
  designed,
  facts,
  firstPaid,
  funded,
  intended,
  presented,
  signed,
  suspended,
  usd,
} from '../works.testing';
import { CommitWorkYearHandler } from './commit-work-year';
import { ReleaseWorkYearHandler } from './release-work-year';
import { SignWorkAddendumHandler } from './sign-work-addendum';

const by = (actor: string, more: object = {}) => ({ facts: { ...facts, ...more }, actor });
const addendum = { ...asked, addendum: 'A-1', reference: 'Adenda 1/2022', reason: 'another culvert' };
const uncommitted = funded.filter(({ type }) => type !== 'WorkYearCommitted');

const written = (events: readonly WorkEvent[], more: object) => {
  const [event] = given(SignWorkAddendumHandler, ...events)
    .when({ ...addendum, ...more }, by('fina'))
    .thenWritten();
  if (event?.type !== 'WorkAddendumSigned') throw new Error('an addendum is signed');
  return event;
};

describe('an addendum', () => {
  test("on more reserves more of the category, and promises the municipality's share of it", () => {
    expect(written(funded, { amount: bob('110000') }).data).toMatchObject({
      shared: { municipal: bob('22000.00'), lender: bob('88000.00') },
      promise: bob('2000.00'),
      beyondPromise: bob('0.00'),
      reservedChange: { amount: usd('1166.18') },
      endsOn: '2023-06-30',
    });
  });

  test('on less gives its share of the category back, and leaves what was paid in as it is', () => {
    expect(written(uncommitted, { amount: bob('90000') }).data).toMatchObject({
      promise: bob('-2000.00'),
      beyondPromise: bob('2000.00'),
      reservedChange: { amount: usd('-1166.18') },
    });
  });

  test('holds from then on, for what is committed, measured and paid', () => {
    const more = written(funded, { amount: bob('110000') });
    const year = { ...asked, budgetYear: '2022', amount: bob('8000.01') };
    const [refused] = given(CommitWorkYearHandler, ...funded, more)
      .when(year, by('fina'))
      .thenRefused('COMMITMENT_EXCEEDS_SHARE');
    expect(refused!.values).toMatchObject({ left: Money.of('8000', 'BOB') });
    given(SignWorkAddendumHandler, ...funded, more)
      .when({ ...addendum, endsOn: day('2023-07-31') }, by('fina'))
      .thenRefused('ADDENDUM_EXISTS');
  });

  test('agrees nothing away that was measured, advanced or committed', () => {
    const [refused] = given(SignWorkAddendumHandler, ...firstPaid)
      .when({ ...addendum, amount: bob('60752.68') }, by('fina'))
      .thenRefused('AMOUNT_BELOW_MEASURED', 'COMMITTED_BEYOND_AGREED');
    // Bs 10,000 are still to be amortised: at a retention of 7 %, by 10,752.69 at least.
    expect(refused!.values).toMatchObject({ least: Money.of('60752.69', 'BOB') });
    const asPresented = given(SignWorkAddendumHandler, ...advancedWork, presented()).when(
      { ...addendum, amount: bob('60752.68') },
      by('fina'),
    );
    asPresented.thenRefused('AMOUNT_BELOW_MEASURED', 'COMMITTED_BEYOND_AGREED');
    given(SignWorkAddendumHandler, ...funded)
      .when({ ...addendum, amount: bob('90000') }, by('fina'))
      .thenRefused('COMMITTED_BEYOND_AGREED');
  });

  test('says another end in time for the lender, after all that is measured', () => {
    expect(written(funded, { endsOn: day('2023-09-30') }).data).toMatchObject({
      amount: bob('100000.00'),
      promise: bob('0.00'),
      reservedChange: null,
      endsOn: '2023-09-30',
    });
    const refuses = (endsOn: string, events: readonly WorkEvent[] = funded) =>
      given(SignWorkAddendumHandler, ...events).when({ ...addendum, endsOn: day(endsOn) }, by('fina'));
    refuses('2024-05-02').thenRefused('PAST_CLOSING_DATE');
    refuses('2022-02-01').thenRefused('ENDS_BEFORE_START');
    refuses('2022-03-30', firstPaid).thenRefused('ENDS_BEFORE_MEASURED');
    refuses('2023-06-30').thenRefused('ADDENDUM_CHANGES_NOTHING');
  });

  test('is of a work that is signed and goes on', () => {
    given(SignWorkAddendumHandler, intended, designed)
      .when(addendum, by('fina'))
      .thenRefused('WORK_NOT_SIGNED');
    given(SignWorkAddendumHandler, ...funded, suspended)
      .when({ ...addendum, amount: bob('110000') }, by('fina'))
      .thenRefused('WORK_SUSPENDED');
    given(SignWorkAddendumHandler, ...funded)
      .when({ ...addendum, amount: usd('1') }, by('fina'))
      .thenRefused('CURRENCY_NOT_OF_AGREEMENT');
  });
});

describe('what a year has committed', () => {
  const release = { ...asked, budgetYear: '2022', reason: 'the rains' };

  test('and not accrued is released, and may be committed elsewhere', () => {
    const [all] = given(ReleaseWorkYearHandler, ...advancedWork, presented(), approved())
      .when(release, by('fina'))
      .thenWritten();
    expect(all).toMatchObject({ type: 'WorkYearReleased', data: { amount: bob('40000.00'), lapsed: false } });
    given(CommitWorkYearHandler, ...advancedWork, presented(), approved(), all!)
      .when({ ...asked, budgetYear: '2023', amount: bob('40000') }, by('fina'))
      .thenAccepted(committed('40000.00', '2023'));
    given(ReleaseWorkYearHandler, ...advancedWork, presented(), approved())
      .when({ ...release, amount: bob('40000.01') }, by('fina'))
      .thenRefused('RELEASE_BELOW_ACCRUED');
  });

  test('is released where there is any', () => {
    given(ReleaseWorkYearHandler, ...built)
      .when(release, by('fina'))
      .thenRefused('NOTHING_COMMITTED');
    given(ReleaseWorkYearHandler, intended, designed, signed)
      .when(release, by('fina'))
      .thenRefused('NOTHING_COMMITTED');
  });

  test('lapses with its year', () => {
    const zero = bob('0.00');
    const commitment = { committed: zero, accrued: zero, paid: zero, justified: zero };
    const [event] = given(ReleaseWorkYearHandler, ...funded)
      .when(release, by('fina', { budget: { ...facts.budget, closed: true, commitment } }))
      .thenWritten();
    expect(event).toMatchObject({ data: { lapsed: true } });
    const still = { ...commitment, committed: bob('80000.00') };
    given(ReleaseWorkYearHandler, ...funded)
      .when(release, by('fina', { budget: { ...facts.budget, closed: true, commitment: still } }))
      .thenWritten()
      .forEach((one) => expect(one).toMatchObject({ data: { lapsed: false } }));
  });
});
