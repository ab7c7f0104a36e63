import { DEFAULT_CONFLICTS, policyInForce, type Engagement } from '@tramo/identity';
import { Money, type LocalDate } from '@tramo/kernel';
import type { AccountAnswer } from '@tramo/treasury';
import type { AgreementEvent, DataOf } from '../agreement.events';
import {
  affiliation,
  bob,
  day,
  deposited,
  doneBy,
  instalmentCommitted,
  ofAgreement,
  payeeNamed,
  place,
  programme,
  signed,
  today,
  usd,
  verified,
} from '../agreement.testing';
import type { OrganisationAnswer } from '../organisations/organisation-fact';
import type { Place } from '../shapes';
import { releasePolicy, type ReleasePolicy } from './facts/release-policy';

/** The two tranches of Potosí's potato producers, on their way from the request to the bank. */
export const evidence = [{ name: 'request.pdf', sha256: 'b'.repeat(64) }];

export const ofTranche = (tranche: number, person = 'ana', on = today) =>
  ({ ...ofAgreement, ...doneBy(person, on), tranche }) as const;
export const placeOf = (tranche: number): Place => ({
  ...place,
  budgetYear: tranche === 1 ? '2022' : '2023',
});
const amountOf = (tranche: number) => bob(tranche === 1 ? '4000.00' : '3000.00');
const posting = (tranche: number, person?: string) => ({
  ...ofTranche(tranche, person),
  place: placeOf(tranche),
  correctsOn: null,
  amount: amountOf(tranche),
});

/** What was seen is not what these tests are about. */
export const nothingSeen = { on: today, policyVersion: 0, conditions: [] };
export const payee = { account: 'org-12-main', holder: 'org-12', bank: 'BNB', number: '1000-12' };

/** As `payerAccount` answers it. */
export const payer = { account: 'unit-bob', holder: 'uep', bank: 'BNB', number: '1000-12' };

export const requested = (tranche = 1, more: Partial<DataOf<'TrancheRequested'>> = {}): AgreementEvent => ({
  type: 'TrancheRequested',
  data: {
    ...ofTranche(tranche, 'olga'),
    amount: amountOf(tranche),
    documents: evidence,
    evaluation: nothingSeen,
    ...more,
  },
});

export const reviewed = (tranche = 1): AgreementEvent => ({
  type: 'TrancheReviewed',
  data: { ...ofTranche(tranche, 'dora'), opinion: 'complete', evaluation: nothingSeen },
});

export const signedBy = (person: string, signature: number, tranche = 1): AgreementEvent => ({
  type: 'TrancheSigned',
  data: {
    ...ofTranche(tranche, person),
    amount: amountOf(tranche),
    signature,
    needed: 2,
    payee,
    evaluation: nothingSeen,
  },
});

export const approved = (tranche = 1, person = 'carla'): AgreementEvent => ({
  type: 'TrancheApproved',
  data: { ...posting(tranche, person), commitment: `a-17-${placeOf(tranche).budgetYear}` },
});

export const payment = { payment: 'a-17-1-1', payer: 'unit-bob' } as const;

export const ordered = (more: Partial<DataOf<'TrancheOrdered'>> = {}): AgreementEvent => ({
  type: 'TrancheOrdered',
  data: {
    ...posting(1, 'tito'),
    ...payment,
    payerAccount: payer,
    payee,
    again: false,
    evaluation: nothingSeen,
    ...more,
  },
});

export const sent = (more: Partial<DataOf<'TrancheSent'>> = {}): AgreementEvent => ({
  type: 'TrancheSent',
  data: { ...posting(1, 'tito'), ...payment, reference: 'file 9', evaluation: nothingSeen, ...more },
});

export const confirmed = (more: Partial<DataOf<'TrancheConfirmed'>> = {}): AgreementEvent => ({
  type: 'TrancheConfirmed',
  data: {
    ...posting(1, 'tito'),
    ...payment,
    commitment: 'a-17-2022',
    reference: 'bank 77',
    eligible: { amount: usd('583.09'), rate },
    ...more,
  },
});

