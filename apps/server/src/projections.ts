import { EventCatalogue, type Projection } from '@tramo/event-log';
import { findingEvents, findingsProjection, journalProjection, PostingRules } from '@tramo/journal';

/** What every type of event does to the books. */
export const postings = PostingRules.of();

/** Every view of the house; the projector's thread loads this module by its path. */
export const projections: readonly Projection[] = [journalProjection(postings), findingsProjection];

/** Every type of event that any room writes. */
export const catalogue = new EventCatalogue(findingEvents);
