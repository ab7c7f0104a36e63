import { agreementStream, type CounterpartTables } from '@tramo/agreements';
import { moneyOf } from '../budget/answers';
import { eventLink } from '../journal/event-link';
import type { DepositAnswer, EvidenceFileAnswer } from './counterpart.dto';

export const depositAnswer = (row: CounterpartTables['agreement_deposit']): DepositAnswer => ({
  deposit: row.deposit,
  party: row.party,
  kind: row.kind,
  amount: moneyOf(row.amount, row.currency),
  state: row.state,
  account: row.account,
  description: row.description,
  depositedOn: row.deposited_on,
  recordedOn: row.recorded_on,
  by: row.by,
  evidence: evidenceOf(row.evidence),
  shownBy: row.shown_by,
  verifiedOn: row.verified_on,
  verifiedBy: row.verified_by,
  how: row.how,
  reason: row.reason,
  reversedOn: row.reversed_on,
  reversedBy: row.reversed_by,
  link: eventLink(agreementStream(row.agreement), row.revision),
});

export const evidenceOf = (json: string): EvidenceFileAnswer[] => JSON.parse(json) as EvidenceFileAnswer[];
