import { DEFAULT_CONFLICTS } from '@tramo/identity';
import { Money, type LocalDate } from '@tramo/kernel';
import { agreement } from '../../agreement';
import type { AllianceAnswer } from '../../alliances';
import type { AgreementEvent } from '../../agreement.events';
import {
  bob,
  certified,
  day,
  deposited,
  doneBy,
  instalment,
  instalmentCommitted,
  ofAgreement,
  payeeNamed,
  posted,
  signed,
  suspended,
  today,
  usd,
  verified,
} from '../../agreement.testing';
import { releaseOf } from '../release';
import {
  approved,
  cancelled,
  confirmed,
  enough,
  evidence,
  ofTranche,
  payeeAccount,
  payerAccount,
  policy,
  releaseFacts,
  requested,
  returned,
  reviewed,
  signedBy,
  toAgreed,
  toApproved,
  toConfirmed,
  waiverGranted,
  waiverProposed,
} from '../tranches.testing';
import { CONDITIONS, type ConditionName, type Release, type ReleaseStep } from './condition';
import { evaluated, failures } from './evaluate';
import { signaturesNeeded } from './signatures-needed';

interface Looking {
  readonly step?: ReleaseStep;
  readonly tranche?: number;
  readonly amount?: string;
  readonly on?: LocalDate;
  readonly actor?: string;
  readonly facts?: Partial<Release['facts'] & Pick<typeof releaseFacts, 'rates'>>;
  readonly payer?: Release['payer'];
  readonly documents?: typeof evidence;
}

function releaseAfter(events: readonly AgreementEvent[], looking: Looking = {}): Release {
  const state = events.reduce((before, event) => agreement.evolve(before, event), agreement.initial);
  const {
    tranche = 1,
    step = 'signature',
    on = today,
    actor = 'carla',
    payer,
    documents = evidence,
  } = looking;
  const contract = state.contract!;
  const agreed = contract.tranches.find((one) => one.tranche === tranche)!;
  const amount = looking.amount === undefined ? Money.parse(agreed.amount) : Money.of(looking.amount, 'BOB');
  const act = step === 'order' || step === 'sending' ? ('paid' as const) : ('approved' as const);
  return releaseOf(
    state,
    { contract, instalment: agreed },
    { step, act, amount, documents, ...(payer && { payer }) },
    { actor, actedOn: on, effectiveOn: on, facts: { ...releaseFacts, ...looking.facts } },
  ).release;
}

const found = (condition: ConditionName, events: readonly AgreementEvent[], looking?: Looking) =>
  evaluated(releaseAfter(events, looking)).conditions.find((one) => one.condition === condition)!;

const second = [...toConfirmed, instalmentCommitted('3000.00', '2023')] as const;

test('every condition is looked at, in one order, under the policy that counts', () => {
  const evaluation = evaluated(
    releaseAfter([...toAgreed, ...enough], { facts: { policy: { ...policy(), version: 3 } } }),
  );
  expect(evaluation).toMatchObject({ on: today, policyVersion: 3 });
  expect(evaluation.conditions.map(({ condition }) => condition)).toEqual(CONDITIONS);
  expect(evaluation.conditions.filter(({ result }) => result === 'fail')).toEqual([]);
});

describe('in force', () => {
  test('as it was signed', () => {
    expect(found('in-force', toAgreed)).toMatchObject({ result: 'pass', cure: null });
  });
  test('not while it is suspended', () => {
    expect(found('in-force', [...toAgreed, suspended])).toMatchObject({
      result: 'fail',
      values: { standing: 'suspended' },
      cure: 'resume the agreement first',
    });
  });
  test('not after its end', () => {
    expect(found('in-force', toAgreed, { on: day('2023-07-01') })).toMatchObject({
      result: 'fail',
      cure: 'sign an addendum that lets it end on 2023-07-01 or later',
    });
  });
});

test('in turn only when those before it have arrived', () => {
  expect(found('in-turn', toApproved, { tranche: 2 })).toMatchObject({
    result: 'fail',
    values: { waitsFor: [{ tranche: 1, state: 'approved' }] },
    cure: 'have tranche 1 paid and confirmed first',
  });
  expect(found('in-turn', second, { tranche: 2 })).toMatchObject({ result: 'pass' });
});

test('no more than was agreed, and less when less is asked for', () => {
  expect(found('amount', toAgreed, { amount: '4000.01' })).toMatchObject({
    result: 'fail',
    values: { excess: bob('0.01') },
  });
  expect(found('amount', toAgreed, { amount: '3999.99' }).result).toBe('pass');
});

