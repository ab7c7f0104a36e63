import {
  consequence,
  factByOwnState,
  reservation,
  type Consequence,
  type Fact,
  type Reservation,
} from '@tramo/event-log';
import {
  accept,
  getSharded,
  Money,
  Rejection,
  type Decision,
  type DomainEvent,
  type LocalDate,
  type RateJson,
} from '@tramo/kernel';
import {
  balanceOf,
  financing,
  financingStream,
  financingUnknown,
  freeOf,
  suspensionOn,
  type FinancingEvent,
  type FinancingState,
  type Suspension,
} from '@tramo/programmes';
import { asksOn, type PlanOf } from '../asks-on';
import type { AskedMoney } from '../commands/asking';
import { amountNotPositive, nothingHeld } from '../commands/refusals';
import {
  CATEGORY_MOVES,
  CATEGORY_RETURNS,
  mustBeOneOf,
  type CategoryMove,
  type CategoryReturn,
} from '../moves';
import { nameOfReserved, nameToReserve } from './name-of-reservation';
import { categoryExhausted, notInLendersCurrency, placeUnknown } from './refusals';

type RateValue = { readonly [Field in keyof RateJson]: RateJson[Field] };

/** What an agreement's own act asks of the lender's category. */
export type CategoryAsk = {
  readonly financing: string;
  readonly share: string;
  readonly category: string | null;
  /** The code of the agreement, or of the work; what it goes by here is this stream's to say. */
  readonly reservationId: string;
  /** In the lender's currency. */
  readonly amount: AskedMoney;
  readonly original: AskedMoney | null;
  readonly rate: RateValue | null;
  readonly agreement: string;
};
type OfReservation = {
  readonly financing: string;
  readonly reservationId: string;
  readonly amount: AskedMoney;
  readonly reference: string;
};
export type CategoryMovementAsk = OfReservation & CategoryMove;
export type CategoryReturnAsk = OfReservation & CategoryReturn;
type Held = CategoryMovementAsk['from'];

const lenderOf = ({ financing: code }: { readonly financing: string }): string => financingStream(code);

/** For the life of the project; what the agreement reserved before is added to. */
export const reservesCategory = <Body, State, Intended extends DomainEvent>(
  plan: PlanOf<Body, State, Intended, CategoryAsk>,
): Reservation<Body, State> =>
  reservation({
    decider: financing,
    plan: asksOn(lenderOf, plan),
    reserve: (state, ask: CategoryAsk, { reservationId }) => reservedFor(state, ask, reservationId),
    release: (state, reservationId, reason) => undone(state, reservationId, reason),
  });

function reservedFor(
  state: FinancingState,
  ask: CategoryAsk,
  byReservation: string,
): Decision<FinancingEvent> {
  const { agreement } = state;
  if (!agreement) return financingUnknown(ask.financing);
  const nowhere = placeUnknown(state, ask);
  if (nowhere) return nowhere;
  const amount = amountIn(state, ask.amount);
  if (amount instanceof Rejection) return amount;
  const free = freeOf(state, ask.share, ask.category);
  const broken = amount.isGreaterThan(free) ? [categoryExhausted(ask, free, amount)] : [];
  const { share, category, original, rate } = ask;
  const reservationId = nameToReserve(state, ask.reservationId);
  const { programme, financing: code } = agreement;
  const of = { programme, financing: code, share, category, reservationId };
  const data = { ...of, amount: amount.toJSON(), original, rate, agreement: ask.agreement, byReservation };
  return accept([{ type: 'CategoryReserved', data }], broken);
}

/** Eligible when the category takes it, documented to the lender; and back. */
export const movesCategory = <Body, State, Intended extends DomainEvent>(
  plan: PlanOf<Body, State, Intended, CategoryMovementAsk>,
): Reservation<Body, State> =>
  reservation({
    decider: financing,
    plan: asksOn(lenderOf, plan),
    reserve: (state, ask: CategoryMovementAsk, { reservationId }) => {
      mustBeOneOf(CATEGORY_MOVES, ask);
      return movedFor(state, ask, reservationId);
    },
    release: (state, reservationId, reason) => undone(state, reservationId, reason),
  });

/** What is not needed of the category is free again, once that is decided. */
export const freesCategory = <Body, State, Written extends DomainEvent>(
  plan: PlanOf<Body, State, Written, CategoryReturnAsk>,
): Consequence<Body, State> =>
  consequence({
    decider: financing,
    plan: asksOn(lenderOf, plan),
    follow: (state, ask: CategoryReturnAsk, { reservationId }) => {
      mustBeOneOf(CATEGORY_RETURNS, ask);
      return movedFor(state, ask, reservationId);
    },
  });

function movedFor(
  state: FinancingState,
  ask: CategoryMovementAsk | CategoryReturnAsk,
  byReservation: string,
): Decision<FinancingEvent> {
  const { agreement } = state;
  if (!agreement) return financingUnknown(ask.financing);
  const reservationId = nameOfReserved(state, ask.reservationId);
  const held = getSharded(state.reservations, reservationId);
  if (!held) return nothingHeld('CATEGORY_RESERVATION', ask.reservationId, 'reservationId');
  const amount = amountIn(state, ask.amount);
  if (amount instanceof Rejection) return amount;
  const { from, to, reference } = ask;
  const { share, category } = held;
  const place = { financing: agreement.financing, share, category };
  const there = from === 'reserved' ? held.amount : held[from];
  const lacking = amount.isGreaterThan(there)
    ? amount.minus(positive(there))
    : Money.zero(agreement.currency);
  // Rates move between signing and paying: what was reserved in the lender's currency may then not suffice.
  const fromFree = from === 'reserved' ? lacking : Money.zero(agreement.currency);
  const free = freeOf(state, share, category);
  const broken =
    from === 'reserved' && fromFree.isGreaterThan(free)
      ? [categoryExhausted(place, free, fromFree)]
      : from !== 'reserved' && lacking.isPositive()
        ? [stationShort(reservationId, from, there, amount)]
        : [];
  const data = {
    programme: agreement.programme,
    ...place,
    reservationId,
    agreement: held.agreement,
    from,
    to,
    amount: amount.toJSON(),
    fromFree: fromFree.toJSON(),
    reference,
    byReservation,
  };
  return accept([{ type: 'CategoryMoved', data }], broken);
}

