import type { Kysely, Selectable } from 'kysely';
import { plain } from '../alliances/view/words';
import type { AgreementStanding, ContractTables } from './contract-tables';

type Db = Kysely<ContractTables>;
type Row<Table extends keyof ContractTables> = Selectable<ContractTables[Table]>;

export interface AgreementKey {
  readonly programme: string;
  readonly agreement: string;
}

export interface AgreementFilter {
  readonly standing?: AgreementStanding | undefined;
  readonly organisation?: string | undefined;
  readonly region?: string | undefined;
  /** Whether anything that is agreed, for the year where one is named, is committed on its line. */
  readonly funded?: boolean | undefined;
  readonly year?: string | undefined;
  /** Words of its code, its reference, its alliance or its organisation. */
  readonly search?: string | undefined;
}

interface Page {
  /** The code after which the page begins. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** By code. */
export function agreements(
  db: Db,
  programme: string,
  { standing, organisation, region, funded, year, search }: AgreementFilter,
  { after, limit }: Page,
): Promise<Row<'agreement'>[]> {
  let found = db.selectFrom('agreement').selectAll().where('programme', '=', programme);
  if (standing !== undefined) found = found.where('standing', '=', standing);
  if (organisation !== undefined) found = found.where('organisation', '=', organisation);
  if (region !== undefined) found = found.where('region', '=', region);
  for (const word of plain(search ?? '').split(/\s+/)) {
    // What would stand for any letters stands for any one letter here, itself among them.
    if (word !== '') found = found.where('words', 'like', `%${word.replace(/[%\\]/g, '_')}%`);
  }
  if (year !== undefined || funded !== undefined) {
    found = found.where('agreement', 'in', agreedFor(db, programme, { year, funded }));
  }
  if (after !== undefined) found = found.where('agreement', '>', after);
  return found.orderBy('agreement').limit(limit).execute();
}

/** Of the year, or of any: signed first and funded later is how it often goes. */
function agreedFor(db: Db, programme: string, { year, funded }: Pick<AgreementFilter, 'year' | 'funded'>) {
  let years = db
    .selectFrom('agreement_year')
    .select('agreement')
    .where('programme', '=', programme)
    .where((is) => is.or([is('agreed', '>', 0n), is('committed', '>', 0n)]));
  if (year !== undefined) years = years.where('year', '=', year);
  const summed = years.groupBy('agreement');
  if (funded === undefined) return summed;
  return summed.having((is) => is.fn.sum('committed'), funded ? '>' : '<=', 0n);
}

export const oneAgreement = (
  db: Db,
  { programme, agreement }: AgreementKey,
): Promise<Row<'agreement'> | undefined> =>
  db
    .selectFrom('agreement')
    .selectAll()
    .where('programme', '=', programme)
    .where('agreement', '=', agreement)
    .executeTakeFirst();

/** What is agreed and what is committed, by year. */
export const agreementYears = (
  db: Db,
  programme: string,
  ofAgreements: readonly string[],
): Promise<Row<'agreement_year'>[]> =>
  db
    .selectFrom('agreement_year')
    .selectAll()
    .where('programme', '=', programme)
    .where('agreement', 'in', ofAgreements)
    .orderBy('agreement')
    .orderBy('year')
    .execute();

/** Its tranches as they are agreed now. */
export const agreementInstalments = (
  db: Db,
  { programme, agreement }: AgreementKey,
): Promise<Row<'agreement_instalment'>[]> =>
  db
    .selectFrom('agreement_instalment')
    .selectAll()
    .where('programme', '=', programme)
    .where('agreement', '=', agreement)
    .orderBy('tranche')
    .execute();

export const agreementAddenda = (
  db: Db,
  { programme, agreement }: AgreementKey,
): Promise<Row<'agreement_addendum'>[]> =>
  db
    .selectFrom('agreement_addendum')
    .selectAll()
    .where('programme', '=', programme)
    .where('agreement', '=', agreement)
    .orderBy('revision')
    .execute();
