import { Rejection, unreachable, type LocalDate, type Money } from '@tramo/kernel';
import type { AccountAnswer } from '@tramo/treasury';
import type { DataOf } from '../agreement.events';
import { placeOf, type AgreementState } from '../agreement.state';
import type { Contract } from '../contract/contract.state';
import { accountOfOrganisation } from '../contract/payee-account';
import type { TrancheState } from '../tranches/tranche.state';
import type { LegalAct, SettlementWay } from './expense.events';
import type { Expense } from './expense.state';
import { refundTo } from './refund';
import { expenseUnknown, trancheUnknown } from './refusals';
import { unusedOf, usedOf } from './room';

export type AskedSettlement = {
  readonly way: SettlementWay;
  /** To the organisation's account, or to one of the programme's. */
  readonly account?: string | null;
  /** The expense that takes its place. */
  readonly substitute?: string | null;
  /** The tranche of which so much less is paid. */
  readonly against?: number | null;
  /** By which it is let go. */
  readonly legalAct?: { readonly type: string; readonly number: string; readonly date: LocalDate } | null;
};

/** The project has it again: as money, or as so much less to pay. */
export const comesBack = (way: SettlementWay): boolean => way === 'to-project' || way === 'offset';

type Fields = Pick<DataOf<'IneligibleSettled'>, 'account' | 'substitute' | 'against' | 'legalAct'>;

interface Settled {
  readonly fields: Fields;
  readonly broken: readonly Rejection[];
}

interface Settling {
  readonly state: AgreementState;
  readonly contract: Contract;
  readonly expense: Expense;
  readonly amount: Money;
  readonly account: AccountAnswer;
  /** The day on which it counts. */
  readonly on: LocalDate;
}

const NONE: Fields = { account: null, substitute: null, against: null, legalAct: null };

/** What each way asks for, and the rules it breaks. */
export function settlementOf(asked: AskedSettlement, settling: Settling): Settled | Rejection {
  const { way } = asked;
  switch (way) {
    case 'substituted':
      return substituted(asked.substitute ?? null, settling);
    case 'to-account':
      return toAccount(asked.account ?? null, settling);
    case 'to-project':
      return toProject(asked.account ?? null, settling);
    case 'offset':
      return offset(asked.against ?? null, settling);
    case 'written-off': {
      const legalAct: LegalAct | null = asked.legalAct ?? null;
      if (!legalAct) return missing(way, 'legalAct');
      const { on } = settling;
      return {
        fields: { ...NONE, legalAct },
        broken: legalAct.date > on ? [legalActAhead(legalAct.date, on)] : [],
      };
    }
    default:
      return unreachable(way, 'way to make good what was ineligible');
  }
}

function substituted(id: string | null, { state, expense, amount }: Settling): Settled | Rejection {
  if (id === null) return missing('substituted', 'substitute');
  const substitute = state.expenses.expenses.get(id);
  if (!substitute) return expenseUnknown(id, 'substitute');
  const takesPlace =
    substitute.substitutes === expense.expense && ['reported', 'observed'].includes(substitute.state);
  const used = usedOf(state.expenses, substitute);
  const unused = unusedOf(state.expenses, substitute);
  const broken =
    takesPlace && !amount.isGreaterThan(unused)
      ? []
      : [notASubstitute({ expense, substitute, takesPlace, used, unused, amount })];
  return { fields: { ...NONE, substitute: id }, broken };
}

function toAccount(id: string | null, { contract, account }: Settling): Settled | Rejection {
  if (id === null) return missing('to-account', 'account');
  const broken = accountOfOrganisation(id, account, contract, 'account');
  return broken instanceof Rejection ? broken : { fields: { ...NONE, account: id }, broken };
}

function toProject(id: string | null, { contract, amount, account }: Settling): Settled | Rejection {
  if (id === null) return missing('to-project', 'account');
  const broken = refundTo(contract, { account: id, amount, answer: account });
  return broken instanceof Rejection ? broken : { fields: { ...NONE, account: id }, broken };
}

function offset(number: number | null, { state, contract, amount }: Settling): Settled | Rejection {
  if (number === null) return missing('offset', 'against');
  const tranche = state.tranches.tranches.get(number);
  if (!tranche) return trancheUnknown(number, 'against');
  const { commitment, budgetYear } = tranche;
  if (commitment === null || budgetYear === null) return notApproved(tranche);
  const payable = tranche.amount.minus(tranche.offset);
  const against = { tranche: number, commitment, place: placeOf(contract, budgetYear) };
  return {
    fields: { ...NONE, against },
    broken: [
      ...(tranche.state === 'approved' ? [] : [notApproved(tranche)]),
      ...(amount.isGreaterThan(payable) ? [exceedsPayable(tranche, payable, amount)] : []),
    ],
  };
}

const CURES: Readonly<Record<'account' | 'substitute' | 'against' | 'legalAct', string>> = {
  account: 'name the account that it came to',
  substitute: 'name the expense that takes its place',
  against: 'name the approved tranche of which so much less is paid',
  legalAct: 'name the legal act that lets it go',
};

const missing = (way: SettlementWay, field: keyof typeof CURES): Rejection =>
  new Rejection({
    code: 'SETTLEMENT_INCOMPLETE',
    message: `"${way}" says more than that`,
    values: { way, missing: field },
    cure: CURES[field],
    field,
  });

const legalActAhead = (date: LocalDate, on: LocalDate): Rejection =>
  new Rejection({
    code: 'LEGAL_ACT_AHEAD',
    message: `the legal act of ${date} lets nothing go on ${on}`,
    values: { date, effectiveOn: on },
    cure: `name an act of ${on} or before, or let it count on ${date} or later`,
    field: 'legalAct.date',
  });

interface Substituting {
  readonly expense: Expense;
  readonly substitute: Expense;
  /** Whether it was reported in its place, and waits to be reviewed. */
  readonly takesPlace: boolean;
  readonly used: Money;
  readonly unused: Money;
  readonly amount: Money;
}

const notASubstitute = ({ expense, substitute, takesPlace, used, unused, amount }: Substituting): Rejection =>
  new Rejection({
    code: 'NOT_A_SUBSTITUTE',
    message: `expense ${substitute.expense} does not take the place of ${expense.expense} with so much`,
    values: {
      expense: expense.expense,
      substitute: substitute.expense,
      state: substitute.state,
      substitutes: substitute.substitutes,
      subsidy: substitute.subsidy,
      used,
      unused,
      amount,
    },
    cure:
      takesPlace && unused.isPositive()
        ? `settle at most ${unused.toString()} with it, and the rest in another way`
        : `name an expense that was reported to substitute ${expense.expense} and not reviewed yet`,
    field: 'substitute',
  });

const notApproved = ({ tranche, state }: TrancheState): Rejection =>
  new Rejection({
    code: 'OFFSET_TRANCHE_NOT_APPROVED',
    message: `tranche ${tranche} is ${state}, and only of one that is approved and not ordered less can be paid`,
    values: { tranche, state },
    cure: 'name a tranche that is approved and not ordered',
    field: 'against',
  });

const exceedsPayable = (tranche: TrancheState, payable: Money, asked: Money): Rejection =>
  new Rejection({
    code: 'OFFSET_EXCEEDS_TRANCHE',
    message: `of tranche ${tranche.tranche} ${payable.toString()} is to be paid`,
    values: { tranche: tranche.tranche, amount: tranche.amount, offset: tranche.offset, payable, asked },
    cure: payable.isPositive()
      ? `set off at most ${payable.toString()}, and settle the rest in another way`
      : 'settle it in another way',
    field: 'amount',
  });
