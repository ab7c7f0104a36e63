import { EventCatalogue, runtimeEvents, type Projection } from '@tramo/event-log';
import { findingEvents, findingsProjection, journalProjection, PostingRules } from '@tramo/journal';
import {
  figureEvents,
  financingEvents,
  financingPostings,
  programmeEvents,
  programmesProjection,
} from '@tramo/programmes';
import { bookingEvents, bookingPostings } from './bookings';

export const postings = PostingRules.of(financingPostings, bookingPostings);
export const projections: readonly Projection[] = [
  journalProjection(postings),
  findingsProjection,
  programmesProjection,
];
export const catalogue = new EventCatalogue(
  runtimeEvents,
  findingEvents,
  figureEvents,
  programmeEvents,
  financingEvents,
  bookingEvents,
);
