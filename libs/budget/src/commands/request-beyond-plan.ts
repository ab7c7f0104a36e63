import { Rejection, type Money } from '@tramo/kernel';
import type { Line } from '@tramo/programmes';
import { categoryOf, lineOf, type BudgetState } from '../budget.state';
import { inscribedOf } from '../line-state';

/**
 * What is inscribed and what is asked for stay together within the plan of the line. A line that is full may stand in a
 * category that is not, which is where a reader will look for the money: so both are said.
 */
export function requestBeyondPlan(
  state: BudgetState,
  line: Line,
  amount: Money,
  field: string,
): readonly Rejection[] {
  const currency = amount.currency.code;
  const before = lineOf(state, line, currency);
  const { programmed } = before;
  const inscribed = inscribedOf(before);
  const requested = before.requested.plus(amount);
  const excess = inscribed.plus(requested).minus(programmed);
  if (!excess.isPositive()) return [];
  const roomInLine = amount.minus(excess);
  const room = roomInCategory(state, line, amount);
  return [
    new Rejection({
      code: 'REQUEST_EXCEEDS_PLAN',
      message:
        `${inscribed.toString()} inscribed and ${requested.toString()} asked for ` +
        `are more than the ${programmed.toString()} programmed on the line`,
      values: {
        line,
        programmed,
        inscribed,
        requested,
        excess,
        roomInLine,
        ...(room && { category: line.category, roomInCategory: room }),
      },
      cure: `${cureOf(roomInLine, excess)}${room ? `; ${sayRoom(line.category, room)}` : ''}`,
      field,
    }),
  ];
}

const cureOf = (roomInLine: Money, excess: Money): string =>
  roomInLine.isPositive()
    ? `ask for ${roomInLine.toString()} on this line, or plan another ${excess.toString()} on it first`
    : `nothing is left on this line: plan another ${excess.toString()} on it first`;

const sayRoom = (category: string | null, room: Money): string =>
  room.isNegative()
    ? `category ${category} as a whole is exceeded by ${room.negate().toString()}`
    : `category ${category} as a whole has ${room.toString()} of room left`;

/** After this request; nothing where the line falls under no category of a lender. */
function roomInCategory(state: BudgetState, line: Line, amount: Money): Money | null {
  const category = categoryOf(state, line, amount.currency.code);
  return category && category.programmed.minus(category.inscribed).minus(category.requested).minus(amount);
}
