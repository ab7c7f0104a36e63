import type { Act, PastAct } from '@tramo/identity';
import { Money, type CurrencyCode } from '@tramo/kernel';
import type { CertificatesState } from './certificates/certificate.state';
import { noCertificates } from './certificates/certificate.state';
import { instalmentsByYear, type Contract } from './contract/contract.state';
import { noCounterpart, type CounterpartState } from './counterpart/counterpart.state';
import type { Days } from './days';
import {
  justificationOf,
  noExpenses,
  type ExpensesState,
  type Justification,
} from './expenses/expense.state';
import type { Place } from './shapes';
import { noTranches, type TranchesState, type TrancheState } from './tranches/tranche.state';

export interface AgreementState {
  /** Null until it is signed. */
  readonly contract: Contract | null;
  readonly counterpart: CounterpartState;
  readonly certificates: CertificatesState;
  readonly tranches: TranchesState;
  readonly expenses: ExpensesState;
  readonly days: Days;
}

export const initialAgreement: AgreementState = {
  contract: null,
  counterpart: noCounterpart,
  certificates: noCertificates,
  tranches: noTranches,
  expenses: noExpenses,
  days: new Map(),
};

export const agreementStream = (agreement: string): string => `agreement-${agreement}`;

/** Where what is done under the agreement in a year rests. */
export const placeOf = (contract: Contract, budgetYear: string): Place => ({
  entity: contract.entity,
  organisation: contract.organisation?.code ?? null,
  budgetYear,
  line: contract.committed.get(budgetYear)?.line ?? contract.line,
});

export const currencyOf = ({ credit }: Contract): CurrencyCode => credit.currency.code;

/** Accrued of what one year has committed: approved tranches of that year and everything after. */
export function accruedOf(
  { tranches, expenses }: AgreementState,
  commitment: string,
  currency: CurrencyCode,
): Money {
  const approved = [...tranches.tranches.values()].filter((one) => one.commitment === commitment);
  const spent = expenses.spent.get(commitment) ?? Money.zero(currency);
  return approved.reduce((sum, { amount }) => sum.plus(amount), spent);
}

/** What the year has committed and no approved tranche uses yet; nothing where it has committed nothing. */
export function committedLeft(state: AgreementState, budgetYear: string): Money | undefined {
  const year = state.contract?.committed.get(budgetYear);
  return year && year.amount.minus(accruedOf(state, year.commitment, year.amount.currency.code));
}

/** Agreed for the year and not committed on its line yet. */
export function toCommit({ contract }: AgreementState, budgetYear: string): Money | undefined {
  if (!contract) return undefined;
  const agreed = instalmentsByYear(contract.tranches).get(budgetYear);
  const committed = contract.committed.get(budgetYear)?.amount;
  return agreed && (committed ? agreed.minus(committed) : agreed);
}

/** Of what a tranche transferred, how much nobody has justified, returned or written off. */
export function unjustifiedOf(state: AgreementState, tranche: TrancheState): Money {
  const { accepted, returned, writtenOff } = justificationIn(state, tranche);
  return tranche.transferred.minus(accepted).minus(returned).minus(writtenOff);
}

export const justificationIn = (
  { expenses }: AgreementState,
  { tranche, amount }: Pick<TrancheState, 'tranche' | 'amount'>,
): Justification => justificationOf(expenses, tranche, amount.currency.code);

/** What has reached the organisation, all tranches together. */
export const transferredOf = ({ tranches }: AgreementState, currency: CurrencyCode): Money =>
  [...tranches.tranches.values()].reduce(
    (sum, { transferred }) => sum.plus(transferred),
    Money.zero(currency),
  );

/** With one act more, that others' duties may hang on. */
export function withAct(
  state: AgreementState,
  act: Act,
  { affiliation, on, tranche }: ActOf,
  reference: string,
): AgreementState {
  const { contract } = state;
  if (!contract) return state;
  const scopes = {
    agreement: contract.agreement,
    ...(tranche !== undefined && { tranche: trancheScope(contract.agreement, tranche) }),
  };
  const past: PastAct = { act, person: affiliation.person, on, reference, scopes, affiliation };
  return { ...state, contract: { ...contract, acts: [...contract.acts, past] } };
}

type ActOf = Required<Pick<PastAct, 'affiliation' | 'on'>> & { readonly tranche?: number };

export const trancheScope = (agreement: string, tranche: number): string => `${agreement}/${tranche}`;
