import type { JsonObject } from '@tramo/event-log';
import type { Taken } from '@tramo/budget';
import type { CurrencyCode, LocalDate, Money, Rejection } from '@tramo/kernel';
import type { AccountAnswer } from '@tramo/treasury';
import type { AgreementState } from '../../agreement.state';
import type { AllianceAnswer } from '../../alliances';
import type { Instalment } from '../../contract/contract.events';
import type { Contract } from '../../contract/contract.state';
import type { OrganisationAnswer } from '../../organisations/organisation-fact';
import type { Evidence } from '../../shapes';
import type { CategorySeen, LineSeen, PayerAnswer } from '../facts/money-facts';
import type { ReleasePolicy } from '../facts/release-policy';
import type { Condition } from '../tranche.events';

/** In the order in which a tranche is looked at. */
export const RELEASE_STEPS = ['request', 'review', 'signature', 'order', 'sending'] as const;
export type ReleaseStep = (typeof RELEASE_STEPS)[number];

/** What was found elsewhere when it was looked at. */
export interface ReleaseFacts {
  readonly policy: ReleasePolicy & { readonly version: number };
  readonly alliance: AllianceAnswer;
  /** What is open with the organisation under its other agreements. */
  readonly organisation: OrganisationAnswer;
  readonly line: LineSeen;
  readonly category: CategorySeen;
  readonly payee: AccountAnswer;
}

/** A tranche on its way to being paid, with everything that its conditions compare. */
export interface Release {
  readonly step: ReleaseStep;
  readonly state: AgreementState;
  readonly contract: Contract;
  readonly instalment: Instalment;
  readonly amount: Money;
  readonly documents: Evidence;
  /** The day on which somebody acts; whatever they do, it is judged by this. */
  readonly on: LocalDate;
  readonly actor: string;
  readonly facts: ReleaseFacts;
  /** The account it is paid from, once that is named. */
  readonly payer: PayerAnswer | null;
  /** The tranche in the lender's currency; why not, where no rate says. */
  readonly inLendersCurrency: Money | Rejection | null;
  /** Any amount of the agreement, as a threshold in another currency is compared with; why not, where no rate says. */
  readonly inCurrency: (amount: Money, currency: CurrencyCode) => Taken | Rejection;
  /** What the actor's earlier acts, and those of people they are tied to, forbid. */
  readonly duties: readonly Rejection[];
}

export const CONDITIONS = [
  'in-force',
  'in-turn',
  'amount',
  'commitment',
  'category',
  'closing-date',
  'lender',
  'payee',
  'account-check',
  'documents',
  'duties',
  'cash',
  'certificate',
  'certificate-age',
  'progress',
  'earlier-justified',
  'observations',
  'good-standing',
  'counterpart',
  'no-objection',
  'phase-cap',
  'phase',
  'revolving',
] as const;
export type ConditionName = (typeof CONDITIONS)[number];

export type Found = Omit<Condition, 'condition'>;

export type Predicate = (release: Release) => Found;

/** Values are money, dates and counts; what is kept of them is what they say in JSON. */
type Values = Readonly<Record<string, unknown>>;

const kept = (values: Values): JsonObject => JSON.parse(JSON.stringify(values)) as JsonObject;

export const passes = (why: string, values: Values = {}): Found => ({
  result: 'pass',
  why,
  values: kept(values),
  cure: null,
});

export const fails = (why: string, values: Values, cure: string): Found => ({
  result: 'fail',
  why,
  values: kept(values),
  cure,
});

export const doesNotApply = (why: string, values: Values = {}): Found => ({
  result: 'not-applicable',
  why,
  values: kept(values),
  cure: null,
});
