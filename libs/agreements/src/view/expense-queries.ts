import { sql, type Kysely, type RawBuilder, type Selectable, type SqlBool } from 'kysely';
import type { LocalDate } from '@tramo/kernel';
import { plain } from '../alliances/view/words';
import type { ExpenseStep } from '../expenses/expense.state';
import type { ExpenseTables } from './expense-tables';

type Db = Kysely<ExpenseTables>;
type Row<Table extends keyof ExpenseTables> = Selectable<ExpenseTables[Table]>;

/** After the agreement and the name with which the page before ended. */
export interface NamedPage {
  readonly after?: { readonly agreement: string; readonly name: string } | undefined;
  readonly limit: number;
}

/** As rows are compared: by the agreement first, and within one by what names the row there. */
const isAfter = (agreement: string, column: string, name: string | bigint): RawBuilder<SqlBool> =>
  sql<SqlBool>`(${sql.ref('agreement')}, ${sql.ref(column)}) > (${agreement}, ${name})`;

export interface ExpenseFilter {
  readonly agreement?: string | undefined;
  readonly tranche?: number | undefined;
  readonly state?: ExpenseStep | undefined;
  /** Only what was ruled out, made good or not. */
  readonly ruledOut?: boolean | undefined;
  /** Of a supplier, by its tax number. */
  readonly taxId?: string | undefined;
  /** Only what is observed and was due before this day. */
  readonly overdueOn?: LocalDate | undefined;
  /** Words of its id, its supplier, its invoice or its concept. */
  readonly search?: string | undefined;
}

/** By agreement and id. */
export function expenses(
  db: Db,
  programme: string,
  { agreement, tranche, state, ruledOut, taxId, overdueOn, search }: ExpenseFilter,
  { after, limit }: NamedPage,
): Promise<Row<'expense'>[]> {
  let found = db.selectFrom('expense').selectAll().where('programme', '=', programme);
  if (agreement !== undefined) found = found.where('agreement', '=', agreement);
  if (tranche !== undefined) found = found.where('tranche', '=', BigInt(tranche));
  if (state !== undefined) found = found.where('state', '=', state === 'settled' ? 'ineligible' : state);
  // Settled is what is ineligible and owes nothing any more: a row says no more than that.
  if (state === 'settled') found = found.where('owed', '<=', 0n);
  if (state === 'ineligible') found = found.where('owed', '>', 0n);
  if (ruledOut !== undefined) found = found.where('state', ruledOut ? '=' : '<>', 'ineligible');
  if (taxId !== undefined) found = found.where('tax_id', '=', taxId);
  if (overdueOn !== undefined) found = found.where('state', '=', 'observed').where('due_on', '<', overdueOn);
  for (const word of plain(search ?? '').split(/\s+/)) {
    // What would stand for any letters stands for any one letter here, itself among them.
    if (word !== '') found = found.where('words', 'like', `%${word.replace(/[%\\]/g, '_')}%`);
  }
  if (after) found = found.where(isAfter(after.agreement, 'expense', after.name));
  return found.orderBy('agreement').orderBy('expense').limit(limit).execute();
}

export const standingOf = ({ state, owed }: Pick<Row<'expense'>, 'state' | 'owed'>): ExpenseStep =>
  state === 'ineligible' && owed <= 0n ? 'settled' : state;

export const oneExpense = (
  db: Db,
  of: { readonly programme: string; readonly agreement: string; readonly expense: string },
): Promise<Row<'expense'> | undefined> =>
  db
    .selectFrom('expense')
    .selectAll()
    .where('programme', '=', of.programme)
    .where('agreement', '=', of.agreement)
    .where('expense', '=', of.expense)
    .executeTakeFirst();

/** How what was ineligible was made good, in the order in which it was. */
export const settlementsOf = (
  db: Db,
  programme: string,
  agreements: readonly string[],
): Promise<Row<'expense_settlement'>[]> =>
  db
    .selectFrom('expense_settlement')
    .selectAll()
    .where('programme', '=', programme)
    .where('agreement', 'in', agreements)
    .orderBy('agreement')
    .orderBy('revision')
    .execute();

