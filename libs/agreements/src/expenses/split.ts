import { Money } from '@tramo/kernel';
import type { CounterpartTerms } from '../contract/contract.events';
import type { Contract } from '../contract/contract.state';
import type { Contribution } from '../shapes';

export interface Split {
  readonly subsidy: Money;
  readonly contributions: readonly Contribution[];
  /** What the rate says of its base, less the counterpart as it was rounded; in units of the currency. */
  readonly residue: string;
}

/** Of an account into which both sides pay nobody can say whose money it was: the terms of the agreement do. */
export function splitByTerms(contract: Contract, tranche: number, gross: Money): Split {
  const terms = termsOf(contract, tranche);
  if (!terms) return { subsidy: gross, contributions: [], residue: '0' };
  const { numerator, denominator } = fractionOf(terms.rate);
  const whole = 100n * denominator;
  const ratio = terms.base === 'total' ? [whole - numerator, numerator] : [whole, numerator];
  const [subsidy, counterpart] = gross.allocate(ratio) as [Money, Money];
  const base = terms.base === 'total' ? gross : subsidy;
  const residue = decimal(
    base.amountMinor * numerator - counterpart.amountMinor * whole,
    whole * 10n ** BigInt(gross.currency.decimals),
  );
  return { subsidy, contributions: shared(contract, counterpart), residue };
}

/** Of the tranche's phase, where that has terms of its own. */
function termsOf({ tranches, phases, counterpart }: Contract, tranche: number): CounterpartTerms | null {
  const phase = tranches.find((one) => one.tranche === tranche)?.phase ?? null;
  return phases.find((one) => one.phase === phase)?.counterpart ?? counterpart;
}

/** Among those who have promised cash, in proportion; of an agreement where nobody has, it is the organisation's. */
function shared({ promised, organisation }: Contract, counterpart: Money): readonly Contribution[] {
  if (counterpart.isZero()) return [];
  const inCash = promised.filter(({ kind, amount }) => kind === 'cash' && Money.parse(amount).isPositive());
  if (inCash.length === 0) {
    return organisation ? [{ party: organisation.code, kind: 'cash', amount: counterpart.toJSON() }] : [];
  }
  const parts = counterpart.allocate(inCash.map(({ amount }) => Money.parse(amount).amountMinor));
  return inCash.flatMap(({ party, kind }, index) => {
    const amount = parts[index]!;
    return amount.isZero() ? [] : [{ party, kind, amount: amount.toJSON() }];
  });
}

function fractionOf(rate: string): { readonly numerator: bigint; readonly denominator: bigint } {
  const [whole = '0', decimals = ''] = rate.split('.');
  return { numerator: BigInt(whole + decimals), denominator: 10n ** BigInt(decimals.length) };
}

/** Denominators are powers of ten, so that it ends. */
function decimal(numerator: bigint, denominator: bigint): string {
  const digits = denominator.toString().length - 1;
  const text = (numerator < 0n ? -numerator : numerator).toString().padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  const rest = text.slice(text.length - digits).replace(/0+$/, '');
  return `${numerator < 0n ? '-' : ''}${whole}${rest === '' ? '' : `.${rest}`}`;
}

/** Amounts of one party in one way made one. */
export function merged(contributions: readonly Contribution[]): readonly Contribution[] {
  const sums = new Map<string, Contribution>();
  for (const one of contributions) {
    const key = JSON.stringify([one.party, one.kind]);
    const before = sums.get(key);
    const amount = before ? Money.parse(before.amount).plus(Money.parse(one.amount)).toJSON() : one.amount;
    sums.set(key, { ...one, amount });
  }
  return [...sums.values()];
}