describe('the commitment of its year', () => {
  test('is what is left of it', () => {
    expect(found('commitment', toAgreed)).toMatchObject({ result: 'pass', values: { left: bob('4000.00') } });
  });
  test('is short where nothing is committed yet', () => {
    expect(
      found('commitment', [signed()], { facts: { line: { ...releaseFacts.line, commitment: null } } }),
    ).toMatchObject({
      result: 'fail',
      values: { left: bob('0.00'), shortfall: bob('4000.00') },
    });
  });
  test('is short where the budget has let it lapse', () => {
    const lapsed = { ...releaseFacts.line.commitment, committed: bob('1000.00') };
    const facts = { line: { ...releaseFacts.line, commitment: lapsed } };
    expect(found('commitment', toAgreed, { facts })).toMatchObject({
      result: 'fail',
      values: { shortfall: bob('3000.00') },
    });
  });
  test('is the same before and after approval has moved it to what is accrued', () => {
    const accrued = { ...releaseFacts.line.commitment, committed: bob('0.00'), accrued: bob('4000.00') };
    const facts = { line: { ...releaseFacts.line, commitment: accrued } };
    expect(found('commitment', [...toAgreed, requested(), reviewed()], { facts })).toEqual(
      found('commitment', [...toAgreed, requested(), reviewed()]),
    );
  });
  test('has its part once it is approved', () => {
    expect(found('commitment', toApproved, { step: 'order' })).toMatchObject({
      result: 'pass',
      values: { commitment: 'a-17-2022' },
    });
  });
});

describe('the lender’s category', () => {
  const with$ = (reserved: string, free: string) => ({
    category: {
      ...releaseFacts.category,
      cell: { ...releaseFacts.category.cell, free: usd(free) },
      held: { reserved: usd(reserved), eligible: usd('0.00') },
    },
  });
  test('covers it with what is reserved and free', () => {
    expect(found('category', toAgreed, { facts: with$('500.00', '83.09') })).toMatchObject({
      result: 'pass',
      values: { asked: usd('583.09') },
    });
  });
  test('is short by a cent', () => {
    expect(found('category', toAgreed, { facts: with$('500.00', '83.08') })).toMatchObject({
      result: 'fail',
      values: { shortfall: usd('0.01') },
    });
  });
  test('cannot be compared without a rate', () => {
    expect(found('category', toAgreed, { facts: { rates: [] } })).toMatchObject({
      result: 'fail',
      cure: 'publish the official buy rate of USD/BOB for 2022-03-31',
    });
  });
  test('is none where no lender pays', () => {
    const own = [signed({ reserved: null }), instalmentCommitted(), payeeNamed()];
    expect(found('category', own).result).toBe('not-applicable');
    expect(found('closing-date', own).result).toBe('not-applicable');
  });
});

test('before the closing date, by the margin of the policy', () => {
  const closing = (closingDate: string) => ({
    category: { ...releaseFacts.category, closingDate: day(closingDate) },
  });
  expect(found('closing-date', toAgreed, { facts: closing('2022-05-30') })).toMatchObject({
    result: 'pass',
    values: { lastDay: '2022-03-31' },
  });
  expect(found('closing-date', toAgreed, { facts: closing('2022-05-29') })).toMatchObject({
    result: 'fail',
    cure: 'have the closing date extended to 2022-05-30 or later',
  });
});

describe('the payee', () => {
  test.each([
    ['is not named', [signed()], {}, 'no account was named for it'],
    ['is not open', toAgreed, { payee: { exists: false } as const }, 'account org-12-main is not open'],
    ['is closed', toAgreed, { payee: payeeAccount({ state: 'closed' }) }, 'account org-12-main is not open'],
    [
      'is somebody else’s',
      toAgreed,
      { payee: payeeAccount({ holder: 'org-9' }) },
      'account org-12-main is held by org-9',
    ],
    [
      'is not verified',
      toAgreed,
      { payee: payeeAccount({ verified: null }) },
      'account org-12-main is not verified by two people',
    ],
  ])('%s', (_case, events, facts, why) => {
    expect(found('payee', events, { facts })).toMatchObject({ result: 'fail', why });
  });
  test('was verified by whoever pays', () => {
    expect(found('payee', toAgreed, { step: 'order', actor: 'vera' }).result).toBe('fail');
    expect(found('payee', toAgreed, { step: 'signature', actor: 'vera' }).result).toBe('pass');
  });
  test('was checked too long ago', () => {
    const facts = { payee: payeeAccount({ verified: { on: day('2021-10-02'), by: ['dora', 'vera'] } }) };
    expect(found('account-check', toAgreed, { facts }).result).toBe('pass');
    expect(found('account-check', toAgreed, { facts, on: day('2022-04-01') })).toMatchObject({
      result: 'fail',
      values: { days: 181, daysMax: 180 },
    });
  });
});

