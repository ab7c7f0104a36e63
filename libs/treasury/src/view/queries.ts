import type { Kysely, Selectable } from 'kysely';
import type { LocalDate } from '@tramo/kernel';
import type { AccountKind, PaymentStanding } from '../kinds';
import type { MovementKind, TreasuryTables } from './tables';

type Db = Kysely<TreasuryTables>;
type Row<Table extends keyof TreasuryTables> = Selectable<TreasuryTables[Table]>;

export interface TreasuryPage {
  /** What the page before ended with. */
  readonly after?: string | undefined;
  readonly limit: number;
}

export interface BankAccountFilter {
  readonly kind?: AccountKind | undefined;
  readonly entity?: string | undefined;
  readonly holder?: string | undefined;
  readonly financing?: string | undefined;
  readonly state?: 'open' | 'closed' | undefined;
  readonly verified?: boolean | undefined;
}

/** By id. */
export function bankAccounts(
  db: Db,
  programme: string,
  { kind, entity, holder, financing, state, verified }: BankAccountFilter,
  { after, limit }: TreasuryPage,
): Promise<Row<'treasury_account'>[]> {
  let accounts = db.selectFrom('treasury_account').selectAll().where('programme', '=', programme);
  if (kind !== undefined) accounts = accounts.where('kind', '=', kind);
  if (entity !== undefined) accounts = accounts.where('entity', '=', entity);
  if (holder !== undefined) accounts = accounts.where('holder', '=', holder);
  if (financing !== undefined) accounts = accounts.where('financing', '=', financing);
  if (state !== undefined) accounts = accounts.where('state', '=', state);
  if (verified !== undefined) accounts = accounts.where('verified_on', verified ? 'is not' : 'is', null);
  if (after !== undefined) accounts = accounts.where('id', '>', after);
  return accounts.orderBy('id').limit(limit).execute();
}

export const bankAccount = (
  db: Db,
  programme: string,
  id: string,
): Promise<Row<'treasury_account'> | undefined> =>
  db
    .selectFrom('treasury_account')
    .selectAll()
    .where('programme', '=', programme)
    .where('id', '=', id)
    .executeTakeFirst();

export interface MovementFilter {
  readonly kind?: MovementKind | undefined;
  readonly payment?: string | undefined;
  readonly lot?: string | undefined;
  readonly from?: LocalDate | undefined;
  readonly until?: LocalDate | undefined;
}

/** In the order in which they were entered. */
export function bankMovements(
  db: Db,
  { programme, account }: { readonly programme: string; readonly account: string },
  { kind, payment, lot, from, until }: MovementFilter,
  { after, limit }: TreasuryPage,
): Promise<Row<'treasury_movement'>[]> {
  let movements = db
    .selectFrom('treasury_movement')
    .selectAll()
    .where('programme', '=', programme)
    .where('account', '=', account);
  if (kind !== undefined) movements = movements.where('kind', '=', kind);
  if (payment !== undefined) movements = movements.where('payment', '=', payment);
  if (lot !== undefined) movements = movements.where('lot', '=', lot);
  if (from !== undefined) movements = movements.where('effective_on', '>=', from);
  if (until !== undefined) movements = movements.where('effective_on', '<=', until);
  if (after !== undefined) movements = movements.where('revision', '>', BigInt(after));
  return movements.orderBy('revision').limit(limit).execute();
}

export interface PaymentFilter {
  readonly state?: PaymentStanding | undefined;
  readonly agreement?: string | undefined;
  readonly payer?: string | undefined;
  readonly payee?: string | undefined;
}

/** By id. */
export function bankPayments(
  db: Db,
  programme: string,
  { state, agreement, payer, payee }: PaymentFilter,
  { after, limit }: TreasuryPage,
): Promise<Row<'treasury_payment'>[]> {
  let payments = db.selectFrom('treasury_payment').selectAll().where('programme', '=', programme);
  if (state !== undefined) payments = payments.where('state', '=', state);
  if (agreement !== undefined) payments = payments.where('agreement', '=', agreement);
  if (payer !== undefined) payments = payments.where('payer', '=', payer);
  if (payee !== undefined) payments = payments.where('payee_account', '=', payee);
  if (after !== undefined) payments = payments.where('id', '>', after);
  return payments.orderBy('id').limit(limit).execute();
}

export const bankPayment = (
  db: Db,
  programme: string,
  id: string,
): Promise<Row<'treasury_payment'> | undefined> =>
  db
    .selectFrom('treasury_payment')
    .selectAll()
    .where('programme', '=', programme)
    .where('id', '=', id)
    .executeTakeFirst();

export interface LotFilter {
  readonly account?: string | undefined;
  /** Only those of which something is left, or only the others. */
  readonly open?: boolean | undefined;
  /** Only conversions, or only what came otherwise. */
  readonly converted?: boolean | undefined;
}

/** By account, and there in the order in which they are spent; a page begins after `account revision`. */
export function bankLots(
  db: Db,
  programme: string,
  { account, open, converted }: LotFilter,
  { after, limit }: TreasuryPage,
): Promise<Row<'treasury_lot'>[]> {
  let lots = db.selectFrom('treasury_lot').selectAll().where('programme', '=', programme);
  if (account !== undefined) lots = lots.where('account', '=', account);
  if (open !== undefined) lots = lots.where('open', open ? '>' : '<=', 0n);
  if (converted !== undefined) lots = lots.where('kind', converted ? '=' : '<>', 'conversion');
  if (after !== undefined) {
    const [place, revision] = after.split(' ') as [string, string];
    lots = lots.where((each) =>
      each.or([
        each('account', '>', place),
        each.and([each('account', '=', place), each('revision', '>', BigInt(revision))]),
      ]),
    );
  }
  return lots.orderBy('account').orderBy('revision').limit(limit).execute();
}
