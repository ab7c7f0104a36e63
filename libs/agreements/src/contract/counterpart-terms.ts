import { Money, Rejection, scale, type CurrencyCode } from '@tramo/kernel';
import { KINDS, type Contribution, type ContributionKind } from '../shapes';
import { COUNTERPART_BASES, type CounterpartTerms, type Instalment } from './contract.events';
import type { Contract } from './contract.state';

/** As people say it: a rate means nothing until it is said of what. */
export type AskedCounterpart = {
  readonly rate: string;
  readonly base?: string | null;
  readonly kinds?: readonly ContributionKind[] | null;
};

/**
 * What the other side owes beside a subsidy, rounded once: of 30 % of the total, the subsidy is the other 70 %, and so
 * 3/7 of it is owed.
 */
export function counterpartRequired({ rate, base }: CounterpartTerms, subsidy: Money): Money {
  if (!subsidy.isPositive()) return Money.zero(subsidy.currency.code);
  const denominator = base === 'total' ? percentLeft(rate) : '100';
  return scale(subsidy, { numerator: rate, denominator }, 'half-up').scaled;
}

/** Exactly 100 less the rate. */
function percentLeft(rate: string): string {
  const decimals = rate.split('.')[1]?.length ?? 0;
  const unit = 10n ** BigInt(decimals);
  const left = 100n * unit - BigInt(rate.replace('.', ''));
  const digits = left.toString().padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Of one tranche: how much of its subsidy counts. */
export interface Subsidy {
  readonly phase: string | null;
  readonly amount: Money;
}

interface Owed {
  readonly terms: CounterpartTerms;
  readonly required: Money;
}

/** Cumulatively, each phase under its own terms: rounding tranche by tranche would add up to something else. */
export function counterpartOwed(
  { counterpart, phases }: Pick<Contract, 'counterpart' | 'phases'>,
  subsidies: readonly Subsidy[],
): readonly Owed[] {
  const byTerms = new Map<string, { readonly terms: CounterpartTerms; readonly subsidy: Money }>();
  for (const { phase, amount } of subsidies) {
    const terms = phases.find((one) => one.phase === phase)?.counterpart ?? counterpart;
    if (!terms) continue;
    const key = JSON.stringify([terms.rate, terms.base, [...terms.kinds].sort()]);
    const before = byTerms.get(key);
    byTerms.set(key, { terms, subsidy: before ? before.subsidy.plus(amount) : amount });
  }
  return [...byTerms.values()].map(({ terms, subsidy }) => ({
    terms,
    required: counterpartRequired(terms, subsidy),
  }));
}

/** What is owed in all, and of it what only cash can meet. */
export interface Required {
  readonly total: Money;
  readonly inCash: Money;
}

export function requiredOf(
  contract: Pick<Contract, 'counterpart' | 'phases' | 'credit'>,
  subsidies: readonly Subsidy[],
): Required {
  const zero = Money.zero(contract.credit.currency.code);
  const owed = counterpartOwed(contract, subsidies);
  const sum = (of: readonly Owed[]): Money => of.reduce((total, { required }) => total.plus(required), zero);
  return { total: sum(owed), inCash: sum(owed.filter(({ terms }) => !terms.kinds.includes('in-kind'))) };
}

export const subsidyOf = ({ phase, amount }: Instalment): Subsidy => ({ phase, amount: Money.parse(amount) });

/** The sum of what is given, or of one kind of it. */
export const contributed = (
  contributions: readonly Contribution[],
  zero: Money,
  kind?: ContributionKind,
): Money =>
  contributions
    .filter((one) => kind === undefined || one.kind === kind)
    .reduce((sum, { amount }) => sum.plus(Money.parse(amount)), zero);

/** A policy's decimal as an amount; of a currency without decimals, what is whole of it. */
export const toleranceOf = (text: string, currency: CurrencyCode): Money =>
  Number(text) === 0
    ? Money.zero(currency)
    : scale(Money.of('1', currency), { numerator: text, denominator: '1' }, 'down').scaled;

export interface ShortOf {
  readonly required: Money;
  readonly given: Money;
}

/** Less than what is required, by more than rounding can explain. */
export const isShort = ({ required, given }: ShortOf, tolerance: Money): boolean =>
  required.minus(given).isGreaterThan(tolerance);

/** More decimals than anybody would sign. */
const PERCENTAGE = /^(?:0|[1-9]\d{0,3})(?:\.\d{1,6})?$/;

export function counterpartTerms(asked: AskedCounterpart, field: string): CounterpartTerms | Rejection {
  const { rate, base, kinds } = asked;
  const known = COUNTERPART_BASES.find((one) => one === base);
  if (!known) return baseMissing(rate, field);
  if (!PERCENTAGE.test(rate) || Number(rate) <= 0 || (known === 'total' && Number(rate) >= 100)) {
    return rateOutOfRange(rate, known, `${field}.rate`);
  }
  return { rate, base: known, kinds: kinds && kinds.length > 0 ? [...new Set(kinds)].sort() : [...KINDS] };
}

const baseMissing = (rate: string, field: string): Rejection =>
  new Rejection({
    code: 'COUNTERPART_BASE_MISSING',
    message: `${rate} % is a counterpart only of something`,
    values: { rate, bases: COUNTERPART_BASES },
    cure: 'say whether it is a percentage of the "total" or of the "subsidy"',
    field: `${field}.base`,
  });

const rateOutOfRange = (rate: string, base: CounterpartTerms['base'], field: string): Rejection =>
  new Rejection({
    code: 'PERCENTAGE_OUT_OF_RANGE',
    message:
      base === 'total'
        ? 'a part of the total is more than 0 % and less than 100 %'
        : 'a part of the subsidy is more than 0 %',
    values: { percentage: rate, base },
    cure: base === 'total' ? 'give a rate above 0 and below 100' : 'give a rate above 0',
    field,
  });
