import { budgetStream, type BudgetTables } from '@tramo/budget';
import { Money, type CurrencyCode } from '@tramo/kernel';
import { eventLink } from '../journal/event-link';
import type { MoneyDto } from '../http/money.dto';
import type {
  BudgetLineAnswer,
  BudgetYearAnswer,
  CommitmentAnswer,
  InscriptionRequestAnswer,
  LegalActAnswer,
  PreCommitmentAnswer,
} from './answers.dto';

type Row<Table extends keyof BudgetTables> = BudgetTables[Table];

export const moneyOf = (minor: bigint, currency: CurrencyCode): MoneyDto =>
  Money.ofMinor(minor, currency).toJSON() as MoneyDto;

export const yearAnswer = (row: Row<'budget_year'>): BudgetYearAnswer => ({
  programme: row.programme,
  year: row.year,
  currency: row.currency,
  entity: row.entity,
  state: row.state,
  openedOn: row.opened_on,
  closedOn: row.closed_on,
  committedAtClose: row.committed_at_close,
  stillToLapse: Number(row.still_to_lapse),
  revision: Number(row.revision),
});

/** States of the cascade share one amount out among them; what has at least come so far rests in this and all after it. */
export function lineAnswer(row: Row<'budget_line'>): BudgetLineAnswer {
  const money = (...minors: readonly bigint[]): MoneyDto =>
    moneyOf(
      minors.reduce((sum, minor) => sum + minor, 0n),
      row.currency,
    );
  const { initial, additional, transferred, reduced, carried, lapsed, reclassified } = row;
  const inscribed = [initial, additional, reclassified] as const;
  const modifications = [transferred, reduced, carried, lapsed] as const;
  const paid = [row.paid, row.justified] as const;
  const accrued = [row.accrued, ...paid] as const;
  return {
    id: row.id,
    entity: row.entity,
    source: row.source,
    financing: row.financing,
    category: row.category,
    component: row.component,
    budgetCode: row.budget_code,
    region: row.region,
    scope: row.scope,
    programmed: money(row.programmed),
    requested: money(row.requested),
    initial: money(initial),
    additional: money(additional),
    inscribed: money(...inscribed),
    transferred: money(transferred),
    reduced: money(reduced),
    carried: money(carried),
    lapsed: money(lapsed),
    reclassified: money(reclassified),
    modifications: money(...modifications),
    current: money(...inscribed, ...modifications),
    available: money(row.available),
    preCommitted: money(row.pre_committed),
    committed: money(row.committed, ...accrued),
    accrued: money(...accrued),
    paid: money(...paid),
    justified: money(row.justified),
    toInscribe: money(row.programmed, -initial, -additional, -reclassified),
    journal: journalOfLine(row),
  };
}

/** What the line is classified by, and what it is not: the entries that made its figures, and no other's. */
function journalOfLine(row: Row<'budget_line'>): string {
  const filters = new URLSearchParams({
    budgetYear: row.year,
    entity: row.entity,
    source: row.source,
    financing: row.financing ?? '~',
    category: row.category ?? '~',
    component: row.component ?? '~',
    budgetCode: row.budget_code ?? '~',
    region: row.region ?? '~',
    scope: row.scope ?? '~',
  });
  return `/api/v1/programmes/${row.programme}/journal?${filters.toString()}`;
}

/** An answer as a value of its own, of no class. */
type Plain<Answer> = Pick<Answer, keyof Answer>;

export const preCommitmentAnswer = (
  row: Row<'budget_pre_commitment'> | Row<'budget_commitment'>,
): Plain<PreCommitmentAnswer> => ({
  id: row.id,
  line: row.line,
  reference: row.reference,
  amount: moneyOf(row.amount, row.currency),
  open: moneyOf(row.open, row.currency),
  madeOn: row.made_on,
  by: row.by,
});

export const commitmentAnswer = (row: Row<'budget_commitment'>): CommitmentAnswer => ({
  ...preCommitmentAnswer(row),
  agreement: row.agreement,
  preCommitment: row.pre_commitment,
});

export const requestAnswer = (
  row: Row<'budget_request'>,
  lines: readonly Row<'budget_request_line'>[],
): InscriptionRequestAnswer => ({
  request: row.id,
  reason: row.reason,
  amount: moneyOf(row.amount, row.currency),
  open: moneyOf(row.open, row.currency),
  requestedOn: row.requested_on,
  by: row.by,
  lines: lines
    .filter(({ request }) => request === row.id)
    .map(({ line, amount, open }) => ({
      line,
      amount: moneyOf(amount, row.currency),
      open: moneyOf(open, row.currency),
    })),
});

export const legalActAnswer = (row: Row<'budget_legal_act'>): LegalActAnswer => ({
  effect: row.effect,
  type: row.type,
  number: row.number,
  date: row.dated,
  effectiveOn: row.effective_on,
  line: row.line,
  otherLine: row.other_line,
  amount: moneyOf(row.amount, row.currency),
  by: row.by,
  revision: Number(row.revision),
  link: eventLink(budgetStream(row.programme, row.year), row.revision),
});