test('documents came with the request', () => {
  expect(found('documents', toAgreed, { documents: [] })).toMatchObject({ result: 'fail' });
});

test('duties, whatever the actor or their kind did before: under the agreement, in the alliance, to the account', () => {
  const events = [...toAgreed, requested(), certified('c-1', 1)];
  const verdict = (actor: string, step: ReleaseStep): string =>
    found('duties', events, { actor, step }).result;
  expect(verdict('carla', 'signature')).toBe('pass');
  expect(verdict('olga', 'signature')).toBe('fail');
  expect(verdict('super', 'signature')).toBe('fail');
  expect(verdict('vera', 'signature')).toBe('pass');
  expect(verdict('vera', 'sending')).toBe('fail');
  const advised = {
    act: 'advised' as const,
    person: 'luz',
    on: today,
    reference: 'plan 1',
    affiliation: { person: 'luz', employer: null, hiredBy: null },
  };
  const alliance = { ...releaseFacts.alliance, acts: [advised] };
  const release = releaseAfter(events, { actor: 'luz', facts: { alliance } });
  expect(failures(evaluated(release), release)).toMatchObject([
    { code: 'DUTY_CONFLICT', values: { act: 'approved', pastAct: 'advised', pastPerson: 'luz' } },
    { code: 'COUNTERPART_SHORT' },
  ]);
  expect(DEFAULT_CONFLICTS.length).toBeGreaterThan(0);
});

describe('cash', () => {
  const free = (amount: string, setAside: string | null = null) => ({
    account: payerAccount({ free: bob(amount) }),
    setAside: setAside === null ? null : bob(setAside),
  });
  test('is not looked at before the order', () => {
    expect(found('cash', toAgreed, { step: 'signature' }).result).toBe('not-applicable');
  });
  test('is there, or short by a cent', () => {
    expect(found('cash', toApproved, { step: 'order', payer: free('4000.00') }).result).toBe('pass');
    expect(found('cash', toApproved, { step: 'order', payer: free('3999.99') })).toMatchObject({
      result: 'fail',
      values: { shortfall: bob('0.01') },
    });
  });
  test('that this very payment has set aside counts as there', () => {
    expect(found('cash', toApproved, { step: 'order', payer: free('0.00', '4000.00') })).toEqual(
      expect.objectContaining({ result: 'pass' }),
    );
  });
  test('has to be set aside when it is sent', () => {
    expect(found('cash', toApproved, { step: 'sending', payer: free('4000.00') }).result).toBe('fail');
    expect(found('cash', toApproved, { step: 'sending', payer: free('0.00', '4000.00') }).result).toBe(
      'pass',
    );
  });
  test('is of the agreement’s currency', () => {
    const payer = { account: payerAccount({ currency: 'USD' }), setAside: null };
    expect(found('cash', toApproved, { step: 'order', payer })).toMatchObject({ result: 'fail' });
  });
});

describe('progress', () => {
  test('is none before the first money', () => {
    for (const name of ['certificate', 'certificate-age', 'progress'] as const) {
      expect(found(name, toAgreed).result).toBe('not-applicable');
    }
  });
  test('has to be certified', () => {
    expect(found('certificate', second, { tranche: 2 })).toMatchObject({
      result: 'fail',
      cure: 'have a field supervisor certify "milestone 2" for tranche 2',
    });
    expect(found('certificate', [...second, certified('c-1', 2)], { tranche: 2 }).result).toBe('pass');
  });
  test('is not certified any more once the certificate is revoked', () => {
    const revoked: AgreementEvent = {
      type: 'CertificateRevoked',
      data: { ...ofAgreement, ...doneBy('super'), certificate: 'c-1', tranche: 2, reason: 'wrong plot' },
    };
    expect(found('certificate', [...second, certified('c-1', 2), revoked], { tranche: 2 }).result).toBe(
      'fail',
    );
  });
  test('is certified for so many days', () => {
    const events = [...second, certified('c-1', 2, { observedOn: day('2022-01-30') })];
    expect(found('certificate-age', events, { tranche: 2 }).result).toBe('pass');
    expect(found('certificate-age', events, { tranche: 2, on: day('2022-04-01') })).toMatchObject({
      result: 'fail',
      values: { days: 61, daysMax: 60 },
    });
  });
  test('has to be as far as was agreed', () => {
    const events = [...second, certified('c-1', 2, { percentage: '39.9' })];
    expect(found('progress', events, { tranche: 2 })).toMatchObject({
      result: 'fail',
      values: { certified: '39.9', agreed: '40' },
    });
    expect(found('progress', [...second, certified('c-1', 2)], { tranche: 2 }).result).toBe('pass');
  });
});

