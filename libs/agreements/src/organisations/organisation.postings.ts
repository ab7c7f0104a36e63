import { PostingRules } from '@tramo/journal';
import { organisationEvents } from './organisation.events';

/** What an organisation owes stands in the books of the agreement under which it owes it. */
export const organisationPostings = PostingRules.for<typeof organisationEvents>(organisationEvents, {
  OrganisationDebtChanged: null,
  OrganisationAsked: null,
  OrganisationAnswered: null,
});
