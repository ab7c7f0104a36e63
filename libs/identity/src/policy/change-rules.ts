import { Money, RATE_REGIMES, RATE_SIDES, Rejection, ROUNDINGS } from '@tramo/kernel';
import { ACTS, CONFLICT_FORCES, CONFLICT_SCOPES, CONFLICT_TIES, conflictName } from '../duties/acts';
import { DATE_RULES } from './rate-terms';
import { PARAMETER_FORMS, POLICY_DEFAULTS } from './policy-defaults';
import type { PolicyChange } from './policy.events';

type ChangeOf<Kind extends PolicyChange['kind']> = Extract<PolicyChange, { kind: Kind }>;

/** How far back a rate may be looked for: further, and it would be in neither of the two years that are read. */
export const RATE_DAYS_MAX = 366;

/** What makes a list of changes impossible, whenever it was proposed. */
export function impossibleChange(changes: readonly PolicyChange[]): Rejection | undefined {
  if (changes.length === 0) {
    return new Rejection({
      code: 'POLICY_EMPTY',
      message: 'a policy changes something',
      cure: 'name at least one change',
      field: 'changes',
    });
  }
  const seen = new Map<string, number>();
  for (const [index, change] of changes.entries()) {
    const field = `changes.${index}`;
    const problem = problemOf(change, field) ?? givenTwice(change, field, seen);
    if (problem) return problem;
    seen.set(subjectOf(change), index);
  }
  return undefined;
}

function problemOf(change: PolicyChange, field: string): Rejection | undefined {
  switch (change.kind) {
    case 'threshold':
      return (
        unknownWord(`${field}.name`, change.name, Object.keys(POLICY_DEFAULTS.thresholds)) ??
        notPositive(change, field)
      );
    case 'parameter':
      return (
        unknownWord(`${field}.name`, change.name, Object.keys(POLICY_DEFAULTS.parameters)) ??
        notOfItsUnit(change, field)
      );
    case 'conflict':
      return firstOf([
        ...change.acts.map((act, index) => unknownWord(`${field}.acts.${index}`, act, ACTS)),
        unknownWord(`${field}.scope`, change.scope, CONFLICT_SCOPES),
        unknownWord(`${field}.by`, change.by, CONFLICT_TIES),
        unknownWord(`${field}.force`, change.force, CONFLICT_FORCES),
      ]);
    case 'rate-regime':
      return firstOf([
        unknownWord(`${field}.regime`, change.regime, RATE_REGIMES),
        unknownWord(`${field}.side`, change.side, RATE_SIDES),
        unknownWord(`${field}.dateRule`, change.dateRule, DATE_RULES),
        unknownWord(`${field}.rounding`, change.rounding, ROUNDINGS),
        daysOutOfRange(change, field),
      ]);
    case 'country-rule': {
      const { name, choice } = change;
      return (
        unknownWord(`${field}.name`, name, Object.keys(POLICY_DEFAULTS.countryRules)) ??
        unknownWord(`${field}.choice`, choice, POLICY_DEFAULTS.countryRules[name].choices)
      );
    }
  }
}

const firstOf = (problems: readonly (Rejection | undefined)[]): Rejection | undefined =>
  problems.find((problem) => problem !== undefined);

/** A misspelt word would be adopted by two people, and never asked for. */
const unknownWord = (field: string, given: string, known: readonly string[]): Rejection | undefined =>
  known.includes(given)
    ? undefined
    : new Rejection({
        code: 'POLICY_WORD_UNKNOWN',
        message: `a policy is written in known words, and ${JSON.stringify(given)} is none of those`,
        values: { given, known },
        cure: `use one of ${known.join(', ')}`,
        field,
      });

function notPositive({ name, money }: ChangeOf<'threshold'>, field: string): Rejection | undefined {
  const threshold = Money.parse(money);
  if (threshold.isPositive()) return undefined;
  return new Rejection({
    code: 'AMOUNT_NOT_POSITIVE',
    message: `the threshold ${name} is above zero`,
    values: { money: threshold },
    cure: 'give an amount above zero',
    field: `${field}.money`,
  });
}

function notOfItsUnit({ name, value }: ChangeOf<'parameter'>, field: string): Rejection | undefined {
  const { unit } = POLICY_DEFAULTS.parameters[name];
  const { form, example } = PARAMETER_FORMS[unit];
  if (form.test(value)) return undefined;
  return new Rejection({
    code: 'PARAMETER_MALFORMED',
    message: `the parameter ${name} is a number of its unit, ${unit}`,
    values: { name, unit, value },
    cure: `give text such as "${example}"`,
    field: `${field}.value`,
  });
}

const daysOutOfRange = ({ days }: ChangeOf<'rate-regime'>, field: string): Rejection | undefined =>
  Number.isInteger(days) && days >= 0 && days <= RATE_DAYS_MAX
    ? undefined
    : new Rejection({
        code: 'RATE_DAYS_OUT_OF_RANGE',
        message: 'a rate is looked for within a year',
        values: { days, daysMax: RATE_DAYS_MAX },
        cure: `give 0 to ${RATE_DAYS_MAX} days`,
        field: `${field}.days`,
      });

function subjectOf(change: PolicyChange): string {
  switch (change.kind) {
    case 'threshold':
    case 'parameter':
    case 'country-rule':
      return `${change.kind} ${change.name}`;
    case 'conflict':
      return `conflict ${conflictName(change)}`;
    case 'rate-regime':
      return `rate-regime ${change.act}`;
  }
}

function givenTwice(
  change: PolicyChange,
  field: string,
  seen: ReadonlyMap<string, number>,
): Rejection | undefined {
  const subject = subjectOf(change);
  const first = seen.get(subject);
  if (first === undefined) return undefined;
  return new Rejection({
    code: 'CHANGE_GIVEN_TWICE',
    message: 'a policy says each thing once',
    values: { subject, first: `changes.${first}` },
    cure: `leave one of changes.${first} and ${field} out`,
    field,
  });
}
