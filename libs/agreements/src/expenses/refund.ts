import { budgetLineFact, yearClosed, type BudgetLineAnswer } from '@tramo/budget';
import { Rejection, type Money } from '@tramo/kernel';
import {
  accountFact,
  receivesRefund,
  refundBroken,
  type AccountAnswer,
  type ReceiveRefund,
} from '@tramo/treasury';
import type { AgreementEvent } from '../agreement.events';
import type { AgreementState } from '../agreement.state';
import type { Contract } from '../contract/contract.state';
import type { AskedByPerson } from './asking';

interface Question<Body> {
  readonly account: (body: Body) => string | null;
  /** Of which the money was. */
  readonly tranche: (body: Body, own: AgreementState) => number | null;
}

/** The account to which money comes back, and the budget in which it may be available again. */
export const refundFacts = <Body extends AskedByPerson>({ account, tranche }: Question<Body>) => ({
  account: accountFact<Body, AgreementState>({ account }),
  budget: budgetLineFact<Body, AgreementState>({
    programme: ({ programme }) => programme,
    year: (body, own) => own.tranches.tranches.get(tranche(body, own) ?? 0)?.budgetYear ?? '',
    line: () => null,
    commitment: () => null,
  }),
});

interface Refund {
  readonly account: string;
  readonly amount: Money;
  readonly answer: AccountAnswer;
}

/** Money comes back to the books that it was paid from: the account it comes to is kept in no others. */
export function refundTo(
  { programme, entity }: Pick<Contract, 'programme' | 'entity'>,
  { account, amount, answer }: Refund,
): Rejection | readonly Rejection[] {
  const broken = refundBroken(answer, { programme, account, amount: amount.toJSON() });
  if (broken instanceof Rejection || !answer.exists || answer.entity === entity) return broken;
  return [...broken, notOfEntity({ account, entity, given: answer.entity })];
}

const notOfEntity = (values: {
  readonly account: string;
  readonly entity: string;
  readonly given: string;
}): Rejection =>
  new Rejection({
    code: 'ACCOUNT_NOT_OF_ENTITY',
    message: `account ${values.account} is in the books of ${values.given}, and the money was paid from those of ${values.entity}`,
    values,
    cure: `name an operating account of the programme in the books of ${values.entity}`,
    field: 'account',
  });

interface Returned {
  readonly programme: string;
  readonly place: { readonly budgetYear: string };
  readonly sameYear: boolean;
}

/** What comes back in its year is available again there: of a year that is closed nothing is. */
export const notInClosedYear = (
  { programme, place, sameYear }: Returned,
  { budget }: { readonly budget: BudgetLineAnswer },
): readonly Rejection[] => (sameYear && budget.closed ? [yearClosed(programme, place.budgetYear)] : []);

/** What came back as money arrives on the programme's account by the act that says so. */
export const receivesRefunds = <Body>() =>
  receivesRefund((_body: Body, state: AgreementState, written: readonly AgreementEvent[]) =>
    written.flatMap((event) => refunds(event, state)),
  );

function refunds({ type, data }: AgreementEvent, { expenses }: AgreementState): readonly ReceiveRefund[] {
  if (type !== 'BalanceReturned' && (type !== 'IneligibleSettled' || data.way !== 'to-project')) return [];
  const { programme, account, amount, reference, agreement } = data;
  if (account === null) return [];
  // With a colon, which nobody's receipt has in its name: the refund cannot find its own name taken.
  const refund = `${agreement}:refund-${expenses.refunds + 1}`;
  return [{ programme, account, refund, amount: { ...amount }, reference }];
}
