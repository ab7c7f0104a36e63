import { given } from '../../../../test/support/decider-kit';
import type { AgreementEvent, DataOf } from '../agreement.events';
import {
  bob,
  day,
  deposited,
  doneBy,
  instalment,
  instalmentCommitted,
  line,
  ofAgreement,
  promise,
  signed,
  suspended,
  usd,
} from '../agreement.testing';
import { agreement } from '../agreement';
import { found } from '../tranches/conditions/conditions.testing';
import { categoryFreed, categoryReservedMore } from './elsewhere';
import { SignAddendumHandler } from './sign-addendum';
import { facts, requested, approved, confirmed, eventWith } from './contract.testing';

describe('an addendum', () => {
  const addendum = (more = {}) => ({
    ...ofAgreement,
    by: 'sofia',
    addendum: 'ad-1',
    reference: 'Adenda 1',
    reason: 'frost',
    ...more,
  });
  const bySofia = { facts, actor: 'sofia' };
  const { data: before } = signed() as Extract<AgreementEvent, { type: 'AgreementSigned' }>;
  const amended = (more: Partial<DataOf<'AddendumSigned'>> = {}): AgreementEvent => ({
    type: 'AddendumSigned',
    data: {
      ...ofAgreement,
      ...doneBy('sofia'),
      correctsOn: null,
      addendum: 'ad-1',
      reference: 'Adenda 1',
      reason: 'frost',
      entity: 'uep',
      line,
      credit: before.credit,
      tranches: before.tranches,
      phases: before.phases,
      counterpart: before.counterpart,
      promised: before.promised,
      endsOn: before.endsOn,
      futureYears: [],
      promises: [],
      beyondPromise: [],
      droppedTranches: [],
      reservedChange: null,
      ...more,
    },
  });
  const more = {
    credit: bob('7700.00'),
    tranches: [before.tranches[0]!, instalment(2, '3700.00', '2023')],
    promised: [promise('org-12', '2800.00'), promise('org-12', '500.00', 'in-kind')],
  };

  test('changes a date, and leaves the rest as it was', () => {
    const endsOn = day('2023-09-30');
    given(SignAddendumHandler, signed())
      .when(addendum({ endsOn }), bySofia)
      .thenAccepted(amended({ endsOn }));
    given(SignAddendumHandler, signed(), amended())
      .when(addendum({ endsOn }), bySofia)
      .thenRefused('ADDENDUM_EXISTS');
    given(SignAddendumHandler, signed())
      .when(addendum({ endsOn: day('2023-12-31') }), bySofia)
      .thenRefused('PAST_CLOSING_DATE');
  });

  test('renews a phase, whose next tranche may be paid again', () => {
    const phase = {
      phase: 'feasibility',
      cap: bob('7000.00'),
      from: before.startsOn,
      until: day('2022-03-15'),
      counterpart: null,
    };
    const tranches = before.tranches.map((one) => ({ ...one, phase: 'feasibility' }));
    const phased = signed({ phases: [phase], tranches });
    const renewed = [{ ...phase, until: day('2022-06-30') }];
    const events = given(SignAddendumHandler, phased)
      .when(addendum({ phases: renewed }), bySofia)
      .thenWritten();
    expect(found('phase', [phased, instalmentCommitted()])).toMatchObject({
      result: 'fail',
      cure: 'sign an addendum that renews the phase to 2022-03-31 or later',
    });
    expect(found('phase', [phased, instalmentCommitted(), ...events]).result).toBe('pass');
  });

  test('that changes nothing is none', () => {
    const nothing = amended();
    given(SignAddendumHandler, signed()).when(addendum(), bySofia).thenRefused('ADDENDUM_CHANGES_NOTHING');
    given(SignAddendumHandler, signed())
      .when(addendum({ credit: before.credit, tranches: before.tranches }), bySofia)
      .thenRefused('ADDENDUM_CHANGES_NOTHING');
    given(SignAddendumHandler, signed())
      .when(addendum(), { ...bySofia, mode: 'history' })
      .thenFound(['ADDENDUM_CHANGES_NOTHING'], nothing);
    given(SignAddendumHandler, signed(), nothing)
      .when(addendum({ addendum: 'AD-1', endsOn: day('2023-09-30') }), bySofia)
      .thenRefused('ADDENDUM_EXISTS');
  });

  test('of more credit says what changes by year and by party, and takes more of the category', () => {
    const rate = { ...before.reserved!.rate!, value: '7.00' };
    const event = amended({
      ...more,
      futureYears: [{ budgetYear: '2023', amount: bob('700.00') }],
      promises: [promise('org-12', '300.00')],
      reservedChange: { amount: usd('100.00'), rate },
    });
    given(SignAddendumHandler, signed()).when(addendum(more), bySofia).thenAccepted(event);
    const state = agreement.evolve(agreement.initial, signed());
    expect(categoryReservedMore({}, state, [event])).toEqual([
      expect.objectContaining({ amount: usd('100.00'), original: bob('700.00'), reservationId: 'a-17' }),
    ]);
    expect(categoryFreed({}, state, [event])).toEqual([]);
  });

  test('of less credit gives back its part of the category, as far as it is there', () => {
    const less = {
      credit: bob('3500.00'),
      tranches: [instalment(1, '3500.00', '2022')],
      promised: [promise('org-12', '1500.00')],
    };
    const event = amended({
      ...less,
      futureYears: [
        { budgetYear: '2022', amount: bob('-500.00') },
        { budgetYear: '2023', amount: bob('-3000.00') },
      ],
      promises: [promise('org-12', '-1000.00'), promise('org-12', '-500.00', 'in-kind')],
      droppedTranches: [2],
      reservedChange: { amount: usd('-510.21'), rate: before.reserved!.rate },
    });
    given(SignAddendumHandler, signed()).when(addendum(less), bySofia).thenAccepted(event);
    const state = agreement.evolve(agreement.initial, signed());
    expect(categoryFreed({}, state, [event])).toEqual([
      expect.objectContaining({ from: 'reserved', to: 'free', amount: usd('510.21') }),
    ]);
    const spent = eventWith<'TrancheConfirmed'>(confirmed(2, '1'), {
      eligible: { amount: usd('1015.41'), rate: null },
    });
    given(SignAddendumHandler, signed(), spent)
      .when(addendum(less), bySofia)
      .thenAccepted(
        eventWith<'AddendumSigned'>(event, {
          reservedChange: { amount: usd('-5.00'), rate: before.reserved!.rate },
        }),
      );
  });

  test('promises what was given without a promise', () => {
    const promised = [promise('org-12', '2600.00'), promise('org-12', '500.00', 'in-kind')];
    given(SignAddendumHandler, signed(), deposited('D-1', '2550', { beyondPromise: bob('50.00') }))
      .when(addendum({ promised }), bySofia)
      .thenAccepted(
        amended({
          promised,
          promises: [promise('org-12', '100.00')],
          beyondPromise: [promise('org-12', '-50.00')],
        }),
      );
  });

  test('leaves a tranche that is under way as it was', () => {
    const other = { tranches: [instalment(1, '3000.00', '2022'), instalment(2, '4000.00', '2023')] };
    given(SignAddendumHandler, signed(), requested())
      .when(addendum(other), bySofia)
      .thenRefused('TRANCHE_UNDER_WAY');
    given(SignAddendumHandler, signed(), requested())
      .when(
        addendum({ tranches: [{ ...before.tranches[0]!, dueOn: day('2022-05-01') }, before.tranches[1]!] }),
        bySofia,
      )
      .thenAccepted(
        amended({ tranches: [{ ...before.tranches[0]!, dueOn: day('2022-05-01') }, before.tranches[1]!] }),
      );
    const returned: AgreementEvent = {
      type: 'TrancheReturned',
      data: { ...ofAgreement, ...doneBy(), tranche: 1, reason: 'papers' },
    };
    given(SignAddendumHandler, signed(), requested(), returned)
      .when(addendum(other), bySofia)
      .thenAccepted(
        amended({
          ...other,
          futureYears: [
            { budgetYear: '2022', amount: bob('-1000.00') },
            { budgetYear: '2023', amount: bob('1000.00') },
          ],
        }),
      );
  });

  test('goes neither below what is accrued nor below what is committed', () => {
    const small = {
      credit: bob('1000.00'),
      tranches: [instalment(1, '1000.00', '2022')],
      promised: [promise('org-12', '500.00')],
    };
    given(SignAddendumHandler, signed(), instalmentCommitted(), requested(), approved())
      .when(addendum(small), bySofia)
      .thenRefused('TRANCHE_UNDER_WAY', 'CREDIT_BELOW_ACCRUED', 'COMMITTED_BEYOND_AGREED');
    const [refusal] = given(SignAddendumHandler, signed(), instalmentCommitted())
      .when(addendum(small), bySofia)
      .thenRefused('COMMITTED_BEYOND_AGREED');
    expect(refusal!.cure).toBe('release 3000.00 BOB of 2022 first');
  });

  test('keeps the rules of what it changes', () => {
    given(SignAddendumHandler, signed())
      .when(addendum({ credit: bob('7001.00') }), bySofia)
      .thenRefused('INSTALMENTS_DISAGREE');
    given(SignAddendumHandler, signed())
      .when(addendum({ counterpart: { rate: '40' } }), bySofia)
      .thenRefused('COUNTERPART_BASE_MISSING');
    given(SignAddendumHandler, signed())
      .when(addendum({ counterpart: { rate: '40', base: 'total' } }), bySofia)
      .thenRefused('COUNTERPART_SHORT');
    given(SignAddendumHandler, signed(), suspended)
      .when(addendum({ endsOn: day('2023-09-30') }), bySofia)
      .thenRefused('AGREEMENT_NOT_IN_FORCE');
    given(SignAddendumHandler, signed())
      .when(addendum(more), { ...bySofia, facts: { ...facts, rates: [] } })
      .thenRefused('RATE_MISSING');
  });
});
