import { Money, Rejection, type LocalDate } from '@tramo/kernel';
import type { AgreementState } from '../agreement.state';
import type { Contract } from '../contract/contract.state';
import { amountOf } from '../ground';
import type { Contribution, ContributionKind, Evidence } from '../shapes';
import type { TrancheState } from '../tranches/tranche.state';
import type { AskedMoney } from './asking';
import type { Invoice, WITHHOLDING_BEARERS } from './expense.events';
import { HOLDING } from './expense.state';
import type { InvoiceKey } from './invoice/invoice';
import { isSameInvoice } from './invoice/spelling';
import {
  cannotSubstitute,
  doesNotAddUp,
  exceedsTranche,
  expenseUnknown,
  spentInFuture,
  spentOutside,
  withheldExceeds,
} from './refusals';
import { roomFor, roomOf } from './room';
import { merged, splitByTerms } from './split';

/** What is said of an expense when it is reported, and again when an observation is remedied. */
export type AskedReport = {
  readonly expense: string;
  readonly spentOn: LocalDate;
  readonly supplier: string;
  readonly invoice: {
    readonly taxId: string;
    readonly type: string;
    readonly number: string;
    readonly total: AskedMoney;
  };
  readonly document: Evidence;
  readonly net: AskedMoney;
  readonly tax?: AskedMoney | null;
  readonly withheld?: AskedMoney | null;
  readonly withheldBy?: (typeof WITHHOLDING_BEARERS)[number] | null;
  /** Left out with the contributions, it is split by the terms of the agreement. */
  readonly subsidy?: AskedMoney | null;
  readonly contributions?: readonly AskedContribution[] | null;
  readonly substitutes?: string | null;
  readonly concept: string;
};
type AskedContribution = {
  readonly party: string;
  readonly kind: ContributionKind;
  readonly amount: AskedMoney;
};

interface Amounts {
  readonly net: Money;
  readonly tax: Money;
  readonly withheld: Money;
  readonly subsidy: Money;
  readonly contributions: readonly Contribution[];
  readonly residue: string | null;
}

interface Into {
  readonly contract: Contract;
  readonly tranche: TrancheState;
  readonly effectiveOn: LocalDate;
  /** How the invoice is spelt that is reported, where it is known. */
  readonly known: InvoiceKey | null;
}

/** The report as its event has it, and the rules it breaks. */
export function reportOf(state: AgreementState, asked: AskedReport, into: Into) {
  const { contract } = into;
  const total = amountOf(asked.invoice.total, contract, 'invoice.total');
  if (total instanceof Rejection) return total;
  const amounts = amountsOf(asked, into);
  if (amounts instanceof Rejection) return amounts;
  const { net, tax, withheld, subsidy, contributions, residue } = amounts;
  const substitutes = asked.substitutes ?? null;
  const replaced = substitutes === null ? undefined : state.expenses.expenses.get(substitutes);
  if (substitutes !== null && !replaced) return expenseUnknown(substitutes, 'substitutes');
  const { taxId, type, number } = spelt(state, asked, into);
  const invoice: Invoice = { taxId, type, number, total: total.toJSON() };
  const data = {
    spentOn: asked.spentOn,
    supplier: asked.supplier,
    invoice,
    document: [...asked.document],
    net: net.toJSON(),
    tax: tax.toJSON(),
    withheld: withheld.toJSON(),
    withheldBy: asked.withheldBy ?? 'supplier',
    subsidy: subsidy.toJSON(),
    contributions: [...contributions],
    residue,
    substitutes,
    concept: asked.concept,
  };
  const broken = [
    ...(replaced ? substitutable(replaced, into.tranche) : []),
    ...datesBroken(asked.spentOn, into),
    ...sumsBroken(amounts),
    ...roomBroken(state, into.tranche, { expense: asked.expense, substitutes, subsidy }),
  ];
  return { data, broken };
}

/**
 * As it was first reported, so that all its parts are kept together. Of what this agreement holds since before spellings
 * met anywhere, it knows itself how that was spelt.
 */
