import type { Dimension, MeasureKey } from '@tramo/journal';
import { ADMINISTRATIVE, type CodeTree, filterText, groupingOf, type Grouping } from '@tramo/reporting';
import { evidenceLink, filtersOf } from './report-request';

type Trees = ReadonlyMap<Dimension, CodeTree>;
type Asked = Readonly<Partial<Record<Dimension, string>>>;

/** The ways from the figures of a monitoring report to the postings behind them. */
export class MonitoringLinks {
  /** Whatever is not administrative, with no scope or another. */
  private readonly otherScopes: string;
  private readonly namedComponents: string;

  constructor(
    private readonly programme: string,
    private readonly trees: Trees,
  ) {
    const scopes = (trees.get('scope')?.codes ?? []).filter((code) => code !== ADMINISTRATIVE);
    this.otherScopes = filterText([null, ...scopes], undefined);
    const components = trees.get('component');
    this.namedComponents = filterText(components?.codes ?? [], components);
  }

  measure(measure: MeasureKey, budgetYear: string): string {
    return this.link({ budgetYear }, [], [], measure);
  }

  /** Of a budget code, or of all codes under it where it is one of a level. */
  code(budgetYear: string, code: string | null, level: string | null = null): string {
    return this.link({ budgetYear }, [level === null ? 'budgetCode' : `budgetCode:${level}`], [code]);
  }

  component(budgetYear: string, component: string | null): string {
    return this.link({ budgetYear, scope: this.otherScopes }, ['component'], [component]);
  }

  components(budgetYear: string): string {
    const { otherScopes: scope, namedComponents: component } = this;
    return this.link({ budgetYear, scope, ...(component !== '' && { component }) }, [], []);
  }

  region(budgetYear: string, region: string | null): string {
    return this.link({ budgetYear, scope: this.otherScopes }, ['region'], [region]);
  }

  /** Everything that is not administrative. */
  others(budgetYear: string): string {
    return this.link({ budgetYear, scope: this.otherScopes }, [], []);
  }

  administrativeCode(budgetYear: string, code: string | null): string {
    return this.link({ budgetYear, scope: ADMINISTRATIVE }, ['budgetCode'], [code]);
  }

  administrative(budgetYear: string): string {
    return this.link({ budgetYear, scope: ADMINISTRATIVE }, [], []);
  }

  private link(
    asked: Asked,
    groupBy: readonly string[],
    group: readonly (string | null)[],
    measure: MeasureKey = 'executed',
  ): string {
    const { programme, trees } = this;
    const groupings: Grouping[] = groupBy.map((key) => groupingOf(key, (dimension) => trees.get(dimension)));
    const where = filtersOf(asked, trees);
    return evidenceLink({ programme, groupBy: groupings, face: 'book', where }, asked, measure, group, trees);
  }
}
