import { PostingRules } from '@tramo/journal';
import { allianceEvents } from './alliance.events';

/** An alliance moves no money: what is signed and paid stands in the books of its agreement. */
export const alliancePostings = PostingRules.for<typeof allianceEvents>(allianceEvents, {
  AllianceRequested: null,
  OpportunityAssessed: null,
  PlanFormulated: null,
  OpinionGiven: null,
  AlliancePrioritised: null,
  AllianceSigned: null,
  AllianceSigningUndone: null,
  InvestmentBegun: null,
  OperationBegun: null,
  AllianceConcluded: null,
  AllianceSuspended: null,
  AllianceResumed: null,
  AllianceTerminated: null,
  AllianceDeclined: null,
});
