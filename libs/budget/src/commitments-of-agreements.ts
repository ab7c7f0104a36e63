import {
  consequence,
  factByOwnState,
  reservation,
  type Consequence,
  type Fact,
  type Reservation,
} from '@tramo/event-log';
import {
  Rejection,
  getSharded,
  type Decision,
  type DomainEvent,
  type LocalDate,
  type Money,
} from '@tramo/kernel';
import type { Line } from '@tramo/programmes';
import { asksOn, type PlanOf } from './asks-on';
import { budget } from './budget';
import { budgetStream, lineOf, type BudgetState, type CommitmentState } from './budget.state';
import { amountOf } from './commands/amounts';
import type { AskedMoney } from './commands/asking';
import { accepted } from './commands/in-turn';
import {
  alreadyHeld,
  appropriationExceeded,
  budgetNotOpened,
  nothingHeld,
  yearClosed,
} from './commands/refusals';
import type { BudgetEvent } from './events';
import { withItsLapse } from './lapsing';
import { currentOf, inscribedOf, type LineState } from './line-state';
import {
  COMMITMENT_MOVES,
  COMMITMENT_RETURNS,
  mustBeOneOf,
  type CommitmentMove,
  type CommitmentReturn,
} from './moves';
import { codesOf, lineOfCommitment, restingLine } from './resting-line';

/** What an agreement's own act asks of the budget of a year. */
type OfYear = {
  readonly programme: string;
  readonly year: string;
  /** Of the commitment. */
  readonly id: string;
  readonly amount: AskedMoney;
  readonly reference: string;
  readonly by: string;
  readonly correctsOn: LocalDate | null;
};
export type CommitmentAsk = OfYear & { readonly line: Line; readonly agreement: string };
/** What a commitment holds is on its way through the cascade, or no longer needed. */
export type MovementAsk = OfYear & CommitmentMove;
export type ReturnAsk = OfYear & CommitmentReturn;
type Held = MovementAsk['from'];

const budgetOf = ({ programme, year }: OfYear): string => budgetStream(programme, year);

/** The year's instalments of an agreement rest on its line; what it committed before is added to. */
export const commitsLine = <Body, State, Intended extends DomainEvent>(
  plan: PlanOf<Body, State, Intended, CommitmentAsk>,
): Reservation<Body, State> =>
  reservation({
    decider: budget,
    plan: asksOn(budgetOf, plan),
    reserve: (state, ask: CommitmentAsk, { reservationId }) => committedFor(state, ask, reservationId),
    release: (state, reservationId, reason) => undone(state, reservationId, reason),
  });

function committedFor(state: BudgetState, ask: CommitmentAsk, reservationId: string): Decision<BudgetEvent> {
  const { id, agreement, reference } = ask;
  const { opened, closed } = state;
  if (!opened) return budgetNotOpened(ask.programme, ask.year);
  const amount = amountOf(ask.amount, opened.currency, 'amount');
  if (amount instanceof Rejection) return amount;
  const before = getSharded(state.commitments, id);
  if (before && !(before.agreement === agreement && codesOf(before.line) === codesOf(ask.line))) {
    return alreadyHeld('COMMITMENT', id);
  }
  const line = before ? lineOfCommitment(state, before) : restingLine(state, ask.line);
  const { available } = lineOf(state, line, opened.currency);
  const short = amount.isGreaterThan(available);
  const broken = [
    ...(closed ? [yearClosed(ask.programme, ask.year)] : []),
    ...(short ? [appropriationExceeded({ line, available, asked: amount, field: 'amount' })] : []),
  ];
  const data = {
    ...postingOf(ask),
    id,
    line,
    amount: amount.toJSON(),
    preCommitment: null,
    agreement,
    reference,
    reservation: reservationId,
  };
  return accepted([{ type: 'CommitmentMade', data }], broken);
}

/** Accrued when a tranche is approved, paid when the bank confirms, justified with the expense; and back. */
export const movesCommitment = <Body, State, Intended extends DomainEvent>(
  plan: PlanOf<Body, State, Intended, MovementAsk>,
): Reservation<Body, State> =>
  reservation({
    decider: budget,
    plan: asksOn(budgetOf, plan),
    reserve: (state, ask: MovementAsk, { reservationId }) => {
      mustBeOneOf(COMMITMENT_MOVES, ask);
      return movedFor(state, ask, reservationId);
    },
    release: (state, reservationId, reason) => undone(state, reservationId, reason),
  });

/** What is not needed is available on the line again, or committed, once that is decided. */
export const returnsToLine = <Body, State, Written extends DomainEvent>(
  plan: PlanOf<Body, State, Written, ReturnAsk>,
): Consequence<Body, State> =>
  consequence({
    decider: budget,
    plan: asksOn(budgetOf, plan),
    follow: (state, ask: ReturnAsk, { reservationId }) => {
      mustBeOneOf(COMMITMENT_RETURNS, ask);
      return movedFor(state, ask, reservationId);
    },
  });

