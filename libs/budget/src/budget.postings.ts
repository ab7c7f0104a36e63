import {
  dimensionsOf,
  move,
  PostingRules,
  type AccountCode,
  type Dimensions,
  type Postings,
} from '@tramo/journal';
import { Money, unreachable } from '@tramo/kernel';
import type { Line } from '@tramo/programmes';
import { budgetEvents, type DataOf } from './events';
import type { Balance, Station } from './events/shapes';
import { partsOf } from './evolve-commitments';

interface OfBudget {
  readonly programme: string;
  readonly budgetYear: string;
}

const place = (
  { programme, budgetYear }: OfBudget,
  line: Line,
  agreement: string | null = null,
): Dimensions => dimensionsOf({ ...line, programme, budgetYear, agreement });

interface OfLine extends OfBudget {
  readonly line: Line;
  readonly amount: DataOf<'BudgetPlanned'>['amount'];
}

/** One amount of one line, from `credit` to `debit`. */
const between =
  (debit: AccountCode, credit: AccountCode) =>
  (data: OfLine): Postings =>
    move({ debit, credit, amount: Money.parse(data.amount), dimensions: place(data, data.line) });

/** The budget's cascade in the book currency, and beside it what is planned and what has been asked for. */
export const budgetPostings = PostingRules.for<typeof budgetEvents>(budgetEvents, {
  BudgetOpened: null,
  BudgetPlanned: between('904', '905'),
  PlanReduced: between('905', '904'),
  InscriptionRequested: between('906', '907'),
  InscriptionRequestWithdrawn: between('907', '906'),
  AppropriationInscribed: (data) => [
    ...between('910', data.kind === 'initial' ? '900.1' : '900.2')(data),
    ...(data.request ? between('907', '906')({ ...data, amount: data.request.settled }) : []),
  ],
  AppropriationTransferred: (data) => [
    ...between('900.3', '910')({ ...data, line: data.from }),
    ...between('910', '900.3')({ ...data, line: data.to }),
  ],
  AppropriationReduced: between('900.4', '910'),
  AppropriationCarriedForward: between('910', '900.5'),
  LineReclassified: (data) =>
    data.balances.flatMap((balance) => [
      ...balanceMoved(place(data, data.from, balance.agreement), balance, '900.7', 'out'),
      ...balanceMoved(place(data, data.to, balance.agreement), balance, '900.7', 'in'),
    ]),
  PreCommitmentMade: between('920', '910'),
  PreCommitmentReleased: between('910', '920'),
  CommitmentMade: (data) => commitmentMoved(data, 'in'),
  CommitmentReleased: (data) => commitmentMoved(data, 'out'),
  CommitmentMoved: (data) =>
    passed(STATION_ACCOUNTS[data.from], STATION_ACCOUNTS[data.to], Money.parse(data.amount), data),
  BudgetYearClosed: null,
  BalancesLapsed: (data) =>
    data.balances.flatMap(({ line, balance }) =>
      balanceMoved(place(data, line, balance.agreement), balance, '900.6', 'out'),
    ),
  CarryForwardReserved: between('900.5', '910'),
  CarryForwardConfirmed: null,
  CarryForwardReturned: between('910', '900.5'),
});

const STATION_ACCOUNTS = {
  available: '910',
  committed: '930',
  accrued: '940',
  paid: '950',
  justified: '960',
} as const satisfies Readonly<Record<Station, AccountCode>>;

/** What came from a pre-commitment and what came from the line go back where they came from. */
function commitmentMoved(data: DataOf<'CommitmentMade' | 'CommitmentReleased'>, way: 'in' | 'out'): Postings {
  const { fromPreCommitment, fromAvailable } = partsOf(data);
  const part = (state: AccountCode, amount: Money): Postings =>
    way === 'in' ? passed(state, '930', amount, data) : passed('930', state, amount, data);
  return [...part('920', fromPreCommitment), ...part('910', fromAvailable)];
}

interface OfCommitment extends OfBudget {
  readonly line: Line;
  readonly agreement: string | null;
}

/** From station to station; both sides carry the agreement, so that the books balance by each dimension too. */
const passed = (from: AccountCode, to: AccountCode, amount: Money, data: OfCommitment): Postings =>
  amount.isZero()
    ? []
    : move({ debit: to, credit: from, amount, dimensions: place(data, data.line, data.agreement) });

/** A balance with the account it comes from, or goes back to. */
function balanceMoved(
  dimensions: Dimensions,
  balance: Balance,
  origin: '900.6' | '900.7',
  way: 'in' | 'out',
): Postings {
  const [state, source] = accountsOf(balance, origin);
  return entry(state, source, Money.parse(balance.amount), dimensions, way);
}

const entry = (
  state: AccountCode,
  source: AccountCode,
  amount: Money,
  dimensions: Dimensions,
  way: 'in' | 'out',
): Postings =>
  move(
    way === 'in'
      ? { debit: state, credit: source, amount, dimensions }
      : { debit: source, credit: state, amount, dimensions },
  );

function accountsOf({ state }: Balance, origin: '900.6' | '900.7'): readonly [AccountCode, AccountCode] {
  switch (state) {
    case 'programmed':
      return ['904', '905'];
    case 'requested':
      return ['906', '907'];
    case 'available':
      return ['910', origin];
    case 'preCommitted':
      return ['920', origin];
    case 'committed':
      return ['930', origin];
    case 'accrued':
      return ['940', origin];
    case 'paid':
      return ['950', origin];
    case 'justified':
      return ['960', origin];
    default:
      return unreachable(state, 'state of a balance');
  }
}
