import { agreementStream, type ContractTables, type CounterpartTables } from '@tramo/agreements';
import { moneyOf } from '../budget/answers';
import { eventLink } from '../journal/event-link';
import type {
  AddendumAnswer,
  AgreementAnswer,
  AgreementInFullAnswer,
  AgreementYearAnswer,
  FourNumbersAnswer,
  InstalmentAnswer,
} from './contracts-answers.dto';

type Row<Table extends keyof ContractTables> = ContractTables[Table];

/** An answer as a value of its own, of no class. */
type Plain<Answer> = Pick<Answer, keyof Answer>;

export const agreementAnswer = (
  row: Row<'agreement'>,
  years: readonly Row<'agreement_year'>[],
): Plain<AgreementAnswer> => ({
  agreement: row.agreement,
  kind: row.kind,
  standing: row.standing,
  standingSince: row.standing_since,
  standingReason: row.standing_reason,
  funding: row.committed <= 0n ? 'unfunded' : row.committed < row.credit ? 'partly' : 'funded',
  reference: row.reference,
  alliance: row.alliance,
  organisation: row.organisation,
  organisationName: row.organisation_name,
  payee: row.payee,
  entity: row.entity,
  source: row.source,
  financing: row.financing,
  category: row.category,
  component: row.component,
  budgetCode: row.budget_code,
  region: row.region,
  scope: row.scope,
  credit: moneyOf(row.credit, row.currency),
  committed: moneyOf(row.committed, row.currency),
  transferred: moneyOf(row.transferred, row.currency),
  accepted: moneyOf(row.accepted, row.currency),
  reserved: row.lender_currency && moneyOf(row.reserved, row.lender_currency),
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  signedOn: row.signed_on,
  signedBy: row.signed_by,
  years: years.filter(({ agreement }) => agreement === row.agreement).map(yearAnswer),
  revision: Number(row.revision),
  timeline: `/api/v1/streams/${agreementStream(row.agreement)}/events`,
});

const yearAnswer = ({
  year,
  currency,
  agreed,
  committed,
  commitment,
}: Row<'agreement_year'>): AgreementYearAnswer => ({
  year,
  agreed: moneyOf(agreed, currency),
  committed: moneyOf(committed, currency),
  commitment,
});

export const instalmentAnswer = (row: Row<'agreement_instalment'>): InstalmentAnswer => ({
  tranche: Number(row.tranche),
  amount: moneyOf(row.amount, row.currency),
  budgetYear: row.year,
  dueOn: row.due_on,
  milestone: row.milestone,
  progress: row.progress,
  phase: row.phase,
});

export const addendumAnswer = (row: Row<'agreement_addendum'>): AddendumAnswer => ({
  addendum: row.addendum,
  reference: row.reference,
  reason: row.reason,
  credit: moneyOf(row.credit, row.currency),
  endsOn: row.ends_on,
  signedOn: row.signed_on,
  by: row.by,
  link: eventLink(agreementStream(row.agreement), row.revision),
});

export const numbersAnswer = (row: CounterpartTables['agreement_counterpart']): FourNumbersAnswer => ({
  party: row.party,
  kind: row.kind,
  promised: moneyOf(row.promised, row.currency),
  deposited: moneyOf(row.deposited, row.currency),
  verified: moneyOf(row.verified, row.currency),
  used: moneyOf(row.used, row.currency),
});

type Kept = Pick<AgreementInFullAnswer, 'counterpart' | 'phases' | 'assets'>;

/** As its events have them. */
export const keptTerms = ({ counterpart, phases, assets }: Row<'agreement'>): Kept => ({
  counterpart: counterpart === null ? null : (JSON.parse(counterpart) as Kept['counterpart']),
  phases: JSON.parse(phases) as Kept['phases'],
  assets: assets === null ? null : (JSON.parse(assets) as Kept['assets']),
});
