import { DEFAULT_CONFLICTS, POLICY_DEFAULTS } from '@tramo/identity';
import type { EntityKind } from '@tramo/programmes';
import type { AccountAnswer } from '@tramo/treasury';
import {
  affiliation,
  bob,
  day,
  facts as roomFacts,
  line as roomLine,
  today,
  usd,
} from '../agreement.testing';
import type { WorkData, WorkEvent } from './work.events';

/** An irrigation canal of Bs 100,000: a fifth is the municipality's, a fifth may be advanced, 7 % is retained. */
export const ofWork = { programme: 'par2', work: 'canal-1' } as const;
export const doneBy = (person = 'ana') => ({ affiliation: affiliation(person), on: today }) as const;
export const evidence = [{ name: 'design.pdf', sha256: 'd'.repeat(64) }];
export const line = { ...roomLine, entity: 'fps', category: '3', component: 'C.1' };
const place = { entity: 'fps', municipality: 'gam-betanzos', line };
const posted = { ...ofWork, place, correctsOn: null } as const;
const shares = { municipalPercentage: '20', lenderPercentage: '80' } as const;
const shared = (municipal: string, lender: string) => ({ municipal: bob(municipal), lender: bob(lender) });

export const intended: WorkEvent = {
  type: 'LetterOfIntentSigned',
  data: {
    ...ofWork,
    ...doneBy('olga'),
    name: 'Canal Tarapaya',
    municipality: { code: 'gam-betanzos', name: 'GAM Betanzos' },
    reference: 'Carta 3/2022',
    estimate: null,
  },
};

export const designed: WorkEvent = {
  type: 'FinalDesignApproved',
  data: {
    ...ofWork,
    ...doneBy('olga'),
    designer: affiliation('dino'),
    amount: bob('100000.00'),
    ...shares,
    evidence,
  },
};

export const officialRate = {
  regime: 'official',
  side: 'buy',
  date: today,
  value: '6.86',
  source: 'BCB',
} as const;
const rate = { base: 'USD', quote: 'BOB', ...officialRate } as const;

export const signed: WorkEvent = {
  type: 'WorkAgreementSigned',
  data: {
    ...posted,
    ...doneBy('fina'),
    reference: 'Convenio FPS 9/2022',
    contractor: 'Constructora Sucre',
    amount: bob('100000.00'),
    shared: shared('20000.00', '80000.00'),
    ...shares,
    advancePercentage: '20',
    retentionPercentage: '7',
    startsOn: day('2022-02-01'),
    endsOn: day('2023-06-30'),
    reserved: {
      financing: '8735-bo',
      share: 'fps',
      category: '3',
      eligibleAt: 'transfer',
      amount: usd('11661.81'),
      rate,
    },
  },
};

export const committed = (amount = '80000.00', budgetYear = '2022'): WorkEvent => ({
  type: 'WorkYearCommitted',
  data: {
    ...ofWork,
    ...doneBy('fina'),
    budgetYear,
    commitment: `work:canal-1:${budgetYear}`,
    line,
    amount: bob(amount),
    correctsOn: null,
  },
});

export const deposited = (amount = '20000.00', beyondPromise = '0.00'): WorkEvent => ({
  type: 'MunicipalShareDeposited',
  data: {
    ...posted,
    ...doneBy('olga'),
    deposit: 'd-1',
    amount: bob(amount),
    reference: 'boleta 7',
    depositedOn: today,
    beyondPromise: bob(beyondPromise),
    account: 'fps-collection',
  },
});
export const verified = (amount = '20000.00'): WorkEvent => ({
  type: 'MunicipalDepositVerified',
  data: { ...posted, ...doneBy('dora'), deposit: 'd-1', amount: bob(amount), shownBy: 'statement 2, line 4' },
});

export const lessened = (amount: string): WorkEvent => ({
  type: 'MunicipalPromiseLessened',
  data: { ...posted, ...doneBy('carla'), amount: bob(amount) },
});

export const requested = (amount = '20000.00'): WorkEvent => ({
  type: 'WorksAdvanceRequested',
  data: { ...ofWork, ...doneBy('fina'), amount: bob(amount), reason: 'the contractor begins' },
});

const collected = (amount: string) => [{ account: 'fps-collection', amount: bob(amount) }];
export const advanced: WorkEvent = {
  type: 'WorksAdvancePaid',
  data: {
    ...posted,
    ...doneBy('tito'),
    amount: bob('20000.00'),
    shared: shared('4000.00', '16000.00'),
    payer: 'fps-op',
    payment: 'canal-1-payment-1',
    reference: 'transfer 1',
    collected: collected('4000.00'),
  },
};

