import type { ConflictForce, ConflictRule, ConflictScope, ConflictTie, Act } from '../duties/acts';
import type { RateTerms } from './rate-terms';

/** What a parameter counts, and with it which values it can have. */
export type ParameterUnit = 'days' | 'months' | 'percent' | 'count' | 'book-currency';

interface Parameter {
  readonly unit: ParameterUnit;
  readonly value: string;
}

interface CountryRule {
  readonly choices: readonly string[];
  readonly choice: string;
}

const WHOLE = /^(?:0|[1-9][0-9]{0,3})$/;

export const PARAMETER_FORMS: Readonly<
  Record<ParameterUnit, { readonly form: RegExp; readonly example: string }>
> = {
  days: { form: WHOLE, example: '30' },
  months: { form: WHOLE, example: '12' },
  percent: { form: /^(?:100|[1-9]?[0-9](?:\.[0-9]{1,6})?)$/, example: '80' },
  /** Of people or signatures: none at all would be no rule. */
  count: { form: /^[1-9][0-9]?$/, example: '2' },
  'book-currency': { form: /^(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,5})?$/, example: '1.00' },
};

/**
 * The practice of the profession, which is a programme's policy until two people adopt another. It is also the
 * register of what a policy can name: a misspelt name would be adopted and never asked for.
 */
export const POLICY_DEFAULTS = {
  /** Null: there is none, until a policy sets it. */
  thresholds: {
    /** Above it, cumulated over months per agreement, a tranche needs one signature more: against splitting. */
    'additional-signature': null,
    /** Above it, the lender's no-objection is needed. */
    'no-objection': null,
  },
  parameters: {
    'signatures-required': { unit: 'count', value: '2' },
    'signatures-above-threshold': { unit: 'count', value: '3' },
    'threshold-cumulation': { unit: 'months', value: '12' },
    'justification-last-but-one': { unit: 'percent', value: '100' },
    'justification-last': { unit: 'percent', value: '80' },
    'justification-before-final': { unit: 'percent', value: '100' },
    'observation-days': { unit: 'days', value: '30' },
    'certificate-days': { unit: 'days', value: '60' },
    'account-check-days': { unit: 'days', value: '180' },
    /** Working days that each step of a tranche may take, of whoever has the turn. */
    'tranche-review-days': { unit: 'days', value: '10' },
    'tranche-correction-days': { unit: 'days', value: '15' },
    'tranche-signature-days': { unit: 'days', value: '5' },
    'tranche-order-days': { unit: 'days', value: '3' },
    'tranche-sending-days': { unit: 'days', value: '2' },
    'tranche-bank-days': { unit: 'days', value: '3' },
    'tranche-new-account-days': { unit: 'days', value: '15' },
    'tranche-justification-days': { unit: 'days', value: '60' },
    'closing-margin-days': { unit: 'days', value: '60' },
    /** How far from the rate of the day a bank's may be before somebody should look. */
    'conversion-tolerance': { unit: 'percent', value: '5' },
    /** An exact ratio fails published figures by ten cents. */
    'counterpart-tolerance': { unit: 'book-currency', value: '1' },
  },
  countryRules: {
    /** Whether signing an agreement demands the budget line, or may wait for its inscription. */
    'line-at-signature': { choices: ['demanded', 'not-demanded'], choice: 'not-demanded' },
    /** Whether the law inscribes only what is planned; some countries' budgets know no plan beside the law. */
    'plan-before-inscription': { choices: ['demanded', 'not-demanded'], choice: 'demanded' },
    /** What becomes of commitments that were not accrued when the year ends. */
    'commitments-at-year-end': { choices: ['lapse', 'kept'], choice: 'lapse' },
  },
  /** For every act that no policy names: the official buying rate, of the day or of the last days with a market. */
  rateTerms: {
    regime: 'official',
    side: 'buy',
    dateRule: 'latest-within',
    days: 7,
    rounding: 'half-up',
  },
} as const satisfies {
  readonly thresholds: Readonly<Record<string, null>>;
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly countryRules: Readonly<Record<string, CountryRule>>;
  readonly rateTerms: RateTerms;
};

export type ThresholdName = keyof typeof POLICY_DEFAULTS.thresholds;
export type ParameterName = keyof typeof POLICY_DEFAULTS.parameters;
export type CountryRuleName = keyof typeof POLICY_DEFAULTS.countryRules;

type Row = readonly [Act, Act, ConflictScope, ConflictForce, ...ConflictTie[]];

const ROWS: readonly Row[] = [
  // Who helps an organisation to its plan does not judge it, nor what comes of it.
  ['advised', 'rated', 'agreement', 'refuse', 'person', 'employer', 'hired-by'],
  ['advised', 'certified', 'agreement', 'refuse', 'person', 'employer', 'hired-by'],
  ['advised', 'approved', 'agreement', 'refuse', 'person', 'hired-by'],
  // Who wants the money does not say that it was earned, nor lets it go, nor judges how it was spent.
  ['requested', 'certified', 'agreement', 'refuse', 'person', 'hired-by'],
  ['requested', 'approved', 'tranche', 'refuse', 'person', 'hired-by'],
  ['requested', 'paid', 'tranche', 'refuse', 'person'],
  ['requested', 'reviewed-expenses', 'agreement', 'refuse', 'person'],
  ['certified', 'approved', 'tranche', 'refuse', 'person'],
  ['certified', 'paid', 'tranche', 'refuse', 'person'],
  ['approved', 'paid', 'tranche', 'refuse', 'person'],
  // Who has drawn a work, or measured it, does not take it over.
  ['advised', 'accepted-work', 'agreement', 'refuse', 'person'],
  ['certified', 'accepted-work', 'agreement', 'refuse', 'person'],
  // To rate a plan and later to approve its tranches is seen in small agencies, where it is known and watched.
  ['rated', 'approved', 'agreement', 'finding', 'person'],
  // Where the money goes is settled by two, and by neither of those who send it.
  ['changed-account', 'verified-account', 'agreement', 'refuse', 'person', 'hired-by'],
  ['changed-account', 'approved', 'agreement', 'refuse', 'person'],
  ['changed-account', 'paid', 'agreement', 'refuse', 'person'],
  ['verified-account', 'paid', 'agreement', 'refuse', 'person'],
  // A budget is asked for by one and inscribed by another.
  ['requested-inscription', 'inscribed', 'act', 'refuse', 'person'],
  ['requested-inscription', 'inscribed', 'act', 'finding', 'hired-by'],
  // A finding only: no money leaves, the contract behind it was signed by others, and many units have one analyst.
  ['pre-committed', 'committed', 'act', 'finding', 'person'],
  // Four eyes, of which neither pair may depend on the other.
  ['proposed-policy', 'seconded-policy', 'act', 'refuse', 'person', 'hired-by'],
  ['proposed-month-reopening', 'seconded-month-reopening', 'act', 'refuse', 'person', 'hired-by'],
];

export const DEFAULT_CONFLICTS: readonly ConflictRule[] = ROWS.flatMap(
  ([one, other, scope, force, ...ties]) =>
    ties.map((by): ConflictRule => ({ acts: [one, other], scope, by, force })),
);
