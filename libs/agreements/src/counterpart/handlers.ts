import type { AnyDecidingHandler } from '@tramo/event-log';

export const counterpartHandlers: readonly AnyDecidingHandler[] = [];