describe('earlier tranches', () => {
  test('are none of the first', () => {
    expect(found('earlier-justified', toAgreed).result).toBe('not-applicable');
  });
  test('are justified whole before the final one', () => {
    expect(found('earlier-justified', [...second, returned(1, '3999.99')], { tranche: 2 })).toMatchObject({
      result: 'fail',
      values: { short: [{ tranche: 1, percent: '100', shortfall: bob('0.01') }] },
    });
    expect(found('earlier-justified', [...second, returned(1, '4000.00')], { tranche: 2 }).result).toBe(
      'pass',
    );
  });
  test('are justified for the most part before one that is not final', () => {
    const three = signed({
      credit: bob('9000.00'),
      tranches: [
        instalment(1, '4000.00', '2022'),
        instalment(2, '3000.00', '2023'),
        instalment(3, '2000.00', '2023'),
      ],
    });
    const events = [three, ...toConfirmed.slice(1)];
    expect(found('earlier-justified', [...events, returned(1, '3199.99')], { tranche: 2 })).toMatchObject({
      result: 'fail',
      values: { short: [{ percent: '80', required: bob('3200.00') }] },
    });
    expect(found('earlier-justified', [...events, returned(1, '3200.00')], { tranche: 2 }).result).toBe(
      'pass',
    );
    const atThird = [
      ...events,
      returned(1, '3999.99'),
      requested(2),
      confirmed({ tranche: 2, amount: bob('3000.00'), commitment: 'a-17-2023' }),
      returned(2, '3000.00'),
    ];
    expect(found('earlier-justified', atThird, { tranche: 3 })).toMatchObject({
      values: { short: [{ tranche: 1, percent: '100' }] },
    });
  });
});

test('the alliance of the organisation goes on', () => {
  const alliance: AllianceAnswer = { ...releaseFacts.alliance, exists: true, state: 'suspended' };
  expect(found('good-standing', toAgreed).result).toBe('pass');
  expect(found('good-standing', toAgreed, { facts: { alliance } })).toMatchObject({
    result: 'fail',
    cure: 'resume the alliance first',
  });
});

describe('the counterpart', () => {
  // 30 % of the total is 3/7 of 4,000: 1,714.29, of which five sixths were promised in cash.
  const given = (amount: string) => [...toAgreed, deposited('d-1', amount), verified('d-1', amount)];
  test('has been given in cash as far as it is due, within a boliviano', () => {
    expect(found('counterpart', given('1427.58'))).toMatchObject({
      result: 'pass',
      values: { required: bob('1428.58'), verified: bob('1427.58'), tolerance: bob('1.00') },
    });
  });
  test('is short', () => {
    expect(found('counterpart', given('1427.57'))).toMatchObject({
      result: 'fail',
      values: { shortfall: bob('1.01') },
    });
  });
  test('that is deposited and not verified does not count', () => {
    expect(found('counterpart', [...toAgreed, deposited('d-1', '2500.00')])).toMatchObject({
      result: 'fail',
      values: { verified: bob('0.00') },
    });
  });
  test('is none where none was agreed', () => {
    const events = [signed({ counterpart: null }), instalmentCommitted(), payeeNamed()];
    expect(found('counterpart', events).result).toBe('not-applicable');
  });
});

test('the lender’s word is needed above the threshold', () => {
  const facts = { policy: policy({ noObjection: bob('3999.99') }) };
  const given: AgreementEvent = {
    type: 'NoObjectionGiven',
    data: { ...ofTranche(1), reference: 'letter 5', givenOn: today, evidence: [] },
  };
  expect(found('no-objection', toAgreed).result).toBe('not-applicable');
  expect(found('no-objection', toAgreed, { facts }).result).toBe('fail');
  expect(found('no-objection', [...toAgreed, given], { facts }).result).toBe('pass');
  expect(
    found('no-objection', toAgreed, { facts: { policy: policy({ noObjection: bob('4000.00') }) } }).result,
  ).toBe('not-applicable');
});

