import { Money } from '@tramo/kernel';
import { figuresStream, type ProgrammesTables } from '@tramo/programmes';
import { eventLink } from '../journal/event-link';
import type { ClassifierEntryAnswer } from './classifiers.dto';
import type { RecordedFigureAnswer } from './figures.dto';
import type { CategoryAnswer, FinancingAnswer, ShareAnswer, SpecialAccountAnswer } from './financing.dto';
import type { BudgetCodeLevelAnswer, MonthAnswer, ProgrammeAnswer } from './programmes.dto';
import type { SuspensionAnswer } from './suspensions.dto';

type Row<Table extends keyof ProgrammesTables> = ProgrammesTables[Table];

/** An answer as a value of its own, of no class. */
type Plain<Answer> = Pick<Answer, keyof Answer>;

export const programmeAnswer = (row: Row<'programme'>): ProgrammeAnswer => ({
  programme: row.code,
  name: row.name,
  country: row.country,
  agency: row.agency,
  zone: row.zone,
  bookCurrency: row.book_currency,
  displayUnit: Number(row.display_unit),
  demonstration: Boolean(row.demonstration),
  executingUnit: row.executing_unit,
  openedOn: row.opened_on,
  budgetCodeScheme:
    row.levels === null || row.separator === null
      ? null
      : { levels: JSON.parse(row.levels) as BudgetCodeLevelAnswer[], separator: row.separator },
});

export const monthAnswer = (row: Row<'programme_month'>): MonthAnswer => ({
  month: row.month,
  state: row.state,
  closedBy: row.closed_by,
  proposedBy: row.proposed_by,
  reason: row.reason,
  secondedBy: row.seconded_by,
});

export const entryAnswer = (row: Row<'programme_classifier'>): ClassifierEntryAnswer => ({
  classifier: row.classifier,
  code: row.code,
  name: row.name,
  parent: row.parent,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  supersededBy: row.superseded_by === null ? [] : (JSON.parse(row.superseded_by) as string[]),
  supersededBecause: row.superseded_because,
  level: row.level,
  sourceKind: row.source_kind,
  financing: row.financing,
  reference: row.reference,
});

export const financingAnswer = (row: Row<'financing_agreement'>): Plain<FinancingAnswer> => ({
  financing: row.code,
  programme: row.programme,
  lender: row.lender,
  number: row.number,
  amount: Money.ofMinor(row.amount_minor, row.currency).toJSON() as FinancingAnswer['amount'],
  signedOn: row.signed_on,
  closingDate: row.closing_date,
  graceEnd: row.grace_end,
  withdrawals: JSON.parse(row.withdrawals) as string[],
  specialAccounts: JSON.parse(row.special_accounts) as SpecialAccountAnswer[],
});

export const shareAnswer = (row: Row<'financing_share'>): ShareAnswer => ({
  executor: row.executor,
  purpose: row.purpose,
  amount: Money.ofMinor(row.amount_minor, row.currency).toJSON() as ShareAnswer['amount'],
});

export const categoryAnswer = (row: Row<'financing_category'>): CategoryAnswer => ({
  code: row.code,
  name: row.name,
  percentage: row.percentage,
  eligibleAt: row.eligible_at,
});

export const suspensionAnswer = (row: Row<'financing_suspension'>): SuspensionAnswer => ({
  number: Number(row.number),
  suspendedOn: row.suspended_on,
  document: row.document,
  reason: row.reason,
  suspendedBy: row.suspended_by,
  recordedOn: row.recorded_on,
  liftedOn: row.lifted_on,
  liftDocument: row.lift_document,
  liftReason: row.lift_reason,
  liftedBy: row.lifted_by,
});

const orNull = (text: string): string | null => (text === '' ? null : text);

export const figureAnswer = ({
  programme,
  budget_code: budgetCode,
  recorded_by: recordedBy,
  revision,
  ...row
}: Row<'programme_figure'>): RecordedFigureAnswer => ({
  figure: row.figure,
  year: row.year,
  region: orNull(row.region),
  component: orNull(row.component),
  budgetCode: orNull(budgetCode),
  declared: Boolean(row.declared),
  value: row.value,
  unit: row.unit,
  source: row.source,
  recordedBy,
  event: eventLink(figuresStream(programme), revision),
});
