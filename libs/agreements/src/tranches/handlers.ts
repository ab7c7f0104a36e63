import type { AnyDecidingHandler } from '@tramo/event-log';

export const tranchesHandlers: readonly AnyDecidingHandler[] = [];
