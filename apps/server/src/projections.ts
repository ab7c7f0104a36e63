import { EventCatalogue, type Projection } from '@tramo/event-log';

/** Every view of the house; the projector's thread loads this module by its path. */
export const projections: readonly Projection[] = [];

/** Every type of event that any room writes. */
export const catalogue = new EventCatalogue();
