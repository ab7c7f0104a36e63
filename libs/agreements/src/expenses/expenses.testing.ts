import type { BudgetLineAnswer } from '@tramo/budget';
import { DEFAULT_CONFLICTS, POLICY_DEFAULTS } from '@tramo/identity';
import type { AccountAnswer } from '@tramo/treasury';
import type { AgreementEvent, DataOf } from '../agreement.events';
import type { InvoiceKey } from './invoice/invoice';
import {
  bob,
  day,
  deposited,
  doneBy,
  facts as roomFacts,
  instalmentCommitted,
  ofAgreement,
  place,
  posted,
  signed,
  today,
  usd,
  verified,
} from '../agreement.testing';

/** A first tranche of Bs 4,000 that has reached the organisation, and Bs 2,500 of counterpart that a bank line shows. */
const evaluation = { on: today, policyVersion: 0, conditions: [] };

export const requested = (tranche: number, amount: string): AgreementEvent => ({
  type: 'TrancheRequested',
  data: { ...ofAgreement, ...doneBy('rosa'), tranche, amount: bob(amount), documents: [], evaluation },
});
const placeIn = (tranche: number) => ({ ...place, budgetYear: tranche === 1 ? '2022' : '2023' });
const ofTranche = (tranche: number) => ({
  ...posted,
  ...doneBy('tito'),
  place: placeIn(tranche),
  tranche,
  commitment: `a-17-${placeIn(tranche).budgetYear}`,
});
export const approved = (tranche: number, amount: string): AgreementEvent => ({
  type: 'TrancheApproved',
  data: { ...ofTranche(tranche), amount: bob(amount) },
});
export const confirmed = (
  tranche: number,
  amount: string,
  eligible: DataOf<'TrancheConfirmed'>['eligible'] = { amount: usd('583.09'), rate: null },
): AgreementEvent => ({
  type: 'TrancheConfirmed',
  data: {
    ...ofTranche(tranche),
    amount: bob(amount),
    payment: `a-17-${tranche}-1`,
    payer: 'op-1',
    reference: 'transfer 8',
    eligible,
  },
});

export const paid: readonly AgreementEvent[] = [
  signed(),
  instalmentCommitted(),
  deposited('D-1', '2500.00'),
  verified('D-1', '2500.00'),
  requested(1, '4000.00'),
  approved(1, '4000.00'),
  confirmed(1, '4000.00'),
];
/** Where the lender takes what was spent, and not what was sent. */
export const paidByExpense: readonly AgreementEvent[] = [
  atExpense(),
  ...paid.slice(1, -1),
  confirmed(1, '4000.00', null),
];

function atExpense(): AgreementEvent {
  const one = signed();
  if (one.type !== 'AgreementSigned' || !one.data.reserved) return one;
  return signed({ reserved: { ...one.data.reserved, eligibleAt: 'expense' } });
}

const report = {
  spentOn: day('2022-03-15'),
  supplier: 'Ferretería Sucre',
  invoice: { taxId: '1020', type: 'factura', number: '77', total: bob('1000.00') },
  document: [{ name: 'factura.pdf', sha256: 'b'.repeat(64) }],
  net: bob('870.00'),
  tax: bob('130.00'),
  withheld: bob('0.00'),
  withheldBy: 'supplier',
  subsidy: bob('700.00'),
  contributions: [{ party: 'org-12', kind: 'cash', amount: bob('300.00') }],
  residue: null,
  substitutes: null,
  concept: 'tools',
} as const;

type Report = Partial<DataOf<'ExpenseReported'>>;
const reportData = (expense: string, more: Report = {}) => ({
  ...ofAgreement,
  ...doneBy('rosa'),
  expense,
  tranche: 1,
  ...report,
  document: [...report.document],
  contributions: [...report.contributions],
  ...more,
});

