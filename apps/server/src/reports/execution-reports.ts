import { Inject, Injectable } from '@nestjs/common';
import type { FxTables } from '@tramo/fx';
import {
  measureOf,
  type CubeFilter,
  type CubeHandle,
  type CubePosting,
  type CubeRow,
  type Dimension,
} from '@tramo/journal';
import {
  fromEpochDay,
  invariant,
  isCurrencyCode,
  localDateIn,
  Money,
  type CurrencyCode,
  type LocalDate,
} from '@tramo/kernel';
import { oneProgramme, type ProgrammesTables } from '@tramo/programmes';
import {
  besideEachOther,
  cubeQueryOf,
  executionRows,
  inOrder,
  leavesOf,
  wherePostings,
  type CodeTree,
  type Leaf,
} from '@tramo/reporting';
import type { SqlStore } from '@tramo/stores';
import { problems } from '../http/problems';
import { CUBE, VIEWS } from '../injection';
import { comparisonRow, executionRow, type Columns } from './answers';
import { codeTreesOf } from './code-trees';
import { derivedMarks, type MarkTables } from './derived-marks';
import type {
  ComparisonAnswer,
  ComparisonQuery,
  EvidenceAnswer,
  EvidenceQuery,
  ExecutionAnswer,
  ExecutionQuery,
} from './execution.dto';
import { EvidenceEntries, type EntryTables } from './evidence-entries';
import { printTerms } from './print-terms';
import { asOfOf, evidenceLink, filtersOf, measureNamed, requestOf, type Request } from './report-request';

interface About {
  readonly trees: ReadonlyMap<Dimension, CodeTree>;
  readonly bookCurrency: CurrencyCode;
  readonly today: LocalDate;
}

/** Reports over the books of a programme: what is asked goes to the cube, what comes back is printed. */
@Injectable()
export class ExecutionReports {
  constructor(
    @Inject(CUBE) private readonly cube: CubeHandle,
    @Inject(VIEWS) private readonly views: SqlStore<ProgrammesTables & FxTables & EntryTables & MarkTables>,
  ) {}

  async execution(programme: string, query: ExecutionQuery): Promise<ExecutionAnswer> {
    const about = await this.about(programme);
    const request = requestOf(programme, query, faceOf(query, about), about.trees);
    const leaves = leavesOf(request, await this.cube.query(cubeQueryOf(request)));
    const { print, basis } = await printTerms(this.views.db, query, { ...about, leaves });
    const columns = columnsOf(request, query, about);
    const rows = executionRows(
      leaves,
      request.measures.length,
      print,
      request.groupBy.map(() => inOrder),
    );
    return { programme, basis, items: rows.map((row) => executionRow(row, columns)) };
  }

  async comparison(programme: string, query: ComparisonQuery): Promise<ComparisonAnswer> {
    const about = await this.about(programme);
    const request = requestOf(programme, query, faceOf(query, about), about.trees);
    const earlier = beforeOf(query);
    const then = await this.leaves({ ...request, asOf: asOfOf(earlier) });
    const now = await this.leaves(request);
    const leaves = besideEachOther(then, now, request.measures.length);
    const { print, basis } = await printTerms(this.views.db, query, { ...about, leaves });
    const rows = executionRows(
      leaves,
      request.measures.length * 2,
      print,
      request.groupBy.map(() => inOrder),
    );
    const columns = columnsOf(request, query, about);
    const { linkTo } = columnsOf(request, earlier, about);
    return { programme, basis, items: rows.map((row) => comparisonRow(row, columns, linkTo)) };
  }