export const bounced = (more: Partial<DataOf<'TrancheBounced'>> = {}): AgreementEvent => ({
  type: 'TrancheBounced',
  data: {
    ...posting(1, 'tito'),
    ...payment,
    commitment: 'a-17-2022',
    payee: payee.account,
    reason: 'no such account',
    wasConfirmed: false,
    eligible: null,
    ...more,
  },
});

export const cancelled = (more: Partial<DataOf<'TrancheCancelled'>> = {}): AgreementEvent => ({
  type: 'TrancheCancelled',
  data: {
    ...posting(1, 'carla'),
    commitment: null,
    wasApproved: false,
    wasReturned: false,
    payment: null,
    payer: null,
    reason: 'not wanted',
    ...more,
  },
});

/** A thousand was set off against it. */
export const reduced = (more: Partial<DataOf<'TrancheReduced'>> = {}): AgreementEvent => ({
  type: 'TrancheReduced',
  data: {
    ...posting(1, 'carla'),
    amount: bob('3000.00'),
    commitment: 'a-17-2022',
    wasReturned: false,
    payment: null,
    payer: null,
    reason: 'not wanted',
    ...more,
  },
});

/** Given back, and so nothing that is unjustified. */
export const returned = (tranche: number, amount: string): AgreementEvent => ({
  type: 'BalanceReturned',
  data: {
    ...ofAgreement,
    ...doneBy('rita'),
    place: placeOf(tranche),
    correctsOn: null,
    tranche,
    commitment: `a-17-${placeOf(tranche).budgetYear}`,
    amount: bob(amount),
    sameYear: true,
    freed: null,
    account: 'unit-bob',
    reference: 'deposit slip 4',
  },
});

/** Reported of the first tranche, and what becomes of it. */
const ofExpense = { ...ofTranche(1, 'rita'), expense: 'e-1' } as const;
const postingExpense = {
  ...ofExpense,
  place: placeOf(1),
  correctsOn: null,
  commitment: 'a-17-2022',
} as const;

export const reportedExpense: AgreementEvent = {
  type: 'ExpenseReported',
  data: {
    ...ofExpense,
    spentOn: today,
    supplier: 'Ferretería Sucre',
    invoice: { taxId: '1020', type: 'invoice', number: '55', total: bob('4000.00') },
    document: evidence,
    net: bob('4000.00'),
    tax: bob('0.00'),
    withheld: bob('0.00'),
    withheldBy: 'supplier',
    subsidy: bob('4000.00'),
    contributions: [],
    residue: null,
    substitutes: null,
    concept: 'wire',
  },
};

export const acceptedExpense: AgreementEvent = {
  type: 'ExpenseAccepted',
  data: {
    ...postingExpense,
    subsidy: bob('4000.00'),
    excess: bob('0.00'),
    contributions: [],
    withheld: bob('0.00'),
    eligible: null,
  },
};

export const setOff = (amount: string): AgreementEvent => ({
  type: 'IneligibleSettled',
  data: {
    ...postingExpense,
    way: 'offset',
    amount: bob(amount),
    wasAccepted: false,
    sameYear: true,
    freed: null,
    account: null,
    substitute: null,
    legalAct: null,
    against: { tranche: 1, commitment: 'a-17-2022', place: placeOf(1) },
    reference: 'memo 3',
  },
});

export const waiverProposed = (
  condition: string,
  more: Partial<DataOf<'WaiverProposed'>> = {},
): AgreementEvent => ({
  type: 'WaiverProposed',
  data: {
    ...ofTranche(1, 'carla'),
    waiver: 'w-1',
    condition,
    legalAct: 'Resolution 8/2022',
    reason: 'the road was cut',
    expiresOn: day('2022-04-30'),
    ...more,
  },
});

export const waiverGranted = (condition: string, tranche = 1): AgreementEvent => ({
  type: 'WaiverGranted',
  data: { ...ofTranche(tranche, 'fina'), waiver: 'w-1', condition },
});

