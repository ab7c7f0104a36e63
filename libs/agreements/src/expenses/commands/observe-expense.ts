import { decides } from '@tramo/event-log';
import { CommandOfPerson, policyFact } from '@tramo/identity';
import { accept, addDays, Rejection, type LocalDate } from '@tramo/kernel';
import { agreement } from '../../agreement';
import type { AgreementState } from '../../agreement.state';
import { tellsOrganisation } from '../../organisations/tells-organisation';
import { dutyFacts, streamOf, type AskedByPerson } from '../asking';
import { mayReview } from '../duties';
import { expenseGround, type AskedOfExpense } from '../ground';
import { dueBeforeObserved, expenseNotAt } from '../refusals';

type Body = AskedOfExpense & {
  readonly reason: string;
  /** By when it is to be remedied; the days that the policy grants where it is left out. */
  readonly dueOn?: LocalDate | null;
};

/** Not accepted as it is: whoever reported it says what was missing, or wrong. */
export class ObserveExpense extends CommandOfPerson<Body> {}

export const ObserveExpenseHandler = decides(ObserveExpense, {
  decider: agreement,
  stream: streamOf,
  facts: {
    ...dutyFacts<Body>('reviewed-expenses'),
    policy: policyFact<AskedByPerson<Body>, AgreementState, { readonly days: string }>({
      programme: ({ programme }) => programme,
      select: (policy) => ({ days: policy.parameter('observation-days') }),
    }),
  },
  follows: { standing: tellsOrganisation<AskedByPerson<Body>>() },
  decide: (state, body, context) => {
    const ground = expenseGround(state, body, context);
    if (ground instanceof Rejection) return ground;
    const { expense, tranche } = ground;
    const { actedOn, facts } = context;
    const dueOn = body.dueOn ?? addDays(actedOn, Number(facts.policy.days));
    const { refused, found } = mayReview(state, tranche.tranche, context);
    const broken = [
      ...expenseNotAt(expense, ['reported']),
      ...(dueOn <= actedOn && body.dueOn ? [dueBeforeObserved(dueOn, actedOn)] : []),
      ...refused,
    ];
    const data = { ...ground.data, reason: body.reason, dueOn };
    return accept([{ type: 'ExpenseObserved', data }], [...ground.broken, ...broken], found);
  },
});
