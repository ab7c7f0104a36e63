import type { Fact } from '@tramo/event-log';
import { policyFact } from '@tramo/identity';
import type { BudgetState } from '../budget.state';
import type { AskedOfBudget } from './asking';

type PlanRule = { readonly planDemanded: boolean };

/** Whether what is asked for and inscribed has to be planned first, by the rule of the country. */
export const planRuleFact = <Body extends AskedOfBudget>(): Fact<
  Body,
  BudgetState,
  PlanRule & { readonly version: number }
> =>
  policyFact<Body, BudgetState, PlanRule>({
    programme: ({ programme }) => programme,
    select: (policy) => ({ planDemanded: policy.countryRule('plan-before-inscription') === 'demanded' }),
  });
