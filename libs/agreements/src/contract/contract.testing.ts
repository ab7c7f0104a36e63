import type { CategoryAnswer } from '@tramo/budget';
import { POLICY_DEFAULTS } from '@tramo/identity';
import type { AgreementEvent, DataOf } from '../agreement.events';
import { bob, day, doneBy, facts as base, ofAgreement, posted, promise, today } from '../agreement.testing';
import type { AllianceAnswer } from '../alliances';

export const category: CategoryAnswer = {
  signed: true,
  currency: 'USD',
  closingDate: day('2023-12-31'),
  eligibleAt: 'transfer',
  cell: null,
  held: null,
  suspension: null,
};
export const alliance: AllianceAnswer = {
  exists: false,
  programme: null,
  state: null,
  organisation: null,
  acts: [],
};
export const practice = { version: 0, tolerance: '1', closingMarginDays: 60, lineAtSignature: false };
export const budget = { opened: true, closed: false, line: null, commitment: null };
export const facts = {
  ...base,
  practice,
  category,
  alliance,
  planned: null,
  budget,
  policy: { version: 0, terms: { ...POLICY_DEFAULTS.rateTerms } },
  rates: [{ regime: 'official' as const, side: 'buy' as const, date: today, value: '7.00', source: 'BCB' }],
  ratesOfYearBefore: [],
};
export const byFina = { facts, actor: 'fina' };

export const evaluation = { on: today, policyVersion: 0, conditions: [] };
export const ofTranche = (tranche: number, amount: string) => ({
  ...posted,
  ...doneBy('alma'),
  tranche,
  amount: bob(amount),
});
export const requested = (tranche = 1, amount = '4000.00'): AgreementEvent => ({
  type: 'TrancheRequested',
  data: { ...ofAgreement, ...doneBy('alma'), tranche, amount: bob(amount), documents: [], evaluation },
});
export const approved = (tranche = 1, amount = '4000.00'): AgreementEvent => ({
  type: 'TrancheApproved',
  data: { ...ofTranche(tranche, amount), commitment: 'a-17-2022' },
});
export const confirmed = (tranche = 1, amount = '4000.00'): AgreementEvent => ({
  type: 'TrancheConfirmed',
  data: {
    ...ofTranche(tranche, amount),
    commitment: 'a-17-2022',
    payment: `a-17-${tranche}-1`,
    payer: 'operating',
    reference: 'T-1',
    eligible: null,
  },
});
export const accepted = (subsidy: string, own: string): readonly AgreementEvent[] => [
  {
    type: 'ExpenseReported',
    data: {
      ...ofAgreement,
      ...doneBy('alma'),
      expense: 'E-1',
      tranche: 1,
      spentOn: today,
      supplier: 'Semillas SRL',
      concept: 'seed',
      invoice: { taxId: '1', type: 'invoice', number: '7', total: bob('9000.00') },
      document: [],
      net: bob(subsidy),
      tax: bob('0.00'),
      withheld: bob('0.00'),
      withheldBy: 'supplier',
      subsidy: bob(subsidy),
      contributions: [promise('org-12', own)],
      residue: null,
      substitutes: null,
    },
  },
  {
    type: 'ExpenseAccepted',
    data: {
      ...posted,
      ...doneBy('rita'),
      expense: 'E-1',
      tranche: 1,
      commitment: 'a-17-2022',
      subsidy: bob(subsidy),
      excess: bob('0.00'),
      contributions: [promise('org-12', own)],
      withheld: bob('0.00'),
      eligible: null,
    },
  },
];
export const eventWith = <Type extends AgreementEvent['type']>(
  event: AgreementEvent,
  data: Partial<DataOf<Type>>,
): AgreementEvent => ({ ...event, data: { ...event.data, ...data } }) as AgreementEvent;
