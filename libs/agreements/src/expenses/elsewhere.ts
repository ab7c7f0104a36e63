import { movesCategory, movesCommitment, type CategoryMovementAsk, type MovementAsk } from '@tramo/budget';
import { Money, unreachable, type MoneyJson } from '@tramo/kernel';
import type { AgreementEvent, DataOf } from '../agreement.events';
import type { AgreementState } from '../agreement.state';
import {
  allocatesInvoice,
  freesInvoice,
  type AllocateInvoice,
  type FreeInvoice,
} from './invoice/allocates-invoice';
import { invoiceId, type InvoiceKey } from './invoice/invoice';
import type { Expense } from './expense.state';

type By = { readonly by: string };
type Moves = readonly (readonly [from: MovementAsk['from'], to: MovementAsk['to']])[];

/** What the events mean for the commitments of the budget. */
export const movesCommitments = <Body extends By>() =>
  movesCommitment((body: Body, _state: AgreementState, intended: readonly AgreementEvent[]) =>
    intended.filter(isMoving).flatMap((event) => commitmentMoves(event, body.by)),
  );

export const movesCategories = <Body extends By>() =>
  movesCategory((_body: Body, { contract }: AgreementState, intended: readonly AgreementEvent[]) => {
    const financing = contract?.reserved?.financing;
    if (financing === undefined) return [];
    return intended.filter(isMoving).flatMap((event) => categoryMoves(event, financing));
  });

/** The events of the area that move money in other streams; the others are about nothing but the agreement. */
type MovingEvent = Extract<
  AgreementEvent,
  {
    type:
      | 'ExpenseAccepted'
      | 'ExpenseRuledIneligible'
      | 'IneligibleSettled'
      | 'BalanceReturned'
      | 'SpendingRecorded';
  }
>;
const MOVING: ReadonlySet<string> = new Set<MovingEvent['type']>([
  'ExpenseAccepted',
  'ExpenseRuledIneligible',
  'IneligibleSettled',
  'BalanceReturned',
  'SpendingRecorded',
]);
const isMoving = (event: AgreementEvent): event is MovingEvent => MOVING.has(event.type);

function commitmentMoves({ type, data }: MovingEvent, by: string): readonly MovementAsk[] {
  switch (type) {
    case 'ExpenseAccepted':
      return movements(ofExpense(data, by), [['paid', 'justified']]);
    case 'ExpenseRuledIneligible':
      return data.wasAccepted ? movements(ofExpense(data, by), [['justified', 'paid']]) : [];
    case 'IneligibleSettled':
      return settlementMoves({ ...data, by });
    case 'BalanceReturned':
      return data.sameYear ? movements({ ...data, by }, [['paid', 'available']]) : [];
    case 'SpendingRecorded':
      return movements({ ...data, reference: `spending ${data.spending}`, by }, [
        ['committed', 'accrued'],
        ['accrued', 'paid'],
        ['paid', 'justified'],
      ]);
    default:
      return unreachable(type, 'event that moves a commitment');
  }
}

const ofExpense = (data: DataOf<'ExpenseAccepted' | 'ExpenseRuledIneligible'>, by: string): Moving => ({
  ...data,
  amount: data.subsidy,
  reference: `expense ${data.expense}`,
  by,
});

/** Of what comes back in the year it was paid in, the budget is available again. */
function settlementMoves(data: DataOf<'IneligibleSettled'> & By): readonly MovementAsk[] {
  const freed = data.sameYear ? movements(data, [['paid', 'available']]) : [];
  switch (data.way) {
    case 'to-project':
      return freed;
    case 'offset':
      return data.against
        ? [...movements({ ...data, ...data.against }, [['accrued', 'paid']]), ...freed]
        : [];
    case 'written-off':
      return movements(data, [['paid', 'justified']]);
    case 'substituted':
    case 'to-account':
      return [];
    default:
      return unreachable(data.way, 'way to make good what was ineligible');
  }
}

interface Moving {
  readonly programme: string;
  readonly place: { readonly budgetYear: string };
  readonly commitment: string;
  readonly amount: MoneyJson;
  readonly reference: string;
  readonly by: string;
  readonly correctsOn: MovementAsk['correctsOn'];
}

