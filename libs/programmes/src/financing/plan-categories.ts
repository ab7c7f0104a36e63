import { decides, LedgerCommand } from '@tramo/event-log';
import { accept, Money, Rejection, type LocalDate } from '@tramo/kernel';
import { financingStream } from '../codes';
import type { FinancingData } from './financing.events';
import { financing, planKey, type FinancingState } from './financing.state';
import { brokenDates, cellMissing, groundFact } from './ground';
import { amountNotPositive, amountOf, financingUnknown } from './refusals';

/** What a year programmes by category, in the lender's currency. A later plan of a category replaces the earlier. */
export type PlanCategoriesBody = {
  readonly financing: string;
  readonly share: string;
  readonly year: string;
  readonly lines: readonly {
    readonly category?: string | null;
    /** Zero takes a category that was planned out of the plan. */
    readonly amount: { readonly amount: string; readonly currency: string };
  }[];
  readonly correctsOn?: LocalDate | null;
};

export class PlanCategories extends LedgerCommand<PlanCategoriesBody> {}

export const PlanCategoriesHandler = decides(PlanCategories, {
  decider: financing,
  stream: (body: PlanCategoriesBody) => financingStream(body.financing),
  facts: { ground: groundFact<PlanCategoriesBody>(() => null) },
  decide: (state, body, { facts, effectiveOn }) => {
    const { agreement } = state;
    if (!agreement) return financingUnknown(body.financing);
    const planned = plannedLines(state, agreement, body);
    if (planned instanceof Rejection) return planned;
    const [first, ...rest] = planned.map((data) => ({ type: 'CategoryPlanned', data }) as const);
    if (!first) return nothingPlanned();
    const { programme } = agreement;
    const { correctsOn = null } = body;
    return accept([first, ...rest], brokenDates(facts.ground, { programme, effectiveOn, correctsOn }));
  },
});

type Planned = FinancingData<'CategoryPlanned'>;
type Agreement = NonNullable<FinancingState['agreement']>;

function plannedLines(
  state: FinancingState,
  agreement: Agreement,
  body: PlanCategoriesBody,
): Planned[] | Rejection {
  const { financing: code, share, year, lines, correctsOn = null } = body;
  const planned: Planned[] = [];
  for (const [index, { category = null, amount: json }] of lines.entries()) {
    const missing = cellMissing(state, code, { share, category }, `lines.${index}.category`);
    if (missing) return missing;
    if (planned.some((other) => other.category === category)) return categoryTwice(category, index);
    const amount = amountOf(agreement, json, `lines.${index}.amount`);
    if (amount instanceof Rejection) return amount;
    const before = state.plans.get(planKey({ year, share, category })) ?? Money.zero(agreement.currency);
    if (!amount.isPositive() && !(amount.isZero() && before.isPositive())) {
      return amountNotPositive(amount, `lines.${index}.amount`);
    }
    const change = amount.minus(before).toJSON();
    const { programme } = agreement;
    planned.push({
      programme,
      financing: code,
      share,
      category,
      year,
      amount: amount.toJSON(),
      change,
      correctsOn,
    });
  }
  return planned;
}

const categoryTwice = (category: string | null, index: number): Rejection =>
  new Rejection({
    code: 'CATEGORY_TWICE',
    message: `${category ?? 'what is not broken down'} is planned twice`,
    values: { category },
    cure: 'name each category once',
    field: `lines.${index}.category`,
  });

const nothingPlanned = (): Rejection =>
  new Rejection({ code: 'NOTHING_NAMED', message: 'no category is named', cure: 'name one', field: 'lines' });