function movedFor(
  state: BudgetState,
  ask: MovementAsk | ReturnAsk,
  reservationId: string,
): Decision<BudgetEvent> {
  const { id, from, to, reference } = ask;
  const { opened, closed } = state;
  if (!opened) return budgetNotOpened(ask.programme, ask.year);
  const commitment = getSharded(state.commitments, id);
  if (!commitment) return nothingHeld('COMMITMENT', id);
  const amount = amountOf(ask.amount, opened.currency, 'amount');
  if (amount instanceof Rejection) return amount;
  const held = from === 'committed' ? commitment.open : commitment[from];
  // What is accrued and paid later keeps the year it was accrued in; nothing new is accrued in a year that is over.
  const broken = [
    ...(closed && to === 'accrued' && from === 'committed' ? [yearClosed(ask.programme, ask.year)] : []),
    ...(amount.isGreaterThan(held) ? [commitmentShort(commitment, from, held, amount)] : []),
  ];
  const { line, agreement } = commitment;
  const data = {
    ...postingOf(ask),
    id,
    line,
    agreement,
    amount: amount.toJSON(),
    from,
    to,
    reference,
    reservation: reservationId,
  };
  return accepted(withItsLapse(state, { type: 'CommitmentMoved', data }), broken);
}

const postingOf = ({ programme, year, by, correctsOn }: OfYear) => ({
  programme,
  budgetYear: year,
  by,
  correctsOn,
});

/** The command that asked was not accepted in the end: the same amount goes back. */
function undone(state: BudgetState, reservationId: string, reason: string): Decision<BudgetEvent> {
  const { programme, budgetYear } = state.opened!;
  const { commitment: id, by, correctsOn, amount, moved } = getSharded(state.reserved, reservationId)!;
  const { line, agreement } = getSharded(state.commitments, id)!;
  const of = { programme, budgetYear, by, correctsOn, id, line, agreement, amount: amount.toJSON() };
  if (!moved) {
    const released = { ...of, preCommitment: null, reason };
    return accepted(withItsLapse(state, { type: 'CommitmentReleased', data: released }));
  }
  const { from, to } = moved;
  const back = { ...of, from: to, to: from, reference: reason, reservation: reservationId };
  return accepted(withItsLapse(state, { type: 'CommitmentMoved', data: back }));
}

function commitmentShort(
  { id, line, agreement }: CommitmentState,
  from: Held,
  held: Money,
  asked: Money,
): Rejection {
  const shortfall = asked.minus(held);
  return new Rejection({
    code: 'COMMITMENT_SHORT',
    message: `commitment ${id} has ${held.toString()} ${from}`,
    values: { commitment: id, agreement, line, station: from, held, asked, shortfall },
    cure:
      from === 'committed'
        ? `commit another ${shortfall.toString()} on the line, or ask for at most ${held.toString()}`
        : `ask for at most ${held.toString()}`,
    field: 'amount',
  });
}

interface LineQuestion<Body, State> {
  readonly programme: (body: Body, state: State) => string;
  readonly year: (body: Body, state: State) => string;
  readonly line: (body: Body, state: State) => Line | null;
  /** The commitment's id. */
  readonly commitment: (body: Body, state: State) => string | null;
}

/** A budget line with one commitment on it, as a decision elsewhere sees them. */
export type BudgetLineAnswer = {
  readonly opened: boolean;
  readonly closed: boolean;
  readonly line: { readonly [Measure in (typeof SHOWN)[number]]: AskedMoney } | null;
  readonly commitment:
    { readonly [Station in 'committed' | 'accrued' | 'paid' | 'justified']: AskedMoney } | null;
};

const SHOWN = [
  'programmed',
  'requested',
  'inscribed',
  'current',
  'available',
  'preCommitted',
  'committed',
  'accrued',
  'paid',
  'justified',
] as const;

export const budgetLineFact = <Body, State>({
  programme,
  year,
  line,
  commitment,
}: LineQuestion<Body, State>): Fact<Body, State, BudgetLineAnswer> =>
  factByOwnState(
    budget,
    (body: Body, own: State) => budgetStream(programme(body, own), year(body, own)),
    (state, body, own) => budgetLineAnswer(state, line(body, own), commitment(body, own)),
  );

export function budgetLineAnswer(
  state: BudgetState,
  line: Line | null,
  commitment: string | null,
): BudgetLineAnswer {
  const { opened, closed } = state;
  const held = commitment === null ? undefined : getSharded(state.commitments, commitment);
  const wanted = held ? lineOfCommitment(state, held) : line && restingLine(state, line);
  return {
    opened: opened !== null,
    closed: closed !== null,
    line: opened && wanted ? shown(lineOf(state, wanted, opened.currency)) : null,
    commitment: held
      ? {
          committed: held.open.toJSON(),
          accrued: held.accrued.toJSON(),
          paid: held.paid.toJSON(),
          justified: held.justified.toJSON(),
        }
      : null,
  };
}

function shown(line: LineState): NonNullable<BudgetLineAnswer['line']> {
  const { programmed, requested, available, preCommitted, committed, accrued, paid, justified } = line;
  const amounts = { programmed, requested, available, preCommitted, committed, accrued, paid, justified };
  const all = { ...amounts, inscribed: inscribedOf(line), current: currentOf(line) };
  return Object.fromEntries(SHOWN.map((measure) => [measure, all[measure].toJSON()])) as NonNullable<
    BudgetLineAnswer['line']
  >;
}