const positive = (money: Money): Money => (money.isNegative() ? Money.zero(money.currency.code) : money);

function amountIn({ agreement }: FinancingState, asked: AskedMoney): Money | Rejection {
  const amount = Money.asked(asked);
  const currency = agreement!.currency;
  if (amount.currency.code !== currency) return notInLendersCurrency(amount.currency.code, currency);
  return amount.isPositive() ? amount : amountNotPositive(amount, 'amount');
}

/** The command that asked was not accepted in the end: the same amount goes back where it came from. */
function undone(state: FinancingState, byReservation: string, reason: string): Decision<FinancingEvent> {
  const { programme, financing: code } = state.agreement!;
  const { reservationId, amount, moved } = getSharded(state.steps, byReservation)!;
  const { share, category, agreement } = getSharded(state.reservations, reservationId)!;
  const of = { programme, financing: code, share, category, reservationId, agreement };
  const back = { ...of, amount: amount.toJSON() };
  if (!moved) return accept([{ type: 'CategoryReservationReleased', data: { ...back, reason } }]);
  const { from, to, fromFree } = moved;
  const zero = Money.zero(amount.currency.code).toJSON();
  const step = { ...of, from: to, fromFree: zero, reference: reason, byReservation };
  const rest = amount.minus(fromFree);
  const events = [
    ...(rest.isPositive() ? [{ ...step, to: from, amount: rest.toJSON() }] : []),
    ...(fromFree.isPositive() ? [{ ...step, to: 'free' as const, amount: fromFree.toJSON() }] : []),
  ].map((data) => ({ type: 'CategoryMoved' as const, data }));
  const [first, ...others] = events;
  return accept([first!, ...others]);
}

function stationShort(reservationId: string, station: Held, held: Money, asked: Money): Rejection {
  return new Rejection({
    code: 'CATEGORY_STATION_SHORT',
    message: `reservation ${reservationId} has ${held.toString()} ${station}`,
    values: { reservationId, station, held, asked, shortfall: asked.minus(held) },
    cure: `ask for at most ${held.toString()}`,
    field: 'amount',
  });
}

interface CategoryQuestion<Body, State> {
  /** Null where no lender pays. */
  readonly financing: (body: Body, own: State) => string | null;
  readonly share: (body: Body, own: State) => string;
  readonly category: (body: Body, own: State) => string | null;
  readonly reservation: (body: Body, own: State) => string | null;
}

/** The lender's category and what is reserved of it, as a decision elsewhere sees them. */
export type CategoryAnswer = {
  readonly signed: boolean;
  readonly currency: string | null;
  readonly closingDate: LocalDate | null;
  readonly eligibleAt: 'transfer' | 'expense' | null;
  readonly cell:
    | {
        readonly [Measure in 'allocated' | 'free' | 'reserved' | 'eligible' | 'documented']: AskedMoney;
      }
    | null;
  readonly held: { readonly reserved: AskedMoney; readonly eligible: AskedMoney } | null;
  /** What keeps the lender from paying out on that day. */
  readonly suspension: SuspensionSeen | null;
};
type SuspensionSeen = Pick<Suspension, 'suspendedOn' | 'document' | 'reason' | 'by'>;

export const categoryFact = <Body, State>(
  question: CategoryQuestion<Body, State>,
): Fact<Body, State, CategoryAnswer> =>
  factByOwnState(
    financing,
    (body: Body, own: State) => financingStream(question.financing(body, own) ?? ''),
    (state, body, own, { actedOn: on }) =>
      categoryAnswer(state, {
        on,
        share: question.share(body, own),
        category: question.category(body, own),
        reservation: question.reservation(body, own),
      }),
  );

interface Asked {
  readonly share: string;
  readonly category: string | null;
  readonly reservation: string | null;
  /** The day on which somebody looks. */
  readonly on: LocalDate;
}

export function categoryAnswer(
  state: FinancingState,
  { share, category, reservation: id, on }: Asked,
): CategoryAnswer {
  const { agreement } = state;
  if (!agreement) {
    const nothing = { currency: null, closingDate: null, eligibleAt: null, cell: null, held: null };
    return { signed: false, ...nothing, suspension: null };
  }
  const { allocated, free, reserved, eligible, documented } = balanceOf(state, share, category);
  const suspension = suspensionOn(state, on);
  const held = id === null ? undefined : getSharded(state.reservations, nameOfReserved(state, id));
  return {
    signed: true,
    currency: agreement.currency,
    closingDate: agreement.closingDate,
    eligibleAt: category === null ? null : (state.categories.get(category) ?? null),
    cell: {
      allocated: allocated.toJSON(),
      free: free.toJSON(),
      reserved: reserved.toJSON(),
      eligible: eligible.toJSON(),
      documented: documented.toJSON(),
    },
    held: held ? { reserved: held.amount.toJSON(), eligible: held.eligible.toJSON() } : null,
    suspension: suspension ? seen(suspension) : null,
  };
}

const seen = ({ suspendedOn, document, reason, by }: Suspension): SuspensionSeen => ({
  suspendedOn,
  document,
  reason,
  by,
});
