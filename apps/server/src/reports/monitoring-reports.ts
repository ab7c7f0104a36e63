import { Inject, Injectable } from '@nestjs/common';
import type { FxTables } from '@tramo/fx';
import { measureOf, type CubeHandle, type CubeRow, type MeasureKey } from '@tramo/journal';
import { Money, type CurrencyCode } from '@tramo/kernel';
import { figuresOf, oneProgramme, type ProgrammesTables } from '@tramo/programmes';
import {
  CodeTree,
  GroupingUnknown,
  KnownFigures,
  monitoring,
  wherePostings,
  type SpendingCell,
} from '@tramo/reporting';
import type { SqlStore } from '@tramo/stores';
import { problems } from '../http/problems';
import { CUBE, VIEWS } from '../injection';
import { figureAnswer } from '../programmes/answers';
import { codeTreesOf } from './code-trees';
import type { MonitoringAnswer, MonitoringQuery } from './monitoring.dto';
import { monitoringAnswer } from './monitoring-answers';
import { priceChanges } from './print-terms';

const MEASURED = ['executed', 'initial', 'current'] as const satisfies readonly MeasureKey[];
const GROUPED = ['budgetYear', 'budgetCode', 'component', 'region', 'scope'] as const;
const USUAL_LEVEL = 'subtitulo';

/** The spending section of the monitoring form, from the books and the figures of a programme. */
@Injectable()
export class MonitoringReports {
  constructor(
    @Inject(CUBE) private readonly cube: CubeHandle,
    @Inject(VIEWS) private readonly views: SqlStore<ProgrammesTables & FxTables>,
  ) {}

  async monitoring(programme: string, query: MonitoringQuery): Promise<MonitoringAnswer> {
    const { db } = this.views;
    const { budgetYear, index, constantYear } = query;
    const about = await oneProgramme(db, programme);
    if (!about) throw problems.noSuch('programme', programme);
    const currency = about.book_currency;
    const [trees, figures, rows] = await Promise.all([
      codeTreesOf(db, programme),
      figuresOf(db, programme),
      this.cells(programme, currency),
    ]);
    const codes = trees.get('budgetCode') ?? new CodeTree([]);
    const level = levelOf(codes, query.level);
    const cells = rows.flatMap((row) => cellOf(row, currency));
    const ofYear = rows.filter(({ group: [year] }) => year === budgetYear);
    const isRestated = index !== undefined || constantYear !== undefined;
    const report = monitoring({
      budgetYear,
      currency,
      displayUnit: Number(about.display_unit),
      cells,
      initial: sumOf(ofYear, 1, currency),
      final: sumOf(ofYear, 2, currency),
      codes,
      level,
      figures: new KnownFigures(figures.map(figureAnswer)),
      changeFrom: isRestated
        ? await priceChanges(db, { index, pricesOf: constantYear ?? budgetYear }, yearsOf(cells, budgetYear))
        : null,
    });
    const displayUnit = Number(about.display_unit);
    return monitoringAnswer(report, { programme, query, level, currency, displayUnit, trees });
  }

  private cells(programme: string, currency: CurrencyCode): Promise<readonly CubeRow[]> {
    return this.cube.query({
      where: [
        ...wherePostings({ programme, face: 'book', where: [] }),
        { field: 'currency', in: [currency] },
      ],
      groupBy: GROUPED.map((field) => ({ field })),
      measures: MEASURED.map((key) => measureOf(key).of),
    });
  }
}

function levelOf(codes: CodeTree, asked: string | undefined): string | null {
  const level = asked ?? USUAL_LEVEL;
  if (codes.hasLevel(level)) return level;
  if (asked === undefined) return null;
  throw new GroupingUnknown(`no budget code of the programme stands on a level ${JSON.stringify(asked)}`);
}

function cellOf({ group, values: [executed] }: CubeRow, currency: CurrencyCode): readonly SpendingCell[] {
  if (executed === null || executed === undefined) return [];
  const [budgetYear = null, budgetCode = null, component = null, region = null, scope = null] = group;
  const money = Money.ofMinor(executed, currency);
  return [{ budgetYear, budgetCode, component, region, scope, executed: money }];
}

/** Nothing where no line has any of it, which is not zero. */
function sumOf(rows: readonly CubeRow[], measure: number, currency: CurrencyCode): Money | null {
  const amounts = rows.flatMap(({ values }) => values[measure] ?? []);
  return amounts.length === 0
    ? null
    : Money.sum(
        currency,
        amounts.map((minor) => Money.ofMinor(minor, currency)),
      );
}

/** In which something was executed, up to the year that is monitored. */
const yearsOf = (cells: readonly SpendingCell[], upTo: string): readonly string[] => [
  ...new Set(
    cells.flatMap(({ budgetYear }) => (budgetYear !== null && budgetYear <= upTo ? [budgetYear] : [])),
  ),
];
