import type { AnyDecidingHandler } from '@tramo/event-log';

export const expensesHandlers: readonly AnyDecidingHandler[] = [];
