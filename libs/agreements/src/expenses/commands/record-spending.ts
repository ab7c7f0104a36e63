import { decides } from '@tramo/event-log';
import { CommandOfPerson } from '@tramo/identity';
import { accept, getSharded, Rejection, type Money } from '@tramo/kernel';
import { accountFact, holdsCash, paysCash } from '@tramo/treasury';
import type { AskedLine, Line } from '@tramo/programmes';
import { agreement } from '../../agreement';
import type { AgreementEvent } from '../../agreement.events';
import { committedLeft, placeOf, type AgreementState } from '../../agreement.state';
import { restsOn } from '../../days';
import { amountOf, doneBy, groundOf, standing, type AskedOfAgreement } from '../../ground';
import {
  alreadyRecorded,
  commitmentShort,
  notAdministration,
  notOfCommitment,
  yearNotCommitted,
} from '../administration-refusals';
import { stepFacts, streamOf, type AskedByPerson, type AskedMoney } from '../asking';
import { movesCategories, movesCommitments } from '../elsewhere';
import { expenseRateFacts, takenBy } from '../lender-share';
import { payerBroken } from '../payer';

type Body = AskedOfAgreement & {
  readonly spending: string;
  readonly budgetYear: string;
  /** Need not be said: it is the line on which the year is committed. */
  readonly line?: AskedLine | null;
  readonly amount: AskedMoney;
  readonly supplier?: string | null;
  readonly concept: string;
  /** The account it is paid from; none where the programme's books know of no account. */
  readonly payer?: string | null;
  /** Names of dimensions that were derived from others, and not given. */
  readonly derived?: readonly string[] | null;
};

/** The unit spends itself: committed, accrued, paid and justified in one. */
export class RecordSpending extends CommandOfPerson<Body> {}

type Asked = AskedByPerson<Body>;

export const RecordSpendingHandler = decides(RecordSpending, {
  decider: agreement,
  stream: streamOf,
  triesFirst: true,
  facts: {
    ...stepFacts<Body>(),
    ...expenseRateFacts<Asked>(),
    account: accountFact<Asked, AgreementState>({ account: ({ payer }) => payer ?? null }),
  },
  reserves: {
    cash: holdsCash((_body: Asked, _state: AgreementState, intended: readonly AgreementEvent[]) =>
      intended.flatMap((event) => paymentOf(event)),
    ),
    payment: paysCash((_body: Asked, _state: AgreementState, intended: readonly AgreementEvent[]) =>
      intended.flatMap((event) => paymentOf(event).map(({ account, payment }) => ({ account, payment }))),
    ),
    commitment: movesCommitments<Asked>(),
    category: movesCategories<Asked>(),
  },
  decide: (state, body, context) => {
    const ground = groundOf(state, body, context, [restsOn.commitment(body.budgetYear)]);
    if (ground instanceof Rejection) return ground;
    const { contract, of, correctsOn } = ground;
    if (contract.kind !== 'administration') return notAdministration(contract);
    const { spending, budgetYear, supplier, concept, payer, derived } = body;
    if (getSharded(state.expenses.recorded, spending)) return alreadyRecorded('SPENDING', spending);
    const committed = contract.committed.get(budgetYear);
    if (!committed) return yearNotCommitted(body.agreement, budgetYear);
    const amount = amountOf(body.amount, contract, 'amount');
    if (amount instanceof Rejection) return amount;
    const { effectiveOn: on, facts } = context;
    const paying = payerBroken(contract, payer ?? null, facts.account);
    if (paying instanceof Rejection) return paying;
    const eligible = takenBy(contract, amount, { on, facts });
    if (eligible instanceof Rejection) return eligible;
    const data = {
      ...of,
      ...doneBy(context, facts.people),
      place: placeOf(contract, budgetYear),
      correctsOn,
      spending,
      commitment: committed.commitment,
      payer: payer ?? null,
      amount: amount.toJSON(),
      eligible,
      supplier: supplier ?? null,
      concept,
      derived: [...(derived ?? [])],
    };
    const broken = [
      ...standing(contract),
      ...paying,
      ...(body.line ? disagreeing(body.line, committed.line) : []),
      ...short(state, budgetYear, amount),
    ];
    return accept([{ type: 'SpendingRecorded', data }], [...ground.broken, ...broken]);
  },
});

/** Held and paid at once, under a name that no tranche's payment has. */
function paymentOf({ type, data }: AgreementEvent) {
  if (type !== 'SpendingRecorded' || data.payer === null) return [];
  const { agreement: id, spending, payer, amount } = data;
  return [{ account: payer, payment: `${id}-spending-${spending}`, amount: { ...amount } }];
}

function short(state: AgreementState, budgetYear: string, asked: Money): readonly Rejection[] {
  const left = committedLeft(state, budgetYear);
  return left && asked.isGreaterThan(left) ? [commitmentShort(budgetYear, left, asked)] : [];
}

/** What is said of the line says no other thing than the commitment does. */
function disagreeing(asked: AskedLine, line: Line): readonly Rejection[] {
  const fields = Object.keys(line) as (keyof Line)[];
  const other = fields.filter((field) => asked[field] !== undefined && asked[field] !== line[field]);
  return other.length > 0 ? [notOfCommitment(other[0]!, asked, line)] : [];
}
