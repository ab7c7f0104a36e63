import type { AnyDecidingHandler } from '@tramo/event-log';

export const contractHandlers: readonly AnyDecidingHandler[] = [];
