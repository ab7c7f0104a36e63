import { Inject, Injectable } from '@nestjs/common';
import {
  agreementAddenda,
  agreementInstalments,
  agreements,
  agreementYears,
  certificates,
  counterpartDeposits,
  counterpartNumbers,
  oneAgreement,
  type AgreementKey,
  type CertificateTables,
  type ContractTables,
  type CounterpartTables,
} from '@tramo/agreements';
import type { SqlStore } from '@tramo/stores';
import { problems } from '../http/problems';
import type { PageQuery } from '../http/tables/page.dto';
import { VIEWS } from '../injection';
import { certificateAnswer } from './certificates-answers';
import type { CertificatesAnswer, CertificatesQuery } from './certificates.dto';
import {
  addendumAnswer,
  agreementAnswer,
  instalmentAnswer,
  keptTerms,
  numbersAnswer,
} from './contracts-answers';
import type { AgreementInFullAnswer, AgreementsAnswer, AgreementsQuery } from './contracts-answers.dto';
import { depositAnswer } from './counterpart-answers';
import type { CounterpartAnswer, DepositsAnswer, DepositsQuery } from './counterpart.dto';

/** What is shown of agreements, of what the other side gives, and of what supervisors have seen. */
@Injectable()
export class ContractViews {
  constructor(
    @Inject(VIEWS) private readonly views: SqlStore<ContractTables & CounterpartTables & CertificateTables>,
  ) {}

  async list(programme: string, query: AgreementsQuery): Promise<AgreementsAnswer> {
    const rows = await agreements(this.views.db, programme, query, pageOf(query));
    const codes = rows.map(({ agreement }) => agreement);
    const years = codes.length > 0 ? await agreementYears(this.views.db, programme, codes) : [];
    return paged(
      rows,
      query,
      (row) => agreementAnswer(row, years),
      ({ agreement }) => agreement,
    );
  }

  async one(key: AgreementKey): Promise<AgreementInFullAnswer> {
    const { db } = this.views;
    const row = await this.known(key);
    const [years, instalments, addenda, numbers] = await Promise.all([
      agreementYears(db, key.programme, [key.agreement]),
      agreementInstalments(db, key),
      agreementAddenda(db, key),
      counterpartNumbers(db, key),
    ]);
    return {
      ...agreementAnswer(row, years),
      ...keptTerms(row),
      instalments: instalments.map(instalmentAnswer),
      addenda: addenda.map(addendumAnswer),
      contributions: numbers.map(numbersAnswer),
    };
  }

  async counterpart(key: AgreementKey): Promise<CounterpartAnswer> {
    await this.known(key);
    const rows = await counterpartNumbers(this.views.db, key);
    return { items: rows.map(numbersAnswer) };
  }

  async deposits(key: AgreementKey, query: DepositsQuery): Promise<DepositsAnswer> {
    await this.known(key);
    const rows = await counterpartDeposits(this.views.db, key, query, pageOf(query));
    return paged(rows, query, depositAnswer, ({ deposit }) => deposit);
  }

  async certificates(key: AgreementKey, query: CertificatesQuery): Promise<CertificatesAnswer> {
    await this.known(key);
    const rows = await certificates(this.views.db, key, query, pageOf(query));
    return paged(rows, query, certificateAnswer, ({ certificate }) => certificate);
  }

  private async known(key: AgreementKey): Promise<ContractTables['agreement']> {
    const row = await oneAgreement(this.views.db, key);
    if (!row) throw problems.noSuch('agreement', key.agreement);
    return row;
  }
}

/** One row more than asked for, to know whether anything follows. */
const pageOf = ({ cursor, limit }: PageQuery) => ({ after: cursor, limit: limit + 1 });

function paged<Row, Item>(
  rows: readonly Row[],
  { limit }: PageQuery,
  answer: (row: Row) => Item,
  cursorOf: (row: Row) => string,
): { items: Item[]; next: string | null } {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit).map(answer), next: last === undefined ? null : cursorOf(last) };
}
