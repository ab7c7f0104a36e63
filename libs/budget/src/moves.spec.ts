import type { Consequence, Reservation, ReservationContext } from '@tramo/event-log';
import { financing } from '@tramo/programmes';
import { budget } from './budget';
import { bob, deciding, inBudget } from './budget.testing';
import { freesCategory, movesCategory } from './category/categories-of-agreements';
import { movesCommitment, returnsToLine } from './commitments-of-agreements';
import { CATEGORY_MOVES, CATEGORY_RETURNS, COMMITMENT_MOVES, COMMITMENT_RETURNS } from './moves';

const context: ReservationContext = { ...deciding, reservationId: 'r-1', forStream: 'agreement-17' };
const COMMITMENT = ['available', 'committed', 'accrued', 'paid', 'justified'];
const CATEGORY = ['free', 'reserved', 'eligible', 'documented'];

type Ask = (move: { readonly from: string; readonly to: string }) => unknown;
const moving =
  (one: Reservation<object, object>, state: unknown): Ask =>
  (move) =>
    one.reserve(state, { ...asked, ...move }, context);
const following =
  (one: Consequence<object, object>, state: unknown): Ask =>
  (move) =>
    one.follow(state, { ...asked, ...move }, context);
const asked = {
  ...inBudget,
  financing: '8735-bo',
  id: '17-2022',
  reservationId: '17',
  year: '2022',
  amount: bob('1'),
  reference: 'tranche 1',
  correctsOn: null,
};

/** Which steps are asked for without anybody being told that there is no such step. */
const offered = (stations: readonly string[], ask: Ask) =>
  stations
    .flatMap((from) => stations.map((to) => ({ from, to })))
    .filter((move) => {
      try {
        ask(move);
        return true;
      } catch {
        return false;
      }
    });
const inOrder = (moves: readonly object[]) => moves.map((move) => JSON.stringify(move)).sort();

test.each([
  [
    'a commitment',
    COMMITMENT,
    moving(
      movesCommitment<object, object, never>(() => []),
      budget.initial,
    ),
    COMMITMENT_MOVES,
  ],
  [
    'a line',
    COMMITMENT,
    following(
      returnsToLine<object, object, never>(() => []),
      budget.initial,
    ),
    COMMITMENT_RETURNS,
  ],
  [
    'a category',
    CATEGORY,
    moving(
      movesCategory<object, object, never>(() => []),
      financing.initial,
    ),
    CATEGORY_MOVES,
  ],
  [
    'what is free',
    CATEGORY,
    following(
      freesCategory<object, object, never>(() => []),
      financing.initial,
    ),
    CATEGORY_RETURNS,
  ],
])(
  'an act asks of %s the steps there are, and no other that an event could say',
  (_of, stations, ask, moves) => {
    expect(inOrder(offered(stations, ask))).toEqual(inOrder(moves));
  },
);
