import { Money, type LocalDate } from '@tramo/kernel';
import { conflictName, type ConflictRule } from '../duties/acts';
import type { RateTerms } from './rate-terms';
import {
  DEFAULT_CONFLICTS,
  POLICY_DEFAULTS,
  type CountryRuleName,
  type ParameterName,
  type ThresholdName,
} from './policy-defaults';
import type { PolicyChange } from './policy.events';
import type { PolicyState, PolicyVersion } from './policy.state';

/** What counts on a date: the practice of the profession, and over it every version that has taken effect. */
export interface PolicyInForce {
  readonly on: LocalDate;
  /** The version that took effect last; 0 where none has. */
  readonly version: number;
  /** All that have taken effect, in that order. */
  readonly versions: readonly number[];
  /** Null where there is none. */
  threshold(name: ThresholdName): Money | null;
  /** A decimal as text. */
  parameter(name: ParameterName): string;
  readonly conflicts: readonly ConflictRule[];
  /** What is said for the act, or else for all that are not named. */
  rateRegime(act: string): RateTerms;
  /** The acts for which a version says which rate applies. */
  readonly actsWithRateRegime: readonly string[];
  countryRule(name: CountryRuleName): string;
}

type ChangeOf<Kind extends PolicyChange['kind']> = Extract<PolicyChange, { kind: Kind }>;

export function policyInForce({ versions }: Pick<PolicyState, 'versions'>, on: LocalDate): PolicyInForce {
  const effective = versions.filter(({ effectiveFrom }) => effectiveFrom <= on).sort(asTheyTakeEffect);
  const changes = effective.flatMap((version) => version.changes);
  const last = <Kind extends PolicyChange['kind']>(
    kind: Kind,
    matches: (change: ChangeOf<Kind>) => boolean,
  ): ChangeOf<Kind> | undefined =>
    changes.findLast(
      (change): change is ChangeOf<Kind> => change.kind === kind && matches(change as ChangeOf<Kind>),
    );
  return {
    on,
    version: effective.at(-1)?.version ?? 0,
    versions: effective.map(({ version }) => version),
    threshold: (name) => {
      const money = last('threshold', (change) => change.name === name)?.money;
      return money ? Money.parse(money) : null;
    },
    parameter: (name) =>
      last('parameter', (change) => change.name === name)?.value ?? POLICY_DEFAULTS.parameters[name].value,
    conflicts: conflictsAfter(changes),
    rateRegime: (act) => rateTermsOf(last('rate-regime', (change) => change.act === act)),
    actsWithRateRegime: [
      ...new Set(changes.flatMap((change) => (change.kind === 'rate-regime' ? [change.act] : []))),
    ],
    countryRule: (name) =>
      last('country-rule', (change) => change.name === name)?.choice ??
      POLICY_DEFAULTS.countryRules[name].choice,
  };
}

/** Of two that take effect on one day, the one adopted later is the later word. */
const asTheyTakeEffect = (a: PolicyVersion, b: PolicyVersion): number =>
  a.effectiveFrom === b.effectiveFrom ? a.version - b.version : a.effectiveFrom < b.effectiveFrom ? -1 : 1;

function conflictsAfter(changes: readonly PolicyChange[]): readonly ConflictRule[] {
  const matrix = new Map(DEFAULT_CONFLICTS.map((rule) => [conflictName(rule), rule]));
  for (const change of changes) {
    if (change.kind !== 'conflict') continue;
    const { acts, scope, by, force } = change;
    matrix.set(conflictName({ acts, scope, by }), { acts, scope, by, force });
  }
  return [...matrix.values()];
}

function rateTermsOf(change: ChangeOf<'rate-regime'> | undefined): RateTerms {
  const { regime, side, dateRule, days, rounding } = change ?? POLICY_DEFAULTS.rateTerms;
  return { regime, side, dateRule, days, rounding };
}
