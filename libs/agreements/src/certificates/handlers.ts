import type { AnyDecidingHandler } from '@tramo/event-log';

export const certificatesHandlers: readonly AnyDecidingHandler[] = [];
