import type { DecisionContext } from '@tramo/event-log';
import type { Affiliation, Engagement } from '@tramo/identity';
import { Rejection, type LocalDate } from '@tramo/kernel';
import type { ProgrammeAnswer } from '@tramo/programmes';
import { placeOf, type AgreementState } from '../agreement.state';
import type { Contract } from '../contract/contract.state';
import { restsOn } from '../days';
import { doneBy, groundOf, standing, type AskedOfAgreement } from '../ground';
import type { Place } from '../shapes';
import type { TrancheState } from '../tranches/tranche.state';
import type { Expense } from './expense.state';
import { expenseUnknown, trancheNotPaid, trancheUnknown } from './refusals';

type Context = Pick<
  DecisionContext<{ readonly programme: ProgrammeAnswer; readonly people: readonly Engagement[] }>,
  'actor' | 'actedOn' | 'effectiveOn' | 'facts'
>;

/** What a decision about the money of a tranche stands on. */
export interface TrancheGround {
  readonly contract: Contract;
  readonly tranche: TrancheState;
  readonly broken: readonly Rejection[];
  /** Those of them that also bind what is only said, and moves no money of the tranche. */
  readonly saidBroken: readonly Rejection[];
  /** What every event of it says. */
  readonly data: {
    readonly programme: string;
    readonly agreement: string;
    readonly tranche: number;
    readonly on: LocalDate;
    readonly affiliation: Affiliation;
  };
  readonly correctsOn: LocalDate | null;
}

/** Even of an agreement that was suspended or ended early is told how its money was spent; not of a closed one. */
export function trancheGround(
  state: AgreementState,
  body: AskedOfAgreement,
  number: number,
  context: Context,
  others: readonly string[] = [],
): TrancheGround | Rejection {
  const ground = groundOf(state, body, context, [restsOn.transfer(number), ...others]);
  if (ground instanceof Rejection) return ground;
  const { contract, correctsOn } = ground;
  const tranche = state.tranches.tranches.get(number);
  if (!tranche) return trancheUnknown(number);
  const { people } = context.facts;
  return {
    contract,
    tranche,
    correctsOn,
    saidBroken: ground.broken,
    broken: [
      ...ground.broken,
      ...(contract.standing === 'closed' ? standing(contract) : []),
      ...(isPaid(tranche) ? [] : [trancheNotPaid(tranche)]),
    ],
    data: { ...ground.of, ...doneBy(context, people), tranche: number },
  };
}

export const isPaid = ({ state }: TrancheState): boolean => state === 'confirmed' || state === 'closed';

export interface ExpenseGround extends TrancheGround {
  readonly expense: Expense;
  readonly data: TrancheGround['data'] & { readonly expense: string };
}

export type AskedOfExpense = AskedOfAgreement & { readonly expense: string };

export function expenseGround(
  state: AgreementState,
  body: AskedOfExpense,
  context: Context,
  others: readonly string[] = [],
): ExpenseGround | Rejection {
  const known = groundOf(state, body, context);
  if (known instanceof Rejection) return known;
  const expense = state.expenses.expenses.get(body.expense);
  if (!expense) return expenseUnknown(body.expense);
  const ground = trancheGround(state, body, expense.tranche, context, [
    restsOn.expense(body.expense),
    ...others,
  ]);
  if (ground instanceof Rejection) return ground;
  return { ...ground, expense, data: { ...ground.data, expense: body.expense } };
}

/** What an event says besides where it posts; a tranche that never was approved rests nowhere. */
export interface Posting {
  readonly commitment: string;
  readonly place: Place;
  readonly correctsOn: LocalDate | null;
}

export function postingOf({ contract, tranche, correctsOn }: TrancheGround): Posting | Rejection {
  const { commitment, budgetYear } = tranche;
  if (commitment === null || budgetYear === null) return trancheNotPaid(tranche);
  return { commitment, place: placeOf(contract, budgetYear), correctsOn };
}
