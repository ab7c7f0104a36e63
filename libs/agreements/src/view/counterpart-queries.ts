import type { Kysely, Selectable } from 'kysely';
import type { CertificateTables } from './certificate-tables';
import type { AgreementKey } from './contract-queries';
import type { CounterpartTables, DepositStanding } from './counterpart-tables';

type Db = Kysely<CounterpartTables>;

interface Page {
  /** The id after which the page begins. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** The four numbers of every party and kind. */
export const counterpartNumbers = (
  db: Db,
  { programme, agreement }: AgreementKey,
): Promise<Selectable<CounterpartTables['agreement_counterpart']>[]> =>
  db
    .selectFrom('agreement_counterpart')
    .selectAll()
    .where('programme', '=', programme)
    .where('agreement', '=', agreement)
    .orderBy('party')
    .orderBy('kind')
    .execute();

/** By id. */
export function counterpartDeposits(
  db: Db,
  { programme, agreement }: AgreementKey,
  { state, party }: { readonly state?: DepositStanding | undefined; readonly party?: string | undefined },
  { after, limit }: Page,
): Promise<Selectable<CounterpartTables['agreement_deposit']>[]> {
  let found = db
    .selectFrom('agreement_deposit')
    .selectAll()
    .where('programme', '=', programme)
    .where('agreement', '=', agreement);
  if (state !== undefined) found = found.where('state', '=', state);
  if (party !== undefined) found = found.where('party', '=', party);
  if (after !== undefined) found = found.where('deposit', '>', after);
  return found.orderBy('deposit').limit(limit).execute();
}

/** By id. */
export function certificates(
  db: Kysely<CertificateTables>,
  { programme, agreement }: AgreementKey,
  { tranche }: { readonly tranche?: number | undefined },
  { after, limit }: Page,
): Promise<Selectable<CertificateTables['agreement_certificate']>[]> {
  let found = db
    .selectFrom('agreement_certificate')
    .selectAll()
    .where('programme', '=', programme)
    .where('agreement', '=', agreement);
  if (tranche !== undefined) found = found.where('tranche', '=', BigInt(tranche));
  if (after !== undefined) found = found.where('certificate', '>', after);
  return found.orderBy('certificate').limit(limit).execute();
}
