import { Inject, Injectable } from '@nestjs/common';
import { CommandRefused } from '@tramo/event-log';
import { findRate, listRates, rateMissing, type FxTables } from '@tramo/fx';
import { measureOf, type AsOf, type CubeFilter, type CubeHandle, type MeasureKey } from '@tramo/journal';
import { currencyOf, localDateIn, Money, Rate, type CurrencyCode, type LocalDate } from '@tramo/kernel';
import {
  categoriesOf,
  crosswalk,
  oneFinancing,
  oneProgramme,
  type ProgrammesTables,
} from '@tramo/programmes';
import {
  reconcile,
  sentenceOf,
  type BookLine,
  type CodeTree,
  type ReconciledCell,
  type Terms,
} from '@tramo/reporting';
import type { SqlStore } from '@tramo/stores';
import { problems } from '../http/problems';
import { CUBE, VIEWS } from '../injection';
import { codeTreesOf } from './code-trees';
import {
  TOLD_TWICE,
  type ReconciledCategoryAnswer,
  type ReconciliationAnswer,
  type ReconciliationQuery,
} from './reconciliation.dto';

/** What has to be known before anything can be compared. */
interface Ground {
  readonly query: ReconciliationQuery;
  readonly programme: string;
  readonly lender: CurrencyCode;
  readonly book: CurrencyCode;
  readonly on: LocalDate;
  readonly terms: Terms;
  readonly components: CodeTree | undefined;
  readonly categoryOf: (component: string | null) => string | null;
  readonly proof: string | null;
}

/** The same money by category in the lender's currency and by component in the book's, cell by cell. */
@Injectable()
export class Reconciliations {
  constructor(
    @Inject(CUBE) private readonly cube: CubeHandle,
    @Inject(VIEWS) private readonly views: SqlStore<ProgrammesTables & FxTables>,
  ) {}

  async reconciliation(programme: string, query: ReconciliationQuery): Promise<ReconciliationAnswer> {
    const ground = await this.ground(programme, query);
    const [recorded, lines, categories] = await Promise.all([
      this.recorded(ground),
      this.lines(ground),
      categoriesOf(this.views.db, query.financing),
    ]);
    const names = new Map(categories.map(({ code, name }) => [code, name]));
    const codes = [...new Set<string | null>([...names.keys(), ...recorded.keys(), ...lines.keys()])];
    const told = codes.filter((code) => recorded.has(code) || lines.has(code));
    const cells = await Promise.all(
      told.map(async (category) => {
        const then = recorded.has(category)
          ? await this.lines(ground, await this.lastRecorded(ground, category))
          : lines;
        return reconcile(
          {
            category,
            recorded: recorded.get(category) ?? null,
            lines: lines.get(category) ?? [],
            linesThen: then.get(category) ?? [],
          },
          ground.terms,
        );
      }),
    );
    const items = cells.map((cell) => answerOf('category', cell, names, ground));
    return {
      programme,
      financing: query.financing,
      budgetYear: query.budgetYear,
      rate: ground.terms.rate.toString(),
      crosswalkProof: ground.proof,
      explained: cells.every(({ explanation }) => explanation.kind !== 'error'),
      items: [...items, answerOf('total', totalOf(cells, ground), names, ground)],
    };
  }

  private async ground(programme: string, query: ReconciliationQuery): Promise<Ground> {
    const { db } = this.views;
    const [about, agreement] = await Promise.all([
      oneProgramme(db, programme),
      oneFinancing(db, query.financing),
    ]);
    if (!about) throw problems.noSuch('programme', programme);
    if (agreement?.programme !== programme) throw problems.noSuch('financing', query.financing);
    const on = query.on ?? localDateIn(about.zone, new Date());
    const [inForce, trees] = await Promise.all([
      crosswalk(db, query.financing, on),
      codeTreesOf(db, programme),
    ]);
    const components = trees.get('component');
    const entries = new Map(inForce?.entries.map(({ component, category }) => [component, category]));
    return {
      query,
      programme,
      lender: agreement.currency,
      book: about.book_currency,
      on,
      terms: await this.terms(query, agreement.currency, about.book_currency, on),
      components,
      proof: inForce?.proof ?? null,
      categoryOf: (component) => {
        const path = component === null ? [] : (components?.pathOf(component) ?? []);
        return (
          path.map(({ code }) => entries.get(code)).findLast((category) => category !== undefined) ?? null
        );
      },
    };
  }

  private async terms(
    query: ReconciliationQuery,
    base: CurrencyCode,
    quote: CurrencyCode,
    on: LocalDate,
  ): Promise<Terms> {
    const { rateRegime: regime, rateSide: side, rounding } = query;
    const wanted = { base, quote, regime, side, on, dateRule: 'latest-within', days: RATE_AGE_DAYS } as const;
    const rate = await findRate(this.views.db, wanted);
    if (!rate) throw new CommandRefused(rateMissing(wanted));
    const from = `${query.budgetYear}-01-01` as LocalDate;
    const published = await listRates(this.views.db, {
      base,
      quote,
      from,
      to: on,
      superseded: true,
      limit: OTHER_RATES_MOST,
    });
    return {
      rate,
      otherRates: published.filter(({ value }) => value !== rate.value).map((other) => Rate.parse(other)),
      rounding,
      decimals: query.decimals ?? currencyOf(base).decimals,
    };
  }

