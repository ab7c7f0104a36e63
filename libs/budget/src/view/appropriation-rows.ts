import type { RowChange } from '@tramo/event-log';
import type { LocalDate, MoneyJson } from '@tramo/kernel';
import type { Line } from '@tramo/programmes';
import type { DataOf } from '../events';
import type { LegalAct } from '../events/shapes';
import { requestLine } from './held-rows';
import { lineId, minorOf, moved, yearKey, type OfBudget } from './rows';
import type { LegalEffect } from './tables';

/** Where an event stands, as a legal act is listed. */
export interface Place {
  readonly revision: number;
  readonly effectiveOn: LocalDate;
}

export function* requested(data: DataOf<'InscriptionRequested'>): Iterable<RowChange> {
  const { request, line, reason, on, by, amount } = data;
  const minor = minorOf(amount);
  yield moved(data, { requested: 1n });
  yield {
    table: 'budget_request',
    key: { ...yearKey(data), id: request },
    set: { reason, requested_on: on, by, currency: amount.currency },
    add: { amount: minor, open: minor },
  };
  yield requestLine(data, request, line, { amount: minor, open: minor });
}

/** What is answered, or no longer wanted. */
export function* settled(
  data: OfBudget & { readonly line: Line; readonly amount: MoneyJson },
  request: string,
): Iterable<RowChange> {
  const minor = minorOf(data.amount);
  yield moved(data, { requested: -1n });
  yield { table: 'budget_request', key: { ...yearKey(data), id: request }, add: { open: -minor } };
  yield requestLine(data, request, data.line, { open: -minor });
}

export function* inscribed(data: DataOf<'AppropriationInscribed'>, place: Place): Iterable<RowChange> {
  const { kind, request, line } = data;
  yield moved(data, { [kind]: 1n, available: 1n });
  if (request) yield* settled({ ...data, amount: request.settled }, request.id);
  yield legalAct(data, { effect: kind, line, otherLine: null }, place);
}

export function* transferred(data: DataOf<'AppropriationTransferred'>, place: Place): Iterable<RowChange> {
  const { from, to } = data;
  yield moved({ ...data, line: from }, { transferred: -1n, available: -1n });
  yield moved({ ...data, line: to }, { transferred: 1n, available: 1n });
  yield legalAct(data, { effect: 'transfer', line: from, otherLine: to }, place);
}

export function* reduced(data: DataOf<'AppropriationReduced'>, place: Place): Iterable<RowChange> {
  yield moved(data, { reduced: -1n, available: -1n });
  yield legalAct(data, { effect: 'reduction', line: data.line, otherLine: null }, place);
}

export function* carriedForward(
  data: DataOf<'AppropriationCarriedForward'>,
  place: Place,
): Iterable<RowChange> {
  yield moved(data, { carried: 1n, available: 1n });
  yield legalAct(data, { effect: 'carry-forward', line: data.line, otherLine: data.fromLine }, place);
}

interface ByLaw extends OfBudget {
  readonly legalAct: LegalAct;
  readonly amount: MoneyJson;
  readonly by: string;
}

interface Effect {
  readonly effect: LegalEffect;
  readonly line: Line;
  readonly otherLine: Line | null;
}

const legalAct = (
  data: ByLaw,
  { effect, line, otherLine }: Effect,
  { revision, effectiveOn }: Place,
): RowChange => ({
  table: 'budget_legal_act',
  key: { ...yearKey(data), revision },
  set: {
    effect,
    type: data.legalAct.type,
    number: data.legalAct.number,
    dated: data.legalAct.date,
    effective_on: effectiveOn,
    line: lineId(line),
    other_line: otherLine && lineId(otherLine),
    currency: data.amount.currency,
    amount: minorOf(data.amount),
    by: data.by,
  },
});
