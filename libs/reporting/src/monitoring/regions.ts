import type { CurrencyCode, Money } from '@tramo/kernel';
import type { Flag } from './flag';
import type { KnownFigure, KnownFigures } from './known-figures';
import { precisely, sumOfTexts } from './quotient';
import { executedIn, inOrder, partsBy, type SpendingCell } from './spending';

export interface RegionRow {
  readonly region: string | null;
  readonly executed: Money;
  /** Null where nobody has counted any, which is not zero. */
  readonly beneficiaries: KnownFigure | null;
  /** In the display unit of the programme. */
  readonly perBeneficiary: string | null;
}

interface InYear {
  readonly budgetYear: string;
  readonly currency: CurrencyCode;
  readonly displayUnit: number;
  readonly figures: KnownFigures;
}

/**
 * Regions that spend, and those of which beneficiaries were counted: of these the books hold everything that was
 * spent, so that where they hold nothing it is zero.
 */
export function regionRows(
  components: readonly SpendingCell[],
  { budgetYear, currency, displayUnit, figures }: InYear,
): readonly RegionRow[] {
  const parts = partsBy(components, ({ region }) => region);
  const counted = figures
    .of('beneficiaries')
    .filter(({ year, component, budgetCode }) => year === budgetYear && !component && !budgetCode)
    .flatMap(({ region }) => (region === null ? [] : [region]));
  return [...new Set([...parts.keys(), ...counted])].sort(inOrder).map((region) => {
    const executed = executedIn(parts.get(region) ?? [], currency);
    const beneficiaries = region === null ? null : figures.one('beneficiaries', budgetYear, { region });
    const under = beneficiaries && [beneficiaries.value, String(displayUnit)];
    return { region, executed, beneficiaries, perBeneficiary: under && precisely([executed.amount], under) };
  });
}

export function regionFlags(rows: readonly RegionRow[], { budgetYear, figures }: InYear): readonly Flag[] {
  return [
    ...rows.flatMap(({ region, executed, beneficiaries }): readonly Flag[] => {
      if (!executed.isPositive() || !beneficiaries || precisely(['1'], [beneficiaries.value]) !== null)
        return [];
      return [
        {
          flag: 'region-without-beneficiaries',
          about: region,
          message: `${executed.toString()} was spent in ${region}, and nobody there is a beneficiary`,
          values: { executed: executed.toString(), beneficiaries: beneficiaries.value },
        },
      ];
    }),
    ...notAddingUp(rows, figures.one('effectivePopulation', budgetYear)),
  ];
}

function notAddingUp(rows: readonly RegionRow[], effective: KnownFigure | null): readonly Flag[] {
  const counted = rows.flatMap(({ beneficiaries }) => beneficiaries ?? []);
  if (!effective || counted.length === 0) return [];
  const sum = sumOfTexts(counted.map(({ value }) => value));
  if (sum === sumOfTexts([effective.value])) return [];
  return [
    {
      flag: 'beneficiaries-do-not-add-up',
      about: effective.year,
      message: `the beneficiaries of the regions add up to ${sum}, and the population reached is ${effective.value}`,
      values: { regions: sum, effective: effective.value },
    },
  ];
}