/** Half of the work: Bs 50,000 gross, 10,000 amortised, 3,500 retained, 36,500 payable. */
export const presented = (sheet = 1, more: Partial<WorkData<'ProgressSheetPresented'>> = {}): WorkEvent => ({
  type: 'ProgressSheetPresented',
  data: {
    ...ofWork,
    ...doneBy('super'),
    sheet,
    progress: sheet === 1 ? '48.5' : '100',
    gross: bob('50000.00'),
    amortisation: bob('10000.00'),
    retention: bob('3500.00'),
    payable: bob('36500.00'),
    measuredUntil: today,
    evidence,
    ...more,
  },
});
export const returned: WorkEvent = {
  type: 'ProgressSheetReturned',
  data: { ...ofWork, ...doneBy('vera'), sheet: 1, reason: 'the volumes are those of the design' },
};

const part = (gross: string, amortisation: string, retention: string, payable: string) => ({
  gross: bob(gross),
  amortisation: bob(amortisation),
  retention: bob(retention),
  payable: bob(payable),
});
const ofSheet = (sheet: number) => ({
  ...posted,
  sheet,
  progress: sheet === 1 ? '48.5' : '100',
  budgetYear: '2022',
  commitment: 'work:canal-1:2022',
  parts: {
    municipal: part('10000.00', '2000.00', '700.00', '7300.00'),
    lender: part('40000.00', '8000.00', '2800.00', '29200.00'),
  },
});
export const approved = (sheet = 1, person = 'vera'): WorkEvent => ({
  type: 'ProgressSheetApproved',
  data: { ...ofSheet(sheet), ...doneBy(person) },
});
export const paid = (sheet = 1): WorkEvent => ({
  type: 'ProgressSheetPaid',
  data: {
    ...ofSheet(sheet),
    ...doneBy('tito'),
    payer: 'fps-op',
    payment: `canal-1-payment-${sheet + 1}`,
    reference: `transfer ${sheet + 1}`,
    eligible: { amount: usd('5830.90'), rate },
    collected: collected('7300.00'),
    reservedLeft: null,
    again: false,
  },
});

export const accepted = (
  kind: WorkData<'WorkAccepted'>['kind'] = 'final',
  released = shared('1400.00', '5600.00'),
): WorkEvent => ({
  type: 'WorkAccepted',
  data: {
    ...posted,
    ...doneBy('tito'),
    kind,
    reference: 'Acta 12/2022',
    released,
    payer: 'fps-op',
    payment: 'canal-1-payment-4',
    collected: Number(released.municipal.amount) > 0 ? collected(released.municipal.amount) : [],
    reservedLeft: kind === 'final' ? usd('0.01') : null,
  },
});
export const nothingReleased = shared('0.00', '0.00');

export const suspended: WorkEvent = {
  type: 'WorkSuspended',
  data: { ...ofWork, ...doneBy('carla'), state: 'suspended', reason: 'the river took the access road' },
};
export const resumed: WorkEvent = {
  type: 'WorkResumed',
  data: { ...ofWork, ...doneBy('carla'), state: 'signed', reason: 'the road is open' },
};
export const terminatedWith = (reservedLeft: WorkData<'WorkTerminated'>['reservedLeft']): WorkEvent => ({
  type: 'WorkTerminated',
  data: {
    ...ofWork,
    ...doneBy('carla'),
    state: 'terminated',
    reason: 'the contractor has left',
    reservedLeft,
  },
});
export const terminated = terminatedWith(usd('11661.81'));

export const funded = [intended, designed, signed, committed(), deposited(), verified()] as const;
export const advancedWork = [...funded, requested(), advanced] as const;
export const firstPaid = [...advancedWork, presented(), approved(), paid()] as const;
export const built = [...firstPaid, presented(2), approved(2), paid(2)] as const;

export const ofFund: AccountAnswer = {
  exists: true,
  programme: 'par2',
  entity: 'fps',
  holder: 'fps',
  kind: 'operating',
  financing: null,
  currency: 'BOB',
  bank: 'Unión',
  number: '2-001',
  state: 'open',
  verified: null,
  changedBy: null,
  verifications: [],
  balance: bob('0.00'),
  held: bob('0.00'),
  free: bob('0.00'),
};

export const collection: AccountAnswer = { ...ofFund, kind: 'collection', number: '2-002' };

/** What commands ask, as it is answered when nothing is wrong. */
export const facts = {
  ...roomFacts,
  programme: {
    ...roomFacts.programme,
    crosswalk: [{ financing: '8735-bo', component: 'C.1', category: '3' }],
  },
  duties: { version: 0, conflicts: DEFAULT_CONFLICTS },
  entityKind: 'fund' as EntityKind | null,
  lender: {
    signed: true,
    programme: 'par2',
    currency: 'USD',
    closingDate: day('2024-06-30'),
    eligibleAt: { '3': 'transfer' as const },
  },
  closingMargin: { version: 0, days: 60 },
  policy: { version: 0, terms: { ...POLICY_DEFAULTS.rateTerms } },
  rates: [officialRate],
  ratesOfYearBefore: [],
  payer: ofFund,
  account: ofFund,
  collection,
  budget: { opened: true, closed: false, line: null, commitment: null },
} as const;

export const asked = { ...ofWork, by: 'ana' } as const;
export { bob, day, today, usd };
