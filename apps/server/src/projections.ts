import {
  agreementPostings,
  agreementsEvents,
  agreementsProjection,
  alliancePostings,
  invoicePostings,
  organisationPostings,
  workPostings,
} from '@tramo/agreements';
import { budgetEvents, budgetPostings, budgetProjection } from '@tramo/budget';
import { EventCatalogue, runtimeEvents, type Projection } from '@tramo/event-log';
import { fxEvents, fxProjection } from '@tramo/fx';
import { identityEvents, policiesProjection } from '@tramo/identity';
import { findingEvents, findingsProjection, journalProjection, PostingRules } from '@tramo/journal';
import {
  figureEvents,
  financingEvents,
  financingPostings,
  programmeEvents,
  programmesProjection,
} from '@tramo/programmes';
import { treasuryEvents, treasuryPostings, treasuryProjection } from '@tramo/treasury';
import { importEvents } from './import/ledger/import.events';
import { importsProjection } from './import/ledger/imports.view';

/** What every type of event does to the books. */
export const postings = PostingRules.of(
  financingPostings,
  budgetPostings,
  treasuryPostings,
  alliancePostings,
  agreementPostings,
  invoicePostings,
  organisationPostings,
  workPostings,
);

/** Every view of the house; the projector's thread loads this module by its path. */
export const projections: readonly Projection[] = [
  journalProjection(postings),
  findingsProjection,
  programmesProjection,
  policiesProjection,
  fxProjection,
  budgetProjection,
  treasuryProjection,
  agreementsProjection,
  importsProjection,
];

/** Every type of event that any room writes. */
export const catalogue = new EventCatalogue(
  runtimeEvents,
  findingEvents,
  programmeEvents,
  financingEvents,
  figureEvents,
  identityEvents,
  fxEvents,
  budgetEvents,
  treasuryEvents,
  agreementsEvents,
  importEvents,
);
