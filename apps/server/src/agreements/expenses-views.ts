import { Inject, Injectable } from '@nestjs/common';
import {
  creditNotes,
  expenses,
  invoiceHolders,
  invoices,
  oneExpense,
  settlementsOf,
  type ExpenseTables,
  type NamedPage,
} from '@tramo/agreements';
import type { SqlStore } from '@tramo/stores';
import { problems } from '../http/problems';
import type { PageQuery } from '../http/tables/page.dto';
import { VIEWS } from '../injection';
import { expenseAnswer, ineligibleAnswer, invoiceAnswer } from './expenses-answers';
import type {
  ExpenseAnswer,
  ExpensesAnswer,
  ExpensesQuery,
  IneligiblesAnswer,
  IneligiblesQuery,
  InvoicesAnswer,
  InvoicesQuery,
} from './expenses-answers.dto';

const CURSOR = /^([a-z0-9][a-z0-9-]{0,39}) (.{1,40})$/u;

/** What is shown of expenses and their invoices. A list is empty when nothing is in it. */
@Injectable()
export class ExpenseViews {
  constructor(@Inject(VIEWS) private readonly views: SqlStore<ExpenseTables>) {}

  async list(programme: string, query: ExpensesQuery): Promise<ExpensesAnswer> {
    const rows = await expenses(this.views.db, programme, query, namedPage(query));
    return paged(rows, query, expenseAnswer, ({ agreement, expense }) => `${agreement} ${expense}`);
  }

  async one(of: { programme: string; agreement: string; expense: string }): Promise<ExpenseAnswer> {
    const row = await oneExpense(this.views.db, of);
    if (!row) throw problems.noSuchOfAgreement('expense', of.agreement, of.expense);
    return expenseAnswer(row);
  }

  async ineligibles(programme: string, query: IneligiblesQuery): Promise<IneligiblesAnswer> {
    const filter = { agreement: query.agreement, ruledOut: true };
    const rows = await expenses(this.views.db, programme, filter, namedPage(query));
    const agreements = [...new Set(rows.map(({ agreement }) => agreement))];
    const settled = agreements.length > 0 ? await settlementsOf(this.views.db, programme, agreements) : [];
    return paged(
      rows,
      query,
      (row) => ineligibleAnswer(row, settled),
      ({ agreement, expense }) => `${agreement} ${expense}`,
    );
  }

  async invoices(programme: string, query: InvoicesQuery): Promise<InvoicesAnswer> {
    const { db } = this.views;
    const { cursor, limit } = query;
    const rows = await invoices(db, programme, query, { after: cursor, limit: limit + 1 });
    const of = { programme, invoices: rows.map(({ invoice }) => invoice) };
    const [holders, notes] =
      rows.length > 0 ? await Promise.all([invoiceHolders(db, of), creditNotes(db, of)]) : [[], []];
    return paged(
      rows,
      query,
      (row) => invoiceAnswer(row, { holders, notes }),
      ({ invoice }) => invoice,
    );
  }
}

/** One more than asked for, to know whether anything follows. */
export function namedPage({ cursor, limit }: PageQuery): NamedPage {
  if (cursor === undefined) return { limit: limit + 1 };
  const [, agreement, name] = CURSOR.exec(cursor) ?? [];
  if (agreement === undefined || name === undefined) throw problems.cursorMalformed();
  return { after: { agreement, name }, limit: limit + 1 };
}

export function paged<Row, Item>(
  rows: readonly Row[],
  { limit }: PageQuery,
  answer: (row: Row) => Item,
  cursorOf: (row: Row) => string,
): { items: Item[]; next: string | null } {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map(answer), next: last === undefined ? null : cursorOf(last) };
}
