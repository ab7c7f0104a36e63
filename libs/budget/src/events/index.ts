import type { EventOf } from '@tramo/event-log';
import { appropriationEvents } from './appropriation.events';
import { commitmentEvents } from './commitment.events';
import { planEvents } from './plan.events';
import { yearEvents } from './year.events';

/** Every type that rests on a budget's stream. */
export const budgetEvents = [
  ...planEvents,
  ...appropriationEvents,
  ...commitmentEvents,
  ...yearEvents,
] as const;

export type BudgetEvent = EventOf<(typeof budgetEvents)[number]>;
export type DataOf<Type extends BudgetEvent['type']> = Extract<BudgetEvent, { type: Type }>['data'];
