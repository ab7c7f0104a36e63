import { Money, Rejection } from '@tramo/kernel';
import {
  committedLeft,
  currencyOf,
  justificationIn,
  unjustifiedOf,
  type AgreementState,
} from '../agreement.state';
import type { ExpenseStep } from '../expenses/expense.state';
import type { TrancheStep } from '../tranches/steps';
import type { TrancheState } from '../tranches/tranche.state';
import type { Contract } from './contract.state';
import { counterpartOwed, isShort, toleranceOf, type Subsidy } from './counterpart-terms';

type Signed = AgreementState & { readonly contract: Contract };

interface Open {
  readonly what: 'tranche' | 'expense' | 'unjustified' | 'ineligible' | 'committed';
  /** The tranche, the expense or the year it is of. */
  readonly of: string;
  readonly state?: TrancheStep | ExpenseStep;
  readonly amount: Money;
  readonly cure: string;
}

/** What keeps an agreement from being closed, each said by itself. */
export const unsettled = (state: Signed): readonly Rejection[] =>
  [...ofTranches(state), ...ofExpenses(state), ...ofYears(state)].map(({ cure, ...open }) => {
    const { what, of, amount } = open;
    return new Rejection({
      code: 'AGREEMENT_UNSETTLED',
      category: 'conflict',
      message: `${SPOKEN[what]} ${of}: ${amount.toString()}`,
      values: { agreement: state.contract.agreement, ...open },
      cure,
    });
  });

const SPOKEN: Readonly<Record<Open['what'], string>> = {
  tranche: 'under way is tranche',
  expense: 'nobody has decided on expense',
  unjustified: 'nobody has justified of tranche',
  ineligible: 'still to be made good of tranche',
  committed: 'committed and not accrued of',
};

const UNDER_WAY: readonly TrancheStep[] = ['requested', 'reviewed', 'approved', 'ordered', 'sent', 'bounced'];

function* ofTranches(state: Signed): Iterable<Open> {
  for (const tranche of state.tranches.tranches.values()) {
    const of = String(tranche.tranche);
    if (UNDER_WAY.includes(tranche.state)) {
      const { state: step, amount } = tranche;
      yield { what: 'tranche', of, state: step, amount, cure: endOf(tranche) };
    }
    const { ineligible } = justificationIn(state, tranche);
    if (ineligible.isPositive()) {
      const cure = `settle the ineligible expenses of tranche ${of}`;
      yield { what: 'ineligible', of, amount: ineligible, cure };
    }
    const unjustified = unjustifiedOf(state, tranche);
    if (unjustified.isPositive()) {
      const cure = `have expenses of ${unjustified.toString()} accepted, or as much returned`;
      yield { what: 'unjustified', of, amount: unjustified, cure };
    }
  }
}

/** Nobody could decide on them any more, and their invoices would be held for ever. */
function* ofExpenses({ expenses }: Signed): Iterable<Open> {
  for (const { expense: of, state, subsidy: amount } of expenses.expenses.values()) {
    if (state !== 'reported' && state !== 'observed') continue;
    yield {
      what: 'expense',
      of,
      state,
      amount,
      cure: `have expense ${of} accepted or ruled on, or withdraw it`,
    };
  }
}

/** How a tranche that is under way comes to its end. */
function endOf({ tranche, state, amount, offset }: TrancheState): string {
  if (state === 'sent') return `have the bank confirm tranche ${tranche}, or give it back`;
  if (offset.equals(amount)) return `confirm the offset of tranche ${tranche}`;
  return state === 'requested' || state === 'reviewed'
    ? `cancel or reject tranche ${tranche}, or have it paid`
    : `cancel tranche ${tranche}, or pay it`;
}

function* ofYears(state: Signed): Iterable<Open> {
  for (const year of state.contract.committed.keys()) {
    const left = committedLeft(state, year);
    if (left?.isPositive()) {
      yield { what: 'committed', of: year, amount: left, cure: `release ${left.toString()} of ${year}` };
    }
  }
}

interface Settled {
  readonly owed: Money;
  readonly used: Money;
  readonly broken: readonly Rejection[];
}

/** What is owed beside the subsidy that the organisation kept, and what it has used of its own. */
export function counterpartSettled(state: Signed, tolerance: string): Settled {
  const { contract } = state;
  const currency = currencyOf(contract);
  const zero = Money.zero(currency);
  const subsidies = keptOf(state);
  const terms = counterpartOwed(contract, subsidies);
  const owed = terms.reduce((sum, { required }) => sum.plus(required), zero);
  const used = [...state.counterpart.used.values()].reduce((sum, amount) => sum.plus(amount), zero);
  const tolerated = toleranceOf(tolerance, currency);
  if (!isShort({ required: owed, given: used }, tolerated)) return { owed, used, broken: [] };
  const kept = subsidies.reduce((sum, { amount }) => sum.plus(amount), zero);
  const shortfall = owed.minus(used);
  const short = new Rejection({
    code: 'COUNTERPART_SHORT',
    message: `beside ${kept.toString()} of subsidy ${owed.toString()} is owed and ${used.toString()} was used`,
    values: { required: owed, used, shortfall, tolerance: tolerated, kept },
    cure: `have expenses accepted that use another ${shortfall.toString()} of the counterpart, or subsidy returned`,
  });
  return { owed, used, broken: [short] };
}

/** Of each tranche, what reached the organisation less what came back. */
function keptOf(state: Signed): readonly Subsidy[] {
  const { contract } = state;
  return [...state.tranches.tranches.values()].map((tranche) => ({
    phase: phaseOf(contract, tranche),
    amount: tranche.transferred.minus(justificationIn(state, tranche).returned),
  }));
}

const phaseOf = ({ tranches }: Contract, { tranche }: TrancheState): string | null =>
  tranches.find((one) => one.tranche === tranche)?.phase ?? null;