  private async recorded(ground: Ground): Promise<Map<string | null, Money>> {
    const rows = await this.cube.query({
      where: [...whereOf(ground, 'own'), { field: 'currency', in: [ground.lender] }],
      groupBy: [{ field: 'category' }],
      measures: [measureOf(sidesOf(ground)[0]).of],
    });
    return new Map(
      rows.flatMap(({ group: [category = null], values: [minor] }) =>
        minor === null || minor === undefined
          ? []
          : [[category, Money.ofMinor(minor, ground.lender)] as const],
      ),
    );
  }

  private async lines(ground: Ground, asOf?: AsOf): Promise<Map<string | null, BookLine[]>> {
    const rows = await this.cube.query({
      where: [...whereOf(ground, 'book'), { field: 'currency', in: [ground.book] }],
      groupBy: [{ field: 'component' }],
      measures: [measureOf(sidesOf(ground)[1]).of],
      ...(asOf && { asOf }),
    });
    const lines = new Map<string | null, BookLine[]>();
    for (const {
      group: [component = null],
      values: [minor],
    } of rows) {
      if (minor === null || minor === undefined) continue;
      const category = ground.categoryOf(component);
      const line = { component, amount: Money.ofMinor(minor, ground.book) };
      lines.set(category, [...(lines.get(category) ?? []), line]);
    }
    return lines;
  }

  /** Up to the event that last changed what is recorded of a category. */
  private async lastRecorded(ground: Ground, category: string | null): Promise<AsOf> {
    const accounts = Object.keys(measureOf(sidesOf(ground)[0]).of);
    const where: CubeFilter[] = [
      ...whereOf(ground, 'own'),
      { field: 'category', in: [category] },
      { field: 'account', in: accounts },
    ];
    let ordinalUpTo = 0;
    for (let after: number | null | undefined; after !== null;) {
      const page = await this.cube.postings({ where, limit: 1_000, ...(after !== undefined && { after }) });
      ordinalUpTo = page.postings.at(-1)?.ordinal ?? ordinalUpTo;
      after = page.next;
    }
    return { ordinalUpTo };
  }
}

const RATE_AGE_DAYS = 31;
const OTHER_RATES_MOST = 2_000;

const sidesOf = ({ query }: Ground): readonly [MeasureKey, MeasureKey] => TOLD_TWICE[query.of];

const whereOf = ({ programme, query }: Ground, face: 'own' | 'book'): readonly CubeFilter[] => [
  { field: 'programme', in: [programme] },
  { field: 'financing', in: [query.financing] },
  // What is reserved with a lender is reserved for the life of the project, and of no year.
  { field: 'budgetYear', in: face === 'own' ? [query.budgetYear, null] : [query.budgetYear] },
  { field: 'basis', in: ['both', face] },
];

function totalOf(cells: readonly ReconciledCell[], { terms, lender }: Ground): ReconciledCell {
  const recorded = cells.flatMap((cell) => cell.recorded ?? []);
  const lines = cells.flatMap((cell) => cell.lines);
  return reconcile(
    {
      category: null,
      recorded: recorded.length > 0 ? Money.sum(lender, recorded) : null,
      lines,
      linesThen: lines,
    },
    terms,
  );
}

const dto = (money: Money) => ({ amount: money.amount, currency: money.currency.code });

/** The way to the postings that one of the two tellings is made of. */
function evidenceOf(
  ground: Ground,
  face: 'own' | 'book',
  narrowed: Readonly<Record<string, string>>,
): string {
  const { programme, query, lender, book } = ground;
  const [inLender, inBook] = sidesOf(ground);
  const asked = new URLSearchParams({
    measure: face === 'own' ? inLender : inBook,
    face,
    currency: face === 'own' ? lender : book,
    financing: query.financing,
    budgetYear: face === 'own' ? `${query.budgetYear},~` : query.budgetYear,
    ...narrowed,
  });
  return `/api/v1/programmes/${programme}/execution/evidence?${asked.toString()}`;
}

function answerOf(
  kind: ReconciledCategoryAnswer['kind'],
  cell: ReconciledCell,
  names: ReadonlyMap<string | null, string>,
  ground: Ground,
): ReconciledCategoryAnswer {
  const { category, recorded, lines, converted, difference, explanation } = cell;
  return {
    kind,
    category,
    name: names.get(category) ?? null,
    recorded: recorded && {
      ...dto(recorded),
      events: evidenceOf(ground, 'own', kind === 'total' ? {} : { category: category ?? '~' }),
    },
    inBook: dto(converted.original),
    converted: dto(converted.converted),
    difference: dto(difference),
    explanation: explanation.kind,
    because: sentenceOf(cell),
    lines: lines.map(({ component, amount }) => ({
      component,
      name: component === null ? null : (ground.components?.nameOf(component) ?? null),
      amount: { ...dto(amount), events: evidenceOf(ground, 'book', { component: component ?? '~' }) },
    })),
  };
}