export const reported = (expense = 'E-1', more: Report = {}): AgreementEvent => ({
  type: 'ExpenseReported',
  data: reportData(expense, more),
});
export const remedied = (expense = 'E-1', more: Report = {}): AgreementEvent => ({
  type: 'ExpenseRemedied',
  data: { ...reportData(expense, more), answer: 'the invoice is attached' },
});
export const observed = (dueOn = '2022-04-30', expense = 'E-1'): AgreementEvent => ({
  type: 'ExpenseObserved',
  data: {
    ...ofAgreement,
    ...doneBy('fidel'),
    expense,
    tranche: 1,
    reason: 'no invoice',
    dueOn: day(dueOn),
  },
});
const ofExpense = (expense: string, person = 'fidel') => ({
  ...posted,
  ...doneBy(person),
  expense,
  tranche: 1,
  commitment: 'a-17-2022',
});
export const accepted = (expense = 'E-1', more: Partial<DataOf<'ExpenseAccepted'>> = {}): AgreementEvent => ({
  type: 'ExpenseAccepted',
  data: {
    ...ofExpense(expense),
    subsidy: bob('700.00'),
    excess: bob('0.00'),
    contributions: [{ party: 'org-12', kind: 'cash', amount: bob('300.00') }],
    withheld: bob('0.00'),
    eligible: null,
    ...more,
  },
});
export const ruledOut = (
  wasAccepted: boolean,
  more: Partial<DataOf<'ExpenseRuledIneligible'>> = {},
  expense = 'E-1',
): AgreementEvent => ({
  type: 'ExpenseRuledIneligible',
  data: {
    ...ofExpense(expense),
    subsidy: bob('700.00'),
    contributions: [{ party: 'org-12', kind: 'cash', amount: bob('300.00') }],
    withheld: bob('0.00'),
    eligible: null,
    wasAccepted,
    reason: 'not in the plan',
    ...more,
  },
});
export const withdrawn: AgreementEvent = {
  type: 'ExpenseWithdrawn',
  data: { ...ofAgreement, ...doneBy('rosa'), expense: 'E-1', tranche: 1, reason: 'twice' },
};
export const settled = (
  way: DataOf<'IneligibleSettled'>['way'],
  more: Partial<DataOf<'IneligibleSettled'>> = {},
): AgreementEvent => ({
  type: 'IneligibleSettled',
  data: {
    ...ofExpense('E-1', 'tito'),
    way,
    amount: bob('700.00'),
    wasAccepted: false,
    sameYear: true,
    freed: null,
    account: null,
    substitute: null,
    legalAct: null,
    against: null,
    reference: 'deposit 12',
    ...more,
  },
});
export const returned = (amount: string, more: Partial<DataOf<'BalanceReturned'>> = {}): AgreementEvent => ({
  type: 'BalanceReturned',
  data: {
    ...posted,
    ...doneBy('tito'),
    tranche: 1,
    commitment: 'a-17-2022',
    amount: bob(amount),
    sameYear: true,
    freed: null,
    account: 'op-1',
    reference: 'deposit 12',
    ...more,
  },
});

export const asked = { ...ofAgreement, by: 'rosa' } as const;
export const askedReport = {
  ...asked,
  ...report,
  expense: 'E-1',
  tranche: 1,
  contributions: [...report.contributions],
} as const;

export const officialRate = {
  regime: 'official',
  side: 'buy',
  date: today,
  value: '6.86',
  source: 'BCB',
} as const;

const ofOrganisation = {
  exists: true,
  programme: 'par2',
  entity: 'org-12',
  holder: 'org-12',
  kind: 'organisation',
  financing: null,
  currency: 'BOB',
  bank: 'Unión',
  number: '100',
  state: 'open',
  verified: null,
  changedBy: null,
  verifications: [],
  balance: bob('0.00'),
  held: bob('0.00'),
  free: bob('0.00'),
} as const satisfies AccountAnswer;

/** Where what comes back arrives. */
export const operating: AccountAnswer = {
  ...ofOrganisation,
  entity: 'uep',
  holder: 'uep',
  kind: 'operating',
};

/** What commands ask, as it is answered when nothing is wrong. */
export const facts = {
  ...roomFacts,
  duties: { version: 0, conflicts: DEFAULT_CONFLICTS },
  alliance: { exists: false, programme: null, state: null, organisation: null, acts: [] },
  policy: { version: 0, days: '30', terms: { ...POLICY_DEFAULTS.rateTerms } },
  rates: [officialRate],
  ratesOfYearBefore: [],
  account: ofOrganisation as AccountAnswer,
  budget: { opened: true, closed: false, line: null, commitment: null } as BudgetLineAnswer,
  known: null as InvoiceKey | null,
} as const;

export const byRosa = { facts, actor: 'rosa' } as const;
export const byFidel = { facts, actor: 'fidel' } as const;
export const byTito = { facts, actor: 'tito' } as const;