  /** The postings behind a figure, each with its event. */
  async evidence(programme: string, query: EvidenceQuery): Promise<EvidenceAnswer> {
    const { trees } = await this.about(programme);
    const { of } = measureOf(measureNamed(query.measure));
    const where: CubeFilter[] = [
      ...wherePostings({ programme, face: query.face, where: filtersOf(query, trees) }),
      { field: 'account', in: Object.keys(of) },
      ...(query.currency ? [{ field: 'currency', in: [query.currency] } as const] : []),
    ];
    const asOf = asOfOf(query);
    const after = query.cursor === undefined ? undefined : cursorOf(query.cursor);
    const [sums, page] = await Promise.all([
      this.cube.query({ where, groupBy: [{ field: 'currency' }], measures: [of], asOf }),
      this.cube.postings({ where, asOf, limit: query.limit, ...(after !== undefined && { after }) }),
    ]);
    const [entries, derivedOf] = await Promise.all([
      new EvidenceEntries(this.views).of(page.postings.map(({ ordinal }) => ordinal)),
      derivedMarks(
        this.views.db,
        programme,
        page.postings.map(({ cell }) => cell),
      ),
    ]);
    return {
      total: sums.flatMap(totalOf),
      count: page.count,
      items: page.postings.map((posting) => ({
        ...entries.get(posting.ordinal)!,
        ...postingAnswer(posting, of[posting.cell.account] ?? 0),
        derived: derivedOf(posting.cell),
      })),
      next: page.next === null ? null : String(page.next),
    };
  }

  private async leaves(request: Request): Promise<readonly Leaf[]> {
    return leavesOf(request, await this.cube.query(cubeQueryOf(request)));
  }

  private async about(programme: string): Promise<About> {
    const found = await oneProgramme(this.views.db, programme);
    if (!found) throw problems.noSuch('programme', programme);
    return {
      trees: await codeTreesOf(this.views.db, programme),
      bookCurrency: found.book_currency,
      today: localDateIn(found.zone, new Date()),
    };
  }
}

/** Book amounts for the book's currency and for conversions; in another currency, what was transacted in it. */
const faceOf = ({ basis, currency }: ExecutionQuery, { bookCurrency }: About): Request['face'] =>
  basis === 'at-rate' || currency === undefined || currency === bookCurrency ? 'book' : 'own';

const beforeOf = ({
  beforeRecordedUpTo,
  beforeEffectiveUpTo,
  ...query
}: ComparisonQuery): ComparisonQuery => {
  const { recordedUpTo, effectiveUpTo } = query;
  const recorded = beforeRecordedUpTo ?? recordedUpTo;
  const effective = beforeEffectiveUpTo ?? effectiveUpTo;
  return {
    ...query,
    ...(recorded !== undefined && { recordedUpTo: recorded }),
    ...(effective !== undefined && { effectiveUpTo: effective }),
  };
};

function columnsOf(request: Request, query: ExecutionQuery, { trees }: About): Columns {
  return {
    groupBy: request.groupBy,
    measures: request.measures,
    ratios: request.ratios,
    treeOf: ({ dimension }) => trees.get(dimension),
    linkTo: (measure, group) => evidenceLink(request, query, measure, group, trees),
  };
}

function totalOf({
  group: [currency],
  values: [minor],
}: CubeRow): { amount: string; currency: CurrencyCode }[] {
  invariant(isCurrencyCode(currency), 'a cell is in one of the currencies kept here');
  return minor === null || minor === undefined
    ? []
    : [{ amount: Money.ofMinor(minor, currency).amount, currency }];
}

function postingAnswer({ ordinal, cell, minor, effectiveDay }: CubePosting, coefficient: number) {
  const { account, currency, basis: _basis, ...dimensions } = cell;
  invariant(isCurrencyCode(currency), 'a cell is in one of the currencies kept here');
  const { amount } = Money.ofMinor(minor * BigInt(coefficient), currency);
  return {
    ordinal,
    account,
    amount: { amount, currency },
    effectiveOn: fromEpochDay(effectiveDay),
    dimensions,
  };
}

function cursorOf(text: string): number {
  const cursor = Number(text);
  if (!/^\d{1,15}$/.test(text)) throw problems.cursorMalformed();
  return cursor;
}
