import type { PriceChange } from '@tramo/fx';
import type { CurrencyCode, Money } from '@tramo/kernel';
import type { CodeTree } from '../execution/code-tree';
import { perBeneficiary, perBeneficiaryFlags, type PerBeneficiary } from './beneficiaries';
import { atLevel, codeRows, spendingFlags, type CodeRow } from './codes';
import { coverageFlags, coverageOf, type Coverage } from './coverage';
import type { Flag } from './flag';
import type { FigureName, KnownFigure, KnownFigures } from './known-figures';
import { regionFlags, regionRows, type RegionRow } from './regions';
import { executedIn, isAdministrative, type SpendingCell } from './spending';
import { ofBudget, ofBudgetFlags, summaryFlags, summaryOf, type OfBudget, type Summary } from './summary';

/** What the monitoring of a year is made of. */
export interface Monitored {
  readonly budgetYear: string;
  readonly currency: CurrencyCode;
  readonly displayUnit: number;
  /** Of every year: what one beneficiary took is compared between years. */
  readonly cells: readonly SpendingCell[];
  readonly initial: Money | null;
  readonly final: Money | null;
  readonly codes: CodeTree;
  /** The level of the budget code that the first table adds up to; none where codes have no levels. */
  readonly level: string | null;
  readonly figures: KnownFigures;
  /** From the prices of a year to those that were asked for. */
  readonly changeFrom: ((year: string) => PriceChange) | null;
}

export interface ComponentRow {
  readonly component: string | null;
  readonly executed: Money;
  readonly production: KnownFigure | null;
}

/** The spending section of the monitoring form: by code, component, region and administration, and what they say together. */
export interface Monitoring {
  readonly byLevel: readonly CodeRow[];
  readonly byCode: readonly CodeRow[];
  readonly byComponent: readonly ComponentRow[];
  readonly byRegion: readonly RegionRow[];
  readonly administrative: readonly CodeRow[];
  readonly summary: Summary;
  readonly ofBudget: OfBudget;
  readonly perBeneficiary: readonly PerBeneficiary[];
  readonly coverage: readonly Coverage[];
  readonly flags: readonly Flag[];
}

export function monitoring(about: Monitored): Monitoring {
  const { budgetYear, currency, cells, codes, level, figures } = about;
  const ofYear = cells.filter((cell) => cell.budgetYear === budgetYear);
  const own = ofYear.filter((cell) => isAdministrative(cell));
  const others = ofYear.filter((cell) => !isAdministrative(cell));
  const byCode = codeRows(ofYear, currency, ({ budgetCode }) => budgetCode);
  const parts = {
    executed: executedIn(ofYear, currency),
    components: executedIn(
      others.filter(({ component }) => component !== null),
      currency,
    ),
    administrative: executedIn(own, currency),
  };
  const summary = summaryOf(parts);
  const budget = ofBudget(about, parts);
  const byRegion = regionRows(others, about);
  const coverage = yearsOf(about, 'objectivePopulation', 'effectivePopulation', 'coverage').map((year) =>
    coverageOf(year, figures),
  );
  const each = perBeneficiaryByYear(about);
  return {
    byLevel: level === null ? [] : codeRows(ofYear, currency, atLevel(codes, level)),
    byCode,
    byComponent: codeRows(others, currency, ({ component }) => component).map(({ code, executed }) => ({
      component: code,
      executed,
      production: code === null ? null : figures.one('production', budgetYear, { component: code }),
    })),
    byRegion,
    administrative: codeRows(own, currency, ({ budgetCode }) => budgetCode),
    summary,
    ofBudget: budget,
    perBeneficiary: each,
    coverage,
    flags: [
      ...summaryFlags(summary),
      ...ofBudgetFlags(budget),
      ...spendingFlags({ ...about, rows: byCode, tree: codes }),
      ...regionFlags(byRegion, about),
      ...coverage.flatMap(coverageFlags),
      ...perBeneficiaryFlags(each),
    ],
  };
}

function perBeneficiaryByYear(about: Monitored): readonly PerBeneficiary[] {
  const { budgetYear, currency, cells, figures, displayUnit, changeFrom } = about;
  const years = yearsOf(about, 'effectivePopulation', 'spendingPerBeneficiary');
  return [...new Set([...years, budgetYear])].sort().map((year) => {
    const ofYear = cells.filter((cell) => cell.budgetYear === year);
    const executed = ofYear.length > 0 ? executedIn(ofYear, currency) : null;
    return perBeneficiary({
      year,
      executed,
      beneficiaries: figures.one('effectivePopulation', year),
      declared: figures.one('spendingPerBeneficiary', year, { declared: true }),
      displayUnit,
      change: executed && changeFrom ? changeFrom(year) : null,
    });
  });
}

/** Of which something is known, up to the year that is monitored. */
const yearsOf = ({ budgetYear, figures }: Monitored, ...names: readonly FigureName[]): readonly string[] =>
  [...new Set(figures.years(...names))].filter((year) => year <= budgetYear).sort();