export function invoices(
  db: Db,
  programme: string,
  { taxId, number }: { readonly taxId?: string | undefined; readonly number?: string | undefined },
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<Row<'expense_invoice'>[]> {
  let found = db.selectFrom('expense_invoice').selectAll().where('programme', '=', programme);
  if (taxId !== undefined) found = found.where('tax_id', '=', taxId);
  if (number !== undefined) found = found.where('number', '=', number);
  if (after !== undefined) found = found.where('invoice', '>', after);
  return found.orderBy('invoice').limit(limit).execute();
}

interface OfInvoices {
  readonly programme: string;
  readonly invoices: readonly string[];
}

/** Who holds something of them. */
export const invoiceHolders = (
  db: Db,
  { programme, invoices: ids }: OfInvoices,
): Promise<Row<'expense_invoice_holder'>[]> =>
  db
    .selectFrom('expense_invoice_holder')
    .selectAll()
    .where('programme', '=', programme)
    .where('invoice', 'in', ids)
    .where('amount', '<>', 0n)
    .orderBy('invoice')
    .orderBy('agreement')
    .orderBy('expense')
    .execute();

export const creditNotes = (
  db: Db,
  { programme, invoices: ids }: OfInvoices,
): Promise<Row<'expense_credit_note'>[]> =>
  db
    .selectFrom('expense_credit_note')
    .selectAll()
    .where('programme', '=', programme)
    .where('invoice', 'in', ids)
    .orderBy('invoice')
    .orderBy('credit_note')
    .execute();

export interface UnjustifiedAdvance {
  readonly agreement: string;
  readonly tranche: bigint;
  readonly organisation: string | null;
  readonly currency: string;
  readonly unjustified: bigint;
  readonly owed: bigint;
  /** When it was transferred. */
  readonly since: LocalDate;
}

/** What of each tranche nobody had accounted for at the end of a day; tranches without a rest are left out. */
export async function unjustifiedAdvances(
  db: Db,
  programme: string,
  { on, agreement }: { readonly on: LocalDate; readonly agreement?: string | undefined },
): Promise<readonly UnjustifiedAdvance[]> {
  let moved = db
    .selectFrom('advance_movement')
    .where('programme', '=', programme)
    .where('effective_on', '<=', on);
  if (agreement !== undefined) moved = moved.where('agreement', '=', agreement);
  const rows = await moved
    .groupBy(['agreement', 'tranche', 'currency'])
    .select((is) => [
      'agreement',
      'tranche',
      'currency',
      is.fn.max('organisation').as('organisation'),
      is.fn.sum('unjustified').as('unjustified'),
      is.fn.sum('owed').as('owed'),
      is.fn
        .max<LocalDate | null>(
          is.case().when('kind', '=', 'transferred').then(is.ref('effective_on')).else(is.val(null)).end(),
        )
        .as('since'),
    ])
    .orderBy('agreement')
    .orderBy('tranche')
    .execute();
  return rows.flatMap(({ since, unjustified, owed, ...row }) => {
    const open = BigInt(unjustified);
    // What was set off against a tranche that has not been paid yet is no advance.
    return since === null || open === 0n ? [] : [{ ...row, since, unjustified: open, owed: BigInt(owed) }];
  });
}

export function pledges(
  db: Db,
  programme: string,
  { agreement, open }: { readonly agreement?: string | undefined; readonly open?: boolean | undefined },
  { after, limit }: NamedPage,
): Promise<Row<'revolving_pledge'>[]> {
  let found = db.selectFrom('revolving_pledge').selectAll().where('programme', '=', programme);
  if (agreement !== undefined) found = found.where('agreement', '=', agreement);
  if (open !== undefined) {
    found = found.where((is) => is('repaid', open ? '<' : '>=', is.ref('amount')));
  }
  if (after) found = found.where(isAfter(after.agreement, 'pledge', after.name));
  return found.orderBy('agreement').orderBy('pledge').limit(limit).execute();
}

interface OfYear {
  readonly agreement?: string | undefined;
  readonly budgetYear?: string | undefined;
}

export function spendings(
  db: Db,
  programme: string,
  { agreement, budgetYear }: OfYear,
  { after, limit }: NamedPage,
): Promise<Row<'administration_spending'>[]> {
  let found = db.selectFrom('administration_spending').selectAll().where('programme', '=', programme);
  if (agreement !== undefined) found = found.where('agreement', '=', agreement);
  if (budgetYear !== undefined) found = found.where('budget_year', '=', budgetYear);
  if (after) found = found.where(isAfter(after.agreement, 'spending', after.name));
  return found.orderBy('agreement').orderBy('spending').limit(limit).execute();
}

/** In the order in which they were made. */
export function allocations(
  db: Db,
  programme: string,
  { agreement, budgetYear }: OfYear,
  { after, limit }: NamedPage,
): Promise<Row<'administration_allocation'>[]> {
  let found = db.selectFrom('administration_allocation').selectAll().where('programme', '=', programme);
  if (agreement !== undefined) found = found.where('agreement', '=', agreement);
  if (budgetYear !== undefined) found = found.where('budget_year', '=', budgetYear);
  if (after) found = found.where(isAfter(after.agreement, 'revision', BigInt(after.name)));
  return found.orderBy('agreement').orderBy('revision').limit(limit).execute();
}
