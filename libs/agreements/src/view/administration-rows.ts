import type { RowChange } from '@tramo/event-log';
import { Money } from '@tramo/kernel';
import type { AgreementEvent, DataOf } from '../agreement.events';
import type { RecordedAt } from './recorded-at';

const minorOf = (amount: DataOf<'SpendingRecorded'>['amount']): bigint => Money.parse(amount).amountMinor;

/** Pledges to a revolving fund, and what a unit spends and shares out itself. */
export function* administrationRows({ type, data }: AgreementEvent, at: RecordedAt): Iterable<RowChange> {
  const { programme, agreement } = data;
  if (type === 'RevolvingPledged') yield pledged(data, at);
  if (type === 'RevolvingRepaid') {
    const key = { programme, agreement, pledge: data.pledge };
    yield { table: 'revolving_pledge', key, add: { repaid: minorOf(data.amount) } };
  }
  if (type === 'SpendingRecorded') yield spent(data, at);
  if (type === 'CostAllocated') yield allocated(data, at);
}

const pledged = (
  { programme, agreement, pledge, amount, dueOn, affiliation }: DataOf<'RevolvingPledged'>,
  { effectiveOn }: RecordedAt,
): RowChange => ({
  table: 'revolving_pledge',
  key: { programme, agreement, pledge },
  set: {
    currency: amount.currency,
    amount: minorOf(amount),
    pledged_on: effectiveOn,
    due_on: dueOn,
    by: affiliation.person,
  },
});

const spent = (data: DataOf<'SpendingRecorded'>, { effectiveOn, revision }: RecordedAt): RowChange => ({
  table: 'administration_spending',
  key: { programme: data.programme, agreement: data.agreement, spending: data.spending },
  set: {
    budget_year: data.place.budgetYear,
    commitment: data.commitment,
    line: data.place.line,
    currency: data.amount.currency,
    amount: minorOf(data.amount),
    supplier: data.supplier,
    concept: data.concept,
    payer: data.payer,
    derived: data.derived,
    spent_on: effectiveOn,
    by: data.affiliation.person,
    revision,
  },
});

const allocated = (data: DataOf<'CostAllocated'>, { effectiveOn, revision }: RecordedAt): RowChange => ({
  table: 'administration_allocation',
  key: { programme: data.programme, agreement: data.agreement, revision },
  set: {
    allocation: data.allocation,
    driver: data.driver,
    version: data.version,
    budget_year: data.to.budgetYear,
    from_line: data.from?.place.line ?? null,
    to_line: data.to.line,
    currency: data.amount.currency,
    amount: minorOf(data.amount),
    allocated_on: effectiveOn,
    by: data.affiliation.person,
  },
});
