import type { Dimension } from '@tramo/journal';
import { Money, type CurrencyCode } from '@tramo/kernel';
import {
  precisely,
  type CodeRow,
  type CodeTree,
  type Monitoring,
  type OfBudget,
  type PerBeneficiary,
  type Summary,
} from '@tramo/reporting';
import { constantMoney, coverageAnswer, declaredAnswer, figureAnswer } from './monitoring-figures';
import { MonitoringLinks } from './monitoring-links';
import type {
  MonitoredAmountAnswer,
  MonitoredBeneficiaryAnswer,
  MonitoredBudgetAnswer,
  MonitoredCodeAnswer,
  MonitoredComponentAnswer,
  MonitoredRegionAnswer,
  MonitoringAnswer,
  MonitoringQuery,
  MonitoringSummaryAnswer,
} from './monitoring.dto';
import { tableRows } from './monitoring-tables';

export interface About {
  readonly programme: string;
  readonly query: MonitoringQuery;
  readonly level: string | null;
  readonly currency: CurrencyCode;
  readonly displayUnit: number;
  readonly trees: ReadonlyMap<Dimension, CodeTree>;
}

export function monitoringAnswer(report: Monitoring, about: About): MonitoringAnswer {
  const { programme, query, level, currency, displayUnit } = about;
  const answers = new Answers(about);
  const answer = {
    programme,
    budgetYear: query.budgetYear,
    currency,
    displayUnit,
    level,
    levels: answers.codes(report.byLevel, (code) => answers.links.code(query.budgetYear, code, level)),
    codes: answers.codes(report.byCode, (code) => answers.links.code(query.budgetYear, code)),
    components: answers.components(report),
    regions: answers.regions(report),
    administrative: answers.administrative(report),
    summary: answers.summary(report.summary),
    budget: answers.budget(report.ofBudget),
    perBeneficiary: report.perBeneficiary.map((row) => answers.perBeneficiary(row)),
    coverage: report.coverage.map(coverageAnswer),
    flags: report.flags.map((flag) => ({ ...flag, values: { ...flag.values } })),
  };
  return { ...answer, items: tableRows(answer, query.table) };
}

/** One report's figures as answers, each with its evidence and in the display unit. */
class Answers {
  readonly links: MonitoringLinks;
  private readonly year: string;

  constructor(private readonly about: About) {
    this.links = new MonitoringLinks(about.programme, about.trees);
    this.year = about.query.budgetYear;
  }

  codes(rows: readonly CodeRow[], link: (code: string | null) => string): MonitoredCodeAnswer[] {
    return this.withTotal(rows, link, this.links.measure('executed', this.year));
  }

  administrative({ administrative }: Monitoring): MonitoredCodeAnswer[] {
    const link = (code: string | null): string => this.links.administrativeCode(this.year, code);
    return this.withTotal(administrative, link, this.links.administrative(this.year));
  }

  components({ byComponent }: Monitoring): MonitoredComponentAnswer[] {
    return [
      ...byComponent.map(({ component, executed, production }) => ({
        kind: 'group' as const,
        component,
        name: this.nameOf('component', component),
        executed: this.amount(executed, this.links.component(this.year, component)),
        production: figureAnswer(production),
      })),
      {
        kind: 'total' as const,
        component: null,
        name: null,
        executed: this.total(byComponent, this.links.others(this.year)),
        production: null,
      },
    ];
  }

  regions({ byRegion }: Monitoring): MonitoredRegionAnswer[] {
    return [
      ...byRegion.map(({ region, executed, beneficiaries, perBeneficiary }) => ({
        kind: 'group' as const,
        region,
        name: this.nameOf('region', region),
        executed: this.amount(executed, this.links.region(this.year, region)),
        beneficiaries: figureAnswer(beneficiaries),
        perBeneficiary,
      })),
      {
        kind: 'total' as const,
        region: null,
        name: null,
        executed: this.total(byRegion, this.links.others(this.year)),
        beneficiaries: null,
        perBeneficiary: null,
      },
    ];
  }

  summary(summary: Summary): MonitoringSummaryAnswer {
    const { links, year } = this;
    const executed = links.measure('executed', year);
    return {
      executed: this.amount(summary.executed, executed),
      extraBudget: summary.extraBudget && this.amount(summary.extraBudget, null),
      executedWithExtraBudget: this.amount(summary.executedWithExtraBudget, executed),
      components: this.amount(summary.components, links.components(year)),
      administrative: this.amount(summary.administrative, links.administrative(year)),
      componentsWithAdministrative: this.amount(summary.componentsWithAdministrative, null),
      difference: this.amount(summary.difference, null),
      agrees: summary.agrees,
    };
  }

  budget(budget: OfBudget): MonitoredBudgetAnswer {
    const { links, year } = this;
    const { initial, final, change, beyondFinal, ofFinal, componentsOfFinal } = budget;
    return {
      initial: initial && this.amount(initial, links.measure('initial', year)),
      final: final && this.amount(final, links.measure('current', year)),
      change: change && this.amount(change, null),
      executed: this.amount(budget.executed, links.measure('executed', year)),
      ofFinal,
      components: this.amount(budget.components, links.components(year)),
      componentsOfFinal,
      beyondFinal: beyondFinal && this.amount(beyondFinal, null),
    };
  }

  perBeneficiary({ constant, declared, ...row }: PerBeneficiary): MonitoredBeneficiaryAnswer {
    const { year, executed, beneficiaries, nominal } = row;
    return {
      year,
      executed: executed && this.amount(executed, this.links.measure('executed', year)),
      beneficiaries: figureAnswer(beneficiaries),
      nominal,
      constant: constant && constantMoney(constant),
      declared: declared && declaredAnswer(declared),
    };
  }

  private withTotal(
    rows: readonly CodeRow[],
    link: (code: string | null) => string,
    ofAll: string,
  ): MonitoredCodeAnswer[] {
    return [
      ...rows.map(({ code, executed }) => ({
        kind: 'group' as const,
        code,
        name: this.nameOf('budgetCode', code),
        levels: this.levelsOf(code),
        executed: this.amount(executed, link(code)),
      })),
      { kind: 'total' as const, code: null, name: null, levels: {}, executed: this.total(rows, ofAll) },
    ];
  }

  private levelsOf(code: string | null): Record<string, string | null> {
    const path = code === null ? [] : (this.about.trees.get('budgetCode')?.pathOf(code) ?? []);
    return Object.fromEntries(path.map((entry) => [entry.level ?? '', entry.code]));
  }

  private total(rows: readonly { readonly executed: Money }[], link: string): MonitoredAmountAnswer {
    const { currency } = this.about;
    return this.amount(
      Money.sum(
        currency,
        rows.map(({ executed }) => executed),
      ),
      link,
    );
  }

  private amount(money: Money, events: string | null): MonitoredAmountAnswer {
    const displayed = precisely([money.amount], [String(this.about.displayUnit)])!;
    return { amount: money.amount, currency: money.currency.code, displayed, events };
  }

  private nameOf(dimension: Dimension, code: string | null): string | null {
    return code === null ? null : (this.about.trees.get(dimension)?.nameOf(code) ?? null);
  }
}
