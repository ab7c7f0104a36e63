import { budgetLineFact, yearClosed, type BudgetLineAnswer } from '@tramo/budget';
import type { Rejection } from '@tramo/kernel';
import { accountFact, receivesRefund, type ReceiveRefund } from '@tramo/treasury';
import type { AgreementEvent } from '../agreement.events';
import type { AgreementState } from '../agreement.state';
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
