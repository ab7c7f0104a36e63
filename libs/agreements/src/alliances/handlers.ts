import { AssessOpportunityHandler } from './commands/assess-opportunity';
import {
  BeginInvestmentHandler,
  BeginOperationHandler,
  ConcludeAllianceHandler,
} from './commands/carry-out-alliance';
import { FormulatePlanHandler } from './commands/formulate-plan';
import { GiveOpinionHandler } from './commands/give-opinion';
import { PrioritiseAllianceHandler } from './commands/prioritise-alliance';
import { RequestAllianceHandler } from './commands/request-alliance';
import {
  DeclineAllianceHandler,
  ResumeAllianceHandler,
  SuspendAllianceHandler,
  TerminateAllianceHandler,
} from './commands/stop-alliance';

/** What answers the commands about alliances. */
export const allianceHandlers = [
  RequestAllianceHandler,
  AssessOpportunityHandler,
  FormulatePlanHandler,
  GiveOpinionHandler,
  PrioritiseAllianceHandler,
  BeginInvestmentHandler,
  BeginOperationHandler,
  ConcludeAllianceHandler,
  SuspendAllianceHandler,
  ResumeAllianceHandler,
  TerminateAllianceHandler,
  DeclineAllianceHandler,
];
