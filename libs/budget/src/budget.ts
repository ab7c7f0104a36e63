import { defineDecider } from '@tramo/event-log';
import {
  invariant,
  Money,
  unreachable,
  type CurrencyCode,
  type MoneyJson,
  getSharded,
  putSharded,
} from '@tramo/kernel';
import type { Line } from '@tramo/programmes';
import { initialBudget, requestedKey, requestedOn, withLine, type BudgetState } from './budget.state';
import { budgetEvents, type BudgetEvent, type DataOf } from './events';
import { withBalance } from './evolve-balances';
import {
  commitmentMoved,
  committed,
  commitmentReleased,
  preCommitmentReleased,
  preCommitted,
} from './evolve-commitments';
import type { LineMeasure } from './line-state';
import { withMoved } from './resting-line';

/** All lines of one programme's budget year, so that transfers and availability are one decision. */
export const budget = defineDecider({
  events: budgetEvents,
  initial: initialBudget,
  evolve: (state: BudgetState, event: BudgetEvent): BudgetState => {
    const { type, data } = event;
    switch (type) {
      case 'BudgetOpened':
        return { ...state, opened: openedBy(data) };
      case 'BudgetPlanned':
        return withSigns(state, data, { programmed: 1 });
      case 'PlanReduced':
        return withSigns(state, data, { programmed: -1 });
      case 'InscriptionRequested':
        return requested(state, data);
      case 'InscriptionRequestWithdrawn':
        return settled(state, data, data.request, Money.parse(data.amount));
      case 'AppropriationInscribed':
        return inscribed(state, data);
      case 'AppropriationTransferred':
        return transferred(state, data);
      case 'AppropriationReduced':
        return withSigns(state, data, { reduced: -1, available: -1 });
      case 'AppropriationCarriedForward':
        return withSigns(state, data, { carried: 1, available: 1 });
      case 'LineReclassified':
        return reclassified(state, data);
      case 'PreCommitmentMade':
        return preCommitted(state, data);
      case 'PreCommitmentReleased':
        return preCommitmentReleased(state, data);
      case 'CommitmentMade':
        return committed(state, data);
      case 'CommitmentReleased':
        return commitmentReleased(state, data);
      case 'CommitmentMoved':
        return commitmentMoved(state, data);
      case 'BudgetYearClosed':
        return { ...state, closed: { committed: data.committed } };
      case 'BalancesLapsed':
        return lapsed(state, data);
      case 'CarryForwardReserved':
        return carryReserved(state, data);
      case 'CarryForwardConfirmed':
        return { ...state, carries: putSharded(state.carries, data.reservation, []) };
      case 'CarryForwardReturned':
        return carryReturned(state, data);
      default:
        return unreachable(type, 'event of a budget');
    }
  },
});

const openedBy = ({ programme, budgetYear, currency, entity }: DataOf<'BudgetOpened'>) => ({
  programme,
  budgetYear,
  currency: currency as CurrencyCode,
  entity,
});

interface OnLine {
  readonly line: Line;
  readonly amount: MoneyJson;
}

/** One amount, added to some measures of a line and taken from others. */
function withSigns(
  state: BudgetState,
  { line, amount }: OnLine,
  signs: Readonly<Partial<Record<LineMeasure, 1 | -1>>>,
): BudgetState {
  const money = Money.parse(amount);
  const change: Record<string, Money> = {};
  for (const [measure, sign] of Object.entries(signs)) change[measure] = money.times(sign);
  return withLine(state, line, change, money.currency.code);
}

function requested(state: BudgetState, data: DataOf<'InscriptionRequested'>): BudgetState {
  const { request, line, on, affiliation } = data;
  const amount = Money.parse(data.amount);
  const open = requestedOn(state, request, line)?.plus(amount) ?? amount;
  return {
    ...withSigns(state, data, { requested: 1 }),
    requests: getSharded(state.requests, request)
      ? state.requests
      : putSharded(state.requests, request, { on, affiliation }),
    requested: putSharded(state.requested, requestedKey(request, line), { request, line, open }),
  };
}

function settled(
  state: BudgetState,
  { line }: { readonly line: Line },
  request: string,
  amount: Money,
): BudgetState {
  const before = requestedOn(state, request, line);
  if (!before) return state;
  return {
    ...withLine(state, line, { requested: amount.negate() }, amount.currency.code),
    requested: putSharded(state.requested, requestedKey(request, line), {
      request,
      line,
      open: before.minus(amount),
    }),
  };
}

function inscribed(state: BudgetState, data: DataOf<'AppropriationInscribed'>): BudgetState {
  const { kind, request } = data;
  const after = withSigns(state, data, { [kind]: 1, available: 1 });
  return request ? settled(after, data, request.id, Money.parse(request.settled)) : after;
}

function transferred(state: BudgetState, data: DataOf<'AppropriationTransferred'>): BudgetState {
  const { from, to, amount } = data;
  const left = withSigns(state, { line: from, amount }, { transferred: -1, available: -1 });
  return withSigns(left, { line: to, amount }, { transferred: 1, available: 1 });
}

function reclassified(state: BudgetState, { from, to, balances }: DataOf<'LineReclassified'>): BudgetState {
  let after = withMoved(state, from, to);
  for (const balance of balances) {
    after = withBalance(after, from, balance, 'reclassified', -1);
    after = withBalance(after, to, balance, 'reclassified', 1);
  }
  return after;
}

function lapsed(state: BudgetState, { balances }: DataOf<'BalancesLapsed'>): BudgetState {
  return balances.reduce(
    (after, { line, balance }) => withBalance(after, line, balance, 'lapsed', -1),
    state,
  );
}

function carryReserved(state: BudgetState, data: DataOf<'CarryForwardReserved'>): BudgetState {
  const { reservation, line, toYear, by, correctsOn } = data;
  const before = getSharded(state.carries, reservation) ?? [];
  const one = { line, toYear, by, correctsOn, amount: Money.parse(data.amount) };
  return {
    ...withSigns(state, data, { carried: -1, available: -1 }),
    carries: putSharded(state.carries, reservation, [...before, one]),
  };
}

function carryReturned(state: BudgetState, data: DataOf<'CarryForwardReturned'>): BudgetState {
  const before = getSharded(state.carries, data.reservation);
  invariant(before, `reservation ${data.reservation} was made`);
  return {
    ...withSigns(state, data, { carried: 1, available: 1 }),
    carries: putSharded(state.carries, data.reservation, before.slice(1)),
  };
}
