import { accept, fold, invariant, Rejection, type Acceptance, type Decision } from '@tramo/kernel';
import { budget } from '../budget';
import type { BudgetState } from '../budget.state';
import type { BudgetEvent } from '../events';

/** What one item of a list comes to. */
export interface Step {
  readonly event: BudgetEvent;
  readonly broken?: readonly Rejection[];
}

/** What the act as a whole breaks, before its items are looked at. */
interface RulesBefore {
  readonly broken: readonly Rejection[];
  readonly noted?: readonly Rejection[];
}

/**
 * The items of one act, each decided on what those before it have left: two lines of one list that draw on the same
 * money are not both told that it is there.
 */
export function inTurn<Item>(
  state: BudgetState,
  items: readonly Item[],
  { broken, noted = [] }: RulesBefore,
  step: (state: BudgetState, item: Item, index: number) => Step | Rejection,
): Decision<BudgetEvent> {
  const events: BudgetEvent[] = [];
  const rules = [...broken];
  let now = state;
  for (const [index, item] of items.entries()) {
    const done = step(now, item, index);
    if (done instanceof Rejection) return done;
    events.push(done.event);
    rules.push(...(done.broken ?? []));
    now = fold(budget, [done.event], now);
  }
  return accepted(events, rules, noted);
}

export function accepted(
  events: readonly BudgetEvent[],
  broken: readonly Rejection[] = [],
  noted: readonly Rejection[] = [],
): Acceptance<BudgetEvent> {
  const [first, ...rest] = events;
  invariant(first, 'a list of lines has at least one');
  return accept([first, ...rest], broken, noted);
}
