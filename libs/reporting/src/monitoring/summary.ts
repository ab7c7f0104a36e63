import type { Money } from '@tramo/kernel';
import type { Flag } from './flag';
import { shareOf, type Share } from './shares';

/** Executed and extra-budgetary are what components and administration are. */
export interface Summary {
  readonly executed: Money;
  /** What is spent beside the budget, which no ledger of the budget sees: absent, and not zero. */
  readonly extraBudget: Money | null;
  readonly executedWithExtraBudget: Money;
  readonly components: Money;
  readonly administrative: Money;
  readonly componentsWithAdministrative: Money;
  readonly difference: Money;
  readonly agrees: boolean;
}

interface Parts {
  readonly executed: Money;
  /** Of cells that name a component and are not administrative. */
  readonly components: Money;
  readonly administrative: Money;
}

export function summaryOf({ executed, components, administrative }: Parts): Summary {
  const together = components.plus(administrative);
  const difference = executed.minus(together);
  return {
    executed,
    extraBudget: null,
    executedWithExtraBudget: executed,
    components,
    administrative,
    componentsWithAdministrative: together,
    difference,
    agrees: difference.isZero(),
  };
}

export const summaryFlags = ({ agrees, difference }: Summary): readonly Flag[] =>
  agrees
    ? []
    : [
        {
          flag: 'summary-disagrees',
          about: null,
          message: `${difference.toString()} is executed under neither a component nor administration`,
          values: { difference: difference.toString() },
        },
      ];

/** Of the final budget, for everything and for the components alone. */
export interface OfBudget {
  readonly initial: Money | null;
  readonly final: Money | null;
  readonly change: Money | null;
  readonly executed: Money;
  readonly ofFinal: Share | null;
  readonly components: Money;
  readonly componentsOfFinal: Share | null;
  /** Executed less final, where more was executed. */
  readonly beyondFinal: Money | null;
}

export function ofBudget(
  { initial, final }: Pick<OfBudget, 'initial' | 'final'>,
  { executed, components }: Parts,
): OfBudget {
  const beyond = final && executed.minus(final);
  return {
    initial,
    final,
    change: initial && final && final.minus(initial),
    executed,
    ofFinal: shareOf(executed, final),
    components,
    componentsOfFinal: shareOf(components, final),
    beyondFinal: beyond?.isPositive() ? beyond : null,
  };
}

/** Above a hundred in one scope and not in the other is a matter of what is counted, until proven otherwise. */
export function ofBudgetFlags({
  final,
  executed,
  ofFinal,
  components,
  componentsOfFinal,
  beyondFinal,
}: OfBudget): readonly Flag[] {
  if (!final || !beyondFinal || !ofFinal || !componentsOfFinal) return [];
  const values = {
    final: final.toString(),
    executed: executed.toString(),
    ofFinal: ofFinal.percent,
    components: components.toString(),
    componentsOfFinal: componentsOfFinal.percent,
    beyondFinal: beyondFinal.toString(),
  };
  const total = `${executed.toString()} executed is ${ofFinal.percent} % of the final budget`;
  if (components.isGreaterThan(final))
    return [{ flag: 'budget-exceeded', about: null, message: total, values }];
  return [
    {
      flag: 'budget-exceeded-in-one-scope-only',
      about: null,
      message:
        `${total}, the components alone ${componentsOfFinal.percent} %: ` +
        'what is counted differs from what was budgeted, until proven otherwise',
      values,
    },
  ];
}