export const rate = {
  base: 'USD',
  quote: 'BOB',
  regime: 'official',
  side: 'buy',
  date: today,
  value: '6.86',
  source: 'BCB',
} as const;

/** What signing set aside of the lender's category. */
export const reserved = {
  financing: '8735-bo',
  share: 'uep',
  category: '2(a)',
  eligibleAt: 'transfer' as 'transfer' | 'expense',
  amount: usd('1020.41'),
  rate,
};

export const toAgreed = [signed(), instalmentCommitted(), payeeNamed('org-12-main', 'olga')] as const;
export const toRequested = [...toAgreed, requested()] as const;
export const toReviewed = [...toRequested, reviewed()] as const;
export const toApproved = [
  ...toReviewed,
  signedBy('carla', 1),
  signedBy('fina', 2),
  approved(1, 'fina'),
] as const;
export const toOrdered = [...toApproved, ordered()] as const;
export const toSent = [...toOrdered, sent()] as const;
export const toConfirmed = [...toSent, confirmed()] as const;

const done = (by: string, on: LocalDate = today) => ({ by, on, affiliation: affiliation(by) });

export const payeeAccount = (
  more: Partial<Extract<AccountAnswer, { exists: true }>> = {},
): AccountAnswer => ({
  exists: true,
  programme: 'par2',
  entity: 'org-12',
  holder: payee.holder,
  kind: 'organisation',
  financing: null,
  currency: 'BOB',
  bank: payee.bank,
  number: payee.number,
  state: 'open',
  verified: { on: today, by: ['dora', 'vera'] },
  changedBy: done('olga'),
  verifications: [done('dora'), done('vera')],
  balance: bob('0.00'),
  held: bob('0.00'),
  free: bob('0.00'),
  ...more,
});

export const payerAccount = (more: Partial<Extract<AccountAnswer, { exists: true }>> = {}): AccountAnswer =>
  payeeAccount({
    entity: 'uep',
    holder: 'uep',
    kind: 'operating',
    balance: bob('9000.00'),
    free: bob('9000.00'),
    ...more,
  });

export const policy = (more: Partial<ReleasePolicy> = {}) => ({
  ...releasePolicy(policyInForce({ versions: [] }, today)),
  version: 0,
  ...more,
});

/** Everything that the conditions compare, when nothing is wrong. */
export const releaseFacts = {
  programme,
  people: [] as readonly Engagement[],
  duties: { version: 0, conflicts: DEFAULT_CONFLICTS },
  policy: policy(),
  alliance: { exists: false, programme: null, state: null, organisation: null, acts: [] },
  organisation: [] as OrganisationAnswer,
  line: {
    opened: true,
    closed: false,
    line: null,
    commitment: {
      committed: bob('4000.00'),
      accrued: bob('0.00'),
      paid: bob('0.00'),
      justified: bob('0.00'),
    },
  },
  category: {
    signed: true,
    currency: 'USD',
    closingDate: day('2024-06-30'),
    eligibleAt: 'transfer' as const,
    cell: {
      allocated: usd('9000.00'),
      free: usd('7000.00'),
      reserved: usd('1020.41'),
      eligible: usd('0.00'),
      documented: usd('0.00'),
    },
    held: { reserved: usd('1020.41'), eligible: usd('0.00') },
    suspension: null,
  },
  payee: payeeAccount(),
  rates: [{ regime: 'official' as const, side: 'buy' as const, date: today, value: '6.86', source: 'BCB' }],
  ratesOfYearBefore: [],
};

export const payerFacts = {
  ...releaseFacts,
  payer: { account: payerAccount(), setAside: null },
};

/** Deposits that are enough for both tranches. */
export const enough: readonly AgreementEvent[] = [deposited('d-1', '2500.00'), verified('d-1', '2500.00')];

export const asked = { ...ofAgreement, tranche: 1, by: 'ana' } as const;
export const money = (amount: string): Money => Money.of(amount, 'BOB');