function spelt(
  { expenses }: AgreementState,
  { invoice: { taxId, type, number } }: AskedReport,
  { contract: { programme }, known }: Into,
): InvoiceKey {
  const asked: InvoiceKey = { programme, taxId, type, number };
  const held = [...expenses.expenses.values()].find(
    ({ state, invoice }) => HOLDING.includes(state) && isSameInvoice({ programme, ...invoice }, asked),
  );
  return known ?? (held ? { programme, ...held.invoice } : asked);
}

function amountsOf(asked: AskedReport, { contract, tranche }: Into): Amounts | Rejection {
  const net = amountOf(asked.net, contract, 'net');
  if (net instanceof Rejection) return net;
  const zero = Money.zero(net.currency.code);
  const optional = (field: 'tax' | 'withheld' | 'subsidy'): Money | Rejection => {
    const given = asked[field];
    return given && !isNothing(given) ? amountOf(given, contract, field) : zero;
  };
  const tax = optional('tax');
  if (tax instanceof Rejection) return tax;
  const withheld = optional('withheld');
  if (withheld instanceof Rejection) return withheld;
  const subsidy = optional('subsidy');
  if (subsidy instanceof Rejection) return subsidy;
  const contributions = contributionsOf(asked.contributions ?? [], contract);
  if (contributions instanceof Rejection) return contributions;
  const given = asked.subsidy !== null && asked.subsidy !== undefined;
  if (given || contributions.length > 0) {
    return { net, tax, withheld, subsidy, contributions, residue: null };
  }
  return { net, tax, withheld, ...splitByTerms(contract, tranche.tranche, net.plus(tax)) };
}

/** Zero of the agreement's currency says the same as leaving it out. */
const isNothing = (asked: AskedMoney): boolean => Money.asked(asked).isZero();

function contributionsOf(
  asked: readonly AskedContribution[],
  contract: Contract,
): readonly Contribution[] | Rejection {
  const contributions: Contribution[] = [];
  for (const [index, { party, kind, amount: json }] of asked.entries()) {
    const amount = amountOf(json, contract, `contributions.${index}.amount`);
    if (amount instanceof Rejection) return amount;
    contributions.push({ party, kind, amount: amount.toJSON() });
  }
  return merged(contributions);
}

function datesBroken(spentOn: LocalDate, { contract, effectiveOn }: Into): readonly Rejection[] {
  const { startsOn, endsOn } = contract;
  return [
    ...(spentOn < startsOn || spentOn > endsOn ? [spentOutside(spentOn, contract)] : []),
    ...(spentOn > effectiveOn ? [spentInFuture(spentOn, effectiveOn)] : []),
  ];
}

function sumsBroken({ net, tax, withheld, subsidy, contributions }: Amounts): readonly Rejection[] {
  const sum = (of: readonly Contribution[]): Money =>
    Money.sum(
      net.currency.code,
      of.map(({ amount }) => Money.parse(amount)),
    );
  const given = sum(contributions);
  const inCash = subsidy.plus(sum(contributions.filter(({ kind }) => kind === 'cash')));
  return [
    ...(net.plus(tax).equals(subsidy.plus(given))
      ? []
      : [doesNotAddUp({ net, tax, subsidy, contributions: given })]),
    ...(withheld.isGreaterThan(inCash) ? [withheldExceeds(withheld, inCash)] : []),
  ];
}

function roomBroken(
  state: AgreementState,
  tranche: TrancheState,
  { expense, substitutes, subsidy }: { expense: string; substitutes: string | null; subsidy: Money },
): readonly Rejection[] {
  const free = roomFor(state, tranche, { expense, substitutes });
  return subsidy.isGreaterThan(free) ? [exceedsTranche(roomOf(state, tranche, expense), subsidy, free)] : [];
}

function substitutable(
  replaced: Parameters<typeof cannotSubstitute>[0],
  { tranche }: TrancheState,
): readonly Rejection[] {
  if (replaced.tranche !== tranche) return [cannotSubstitute(replaced, `is of tranche ${replaced.tranche}`)];
  return replaced.owed.isPositive() ? [] : [cannotSubstitute(replaced, 'owes nothing')];
}