function movements(
  { programme, place, commitment: id, amount, reference, by, correctsOn }: Moving,
  moves: Moves,
): readonly MovementAsk[] {
  if (!Money.parse(amount).isPositive()) return [];
  const of = { programme, year: place.budgetYear, id, amount: { ...amount }, reference, by, correctsOn };
  return moves.map(([from, to]) => ({ ...of, from, to }));
}

function categoryMoves({ type, data }: MovingEvent, financing: string): readonly CategoryMovementAsk[] {
  const of = { financing, reservationId: data.agreement };
  switch (type) {
    case 'ExpenseAccepted': {
      const reference = `expense ${data.expense}`;
      return moved({ ...of, from: 'reserved', to: 'eligible', reference }, data.eligible?.amount);
    }
    case 'SpendingRecorded': {
      const reference = `spending ${data.spending}`;
      return moved({ ...of, from: 'reserved', to: 'eligible', reference }, data.eligible?.amount);
    }
    case 'ExpenseRuledIneligible': {
      const reference = `expense ${data.expense}`;
      const back = data.wasAccepted ? data.eligible?.amount : undefined;
      return moved({ ...of, from: 'eligible', to: 'reserved', reference }, back);
    }
    case 'IneligibleSettled':
    case 'BalanceReturned': {
      const { freed, reference } = data;
      return freed ? moved({ ...of, from: freed.from, to: 'free', reference }, freed.amount) : [];
    }
    default:
      return unreachable(type, 'event that moves a category');
  }
}

const moved = (
  of: Omit<CategoryMovementAsk, 'amount'>,
  amount: MoneyJson | undefined,
): readonly CategoryMovementAsk[] =>
  amount && Money.parse(amount).isPositive() ? [{ ...of, amount: { ...amount } }] : [];

/** A report holds its part of the invoice; one that is remedied with another invoice gives the first one back. */
export const holdsInvoices = <Body extends By>() => ({
  invoice: allocatesInvoice((body: Body, _state: AgreementState, intended: readonly AgreementEvent[]) =>
    intended.flatMap((event) => allocations(event, body.by)),
  ),
  formerInvoice: freesInvoice((body: Body, state: AgreementState, intended: readonly AgreementEvent[]) =>
    intended.flatMap((event) => formerInvoices(event, state, body.by)),
  ),
});

/** Nothing of an invoice is held for what was withdrawn or ruled out. */
export const givesBackInvoice = <Body extends By>() =>
  freesInvoice((body: Body, state: AgreementState, intended: readonly AgreementEvent[]) =>
    intended.flatMap(({ type, data }) => {
      if (type !== 'ExpenseWithdrawn' && type !== 'ExpenseRuledIneligible') return [];
      const before = state.expenses.expenses.get(data.expense);
      return before ? [freeing(before, { ...data, by: body.by, reason: data.reason })] : [];
    }),
  );

function allocations({ type, data }: AgreementEvent, by: string): readonly AllocateInvoice[] {
  if (type !== 'ExpenseReported' && type !== 'ExpenseRemedied') return [];
  const { programme, agreement, expense, invoice, net, tax } = data;
  const amount = Money.parse(net).plus(Money.parse(tax)).toJSON();
  const { total, ...codes } = invoice;
  return [
    { invoice: { programme, ...codes }, agreement, expense, by, total: { ...total }, amount: { ...amount } },
  ];
}

function formerInvoices(
  { type, data }: AgreementEvent,
  state: AgreementState,
  by: string,
): readonly FreeInvoice[] {
  if (type !== 'ExpenseRemedied') return [];
  const before = state.expenses.expenses.get(data.expense);
  if (!before) return [];
  const { programme } = data;
  const same = invoiceId({ programme, ...before.invoice }) === invoiceId({ programme, ...data.invoice });
  return same ? [] : [freeing(before, { ...data, by, reason: data.answer })];
}

interface Freeing extends By {
  readonly programme: string;
  readonly agreement: string;
  readonly reason: string;
}

function freeing(
  { expense, invoice }: Pick<Expense, 'expense' | 'invoice'>,
  { programme, agreement, by, reason }: Freeing,
): FreeInvoice {
  const { taxId, type, number } = invoice;
  const key: InvoiceKey = { programme, taxId, type, number };
  return { invoice: key, agreement, expense, by, reason };
}