describe('phases', () => {
  const phase = {
    phase: 'feasibility',
    cap: bob('5000.00'),
    from: day('2022-03-01'),
    until: day('2022-05-31'),
    counterpart: null,
  };
  const phased = signed({
    phases: [phase],
    tranches: [
      instalment(1, '4000.00', '2022', { phase: 'feasibility' }),
      instalment(2, '3000.00', '2023', { phase: 'feasibility' }),
    ],
  });
  const events = [phased, ...toConfirmed.slice(1)];
  test('cost no more than their cap, all tranches together', () => {
    expect(found('phase-cap', events, { tranche: 2, amount: '1000.00' }).result).toBe('pass');
    expect(found('phase-cap', events, { tranche: 2, amount: '1000.01' })).toMatchObject({
      result: 'fail',
      values: { excess: bob('0.01') },
    });
  });
  test('last from one day to another', () => {
    expect(found('phase', events, { tranche: 2 }).result).toBe('pass');
    expect(found('phase', events, { tranche: 2, on: day('2022-06-01') })).toMatchObject({
      result: 'fail',
      cure: 'sign an addendum that renews the phase to 2022-06-01 or later',
    });
    expect(found('phase', events, { tranche: 2, on: day('2022-02-28') })).toMatchObject({
      cure: 'wait until 2022-03-01',
    });
  });
  test('are none of a tranche without one', () => {
    expect(found('phase', toAgreed).result).toBe('not-applicable');
    expect(found('phase-cap', toAgreed).result).toBe('not-applicable');
  });
});

test('a pledge to the revolving fund is shown where there is one', () => {
  const pledged: AgreementEvent = {
    type: 'RevolvingPledged',
    data: { ...posted, ...doneBy(), pledge: 'p-1', amount: bob('300.00'), dueOn: day('2022-12-31') },
  };
  expect(found('revolving', toAgreed).result).toBe('not-applicable');
  expect(found('revolving', [...toAgreed, pledged])).toMatchObject({
    result: 'pass',
    values: { sum: bob('300.00') },
  });
});

describe('a waiver', () => {
  const proposed = waiverProposed('counterpart');
  test('does not count before a second person has granted it', () => {
    expect(found('counterpart', [...toAgreed, proposed]).result).toBe('fail');
  });
  test('counts until it expires', () => {
    const events = [...toAgreed, proposed, waiverGranted('counterpart')];
    expect(found('counterpart', events)).toMatchObject({
      result: 'waived',
      values: { waiver: 'w-1', legalAct: 'Resolution 8/2022', expiresOn: '2022-04-30' },
      cure: null,
    });
    expect(found('counterpart', events, { on: day('2022-04-30') }).result).toBe('waived');
    expect(found('counterpart', events, { on: day('2022-05-01') }).result).toBe('fail');
  });
  test('is of one tranche', () => {
    const events = [
      ...second,
      waiverProposed('counterpart', { tranche: 2 }),
      waiverGranted('counterpart', 2),
    ];
    expect(found('counterpart', events, { tranche: 1 }).result).toBe('fail');
    expect(found('counterpart', events, { tranche: 2 }).result).toBe('waived');
  });
});

describe('signatures', () => {
  const needed = (events: readonly AgreementEvent[], threshold: string, looking: Looking = {}) =>
    signaturesNeeded(
      releaseAfter(events, {
        ...looking,
        facts: { policy: policy({ additionalSignature: bob(threshold) }) },
      }),
    ).needed;
  test('are two, where no threshold is set', () => {
    expect(signaturesNeeded(releaseAfter(toAgreed))).toMatchObject({ needed: 2, threshold: null });
  });
  test('are three above the threshold, and not at it', () => {
    expect(needed(toAgreed, '4000.00')).toBe(2);
    expect(needed(toAgreed, '3999.99')).toBe(3);
  });
  test('count what was approved in the last twelve months: splitting gains nothing', () => {
    expect(needed(second, '7000.00', { tranche: 2 })).toBe(2);
    expect(needed(second, '6999.99', { tranche: 2 })).toBe(3);
    expect(needed(second, '6999.99', { tranche: 2, on: day('2023-03-30') })).toBe(3);
    expect(needed(second, '6999.99', { tranche: 2, on: day('2023-03-31') })).toBe(2);
  });
  test('do not count what was approved and cancelled', () => {
    const events = [
      ...toAgreed,
      requested(),
      reviewed(),
      signedBy('carla', 1),
      signedBy('fina', 2),
      approved(),
      cancelled({ commitment: 'a-17-2022', wasApproved: true }),
    ];
    expect(needed(events, '6999.99', { tranche: 2 })).toBe(2);
  });
});
