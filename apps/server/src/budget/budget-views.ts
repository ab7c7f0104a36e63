import { Inject, Injectable } from '@nestjs/common';
import {
  budgetCommitments,
  budgetLegalActs,
  budgetLine,
  budgetLines,
  budgetPreCommitments,
  budgetRequestLines,
  budgetRequests,
  budgetYear,
  budgetYears,
  type BudgetTables,
  type LineFilter,
  type OfYear,
} from '@tramo/budget';
import type { SqlStore } from '@tramo/stores';
import { problems } from '../http/problems';
import type { PageQuery } from '../http/tables/page.dto';
import { VIEWS } from '../injection';
import {
  commitmentAnswer,
  legalActAnswer,
  lineAnswer,
  preCommitmentAnswer,
  requestAnswer,
  yearAnswer,
} from './answers';
import type {
  BudgetLineAnswer,
  BudgetLinesAnswer,
  BudgetLinesQuery,
  BudgetYearAnswer,
  BudgetYearsAnswer,
  CommitmentsAnswer,
  CommitmentsQuery,
  HeldQuery,
  InscriptionRequestsAnswer,
  LegalActsAnswer,
  LegalActsQuery,
  PreCommitmentsAnswer,
  RequestsQuery,
} from './answers.dto';

/** What is shown of budgets. A list is empty when nothing is in it; the year it is of must have been opened. */
@Injectable()
export class BudgetViews {
  constructor(@Inject(VIEWS) private readonly views: SqlStore<BudgetTables>) {}

  async years(programme: string, query: PageQuery): Promise<BudgetYearsAnswer> {
    const rows = await budgetYears(this.views.db, programme, pageOf(query));
    return paged(rows, query, yearAnswer, ({ year }) => year);
  }

  async year(of: OfYear): Promise<BudgetYearAnswer> {
    const row = await budgetYear(this.views.db, of);
    if (!row) throw problems.noSuch('budget', `${of.programme} ${of.year}`);
    return yearAnswer(row);
  }

  async lines(of: OfYear, query: BudgetLinesQuery): Promise<BudgetLinesAnswer> {
    await this.year(of);
    const rows = await budgetLines(this.views.db, of, filterOf(query), pageOf(query));
    return paged(rows, query, lineAnswer, ({ id }) => id);
  }

  async line(of: OfYear, id: string): Promise<BudgetLineAnswer> {
    const row = await budgetLine(this.views.db, of, id);
    if (!row) throw problems.noSuch('line', id);
    return lineAnswer(row);
  }

  async preCommitments(of: OfYear, query: HeldQuery): Promise<PreCommitmentsAnswer> {
    await this.year(of);
    const rows = await budgetPreCommitments(this.views.db, of, query, pageOf(query));
    return paged(rows, query, preCommitmentAnswer, ({ id }) => id);
  }

  async commitments(of: OfYear, query: CommitmentsQuery): Promise<CommitmentsAnswer> {
    await this.year(of);
    const rows = await budgetCommitments(this.views.db, of, query, pageOf(query));
    return paged(rows, query, commitmentAnswer, ({ id }) => id);
  }

  async requests(of: OfYear, query: RequestsQuery): Promise<InscriptionRequestsAnswer> {
    await this.year(of);
    const rows = await budgetRequests(this.views.db, of, query, pageOf(query));
    const ids = rows.map(({ id }) => id);
    const lines = ids.length > 0 ? await budgetRequestLines(this.views.db, of, ids) : [];
    return paged(
      rows,
      query,
      (row) => requestAnswer(row, lines),
      ({ id }) => id,
    );
  }

  async legalActs(of: OfYear, query: LegalActsQuery): Promise<LegalActsAnswer> {
    await this.year(of);
    if (query.cursor !== undefined && !/^\d{1,15}$/.test(query.cursor)) throw problems.cursorMalformed();
    const rows = await budgetLegalActs(this.views.db, of, query, pageOf(query));
    return paged(rows, query, legalActAnswer, ({ revision }) => String(revision));
  }
}

/** One row more than asked for, to know whether anything follows. */
const pageOf = ({ cursor, limit }: PageQuery) => ({ after: cursor, limit: limit + 1 });

const FILTERS = {
  entity: 'entity',
  source: 'source',
  financing: 'financing',
  category: 'category',
  component: 'component',
  budgetCode: 'budget_code',
  region: 'region',
  scope: 'scope',
} as const satisfies Readonly<Partial<Record<keyof BudgetLinesQuery, keyof LineFilter>>>;

function filterOf(query: BudgetLinesQuery): LineFilter {
  const filter: Record<string, string> = {};
  for (const [field, column] of Object.entries(FILTERS)) {
    const code = query[field as keyof typeof FILTERS];
    if (code !== undefined) filter[column] = code;
  }
  return filter;
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
