import { Inject, Injectable } from '@nestjs/common';
import type { SqlStore } from '@tramo/stores';
import {
  bankAccount,
  bankAccounts,
  bankLots,
  bankMovements,
  bankPayment,
  bankPayments,
  type TreasuryTables,
} from '@tramo/treasury';
import { problems } from '../http/problems';
import type { PageQuery } from '../http/tables/page.dto';
import { VIEWS } from '../injection';
import { accountAnswer, lotAnswer, movementAnswer, paymentAnswer } from './answers';
import type {
  BankAccountAnswer,
  BankAccountsAnswer,
  BankMovementsAnswer,
  LotsAnswer,
  PaymentAnswer,
  PaymentsAnswer,
} from './answers.dto';
import type { BankAccountsQuery, LotsQuery, MovementsQuery, PaymentsQuery } from './queries.dto';

/** What is shown of bank accounts, payments and lots. A list is empty when nothing is in it. */
@Injectable()
export class TreasuryViews {
  constructor(@Inject(VIEWS) private readonly views: SqlStore<TreasuryTables>) {}

  async accounts(programme: string, query: BankAccountsQuery): Promise<BankAccountsAnswer> {
    const rows = await bankAccounts(this.views.db, programme, query, pageOf(query));
    return paged(rows, query, accountAnswer, ({ id }) => id);
  }

  async account(programme: string, id: string): Promise<BankAccountAnswer> {
    const row = await bankAccount(this.views.db, programme, id);
    if (!row) throw problems.noSuchBankAccount(programme, id);
    return accountAnswer(row);
  }

  async movements(programme: string, account: string, query: MovementsQuery): Promise<BankMovementsAnswer> {
    await this.account(programme, account);
    mustMatch(query, /^\d{1,15}$/);
    const rows = await bankMovements(this.views.db, { programme, account }, query, pageOf(query));
    return paged(rows, query, movementAnswer, ({ revision }) => String(revision));
  }

  async payments(programme: string, query: PaymentsQuery): Promise<PaymentsAnswer> {
    const rows = await bankPayments(this.views.db, programme, query, pageOf(query));
    return paged(rows, query, paymentAnswer, ({ id }) => id);
  }

  async payment(programme: string, id: string): Promise<PaymentAnswer> {
    const row = await bankPayment(this.views.db, programme, id);
    if (!row) throw problems.noSuch('payment', id);
    return paymentAnswer(row);
  }

  async lots(programme: string, query: LotsQuery): Promise<LotsAnswer> {
    mustMatch(query, /^[a-z0-9-]{1,40} \d{1,15}$/);
    const rows = await bankLots(this.views.db, programme, query, pageOf(query));
    return paged(rows, query, lotAnswer, ({ account, revision }) => `${account} ${revision}`);
  }
}

/** One row more than asked for, to know whether anything follows. */
const pageOf = ({ cursor, limit }: PageQuery) => ({ after: cursor, limit: limit + 1 });

function mustMatch({ cursor }: PageQuery, form: RegExp): void {
  if (cursor !== undefined && !form.test(cursor)) throw problems.cursorMalformed();
}

function paged<Row, Item>(
  rows: readonly Row[],
  { limit }: PageQuery,
  answer: (row: Row) => Item,
  cursorOf: (row: Row) => string,
): { items: Item[]; next: string | null } {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map(answer), next: last === undefined ? null : cursorOf(last) };
}
