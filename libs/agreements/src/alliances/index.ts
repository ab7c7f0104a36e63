export {
  allianceAnswer,
  allianceFact,
  plannedCreditFact,
  type AllianceAnswer,
  type PlannedCredit,
} from './alliance-fact';
export { allianceEvents } from './alliance.events';
export { alliancePostings } from './alliance.postings';
export { alliance, allianceStream, type AllianceAct, type AllianceState } from './alliance.state';
export { AssessOpportunity } from './commands/assess-opportunity';
export { BeginInvestment, BeginOperation, ConcludeAlliance } from './commands/carry-out-alliance';
export { FormulatePlan } from './commands/formulate-plan';
export { GiveOpinion } from './commands/give-opinion';
export { PrioritiseAlliance } from './commands/prioritise-alliance';
export { RequestAlliance } from './commands/request-alliance';
export {
  DeclineAlliance,
  ResumeAlliance,
  SuspendAlliance,
  TerminateAlliance,
} from './commands/stop-alliance';
export { allianceHandlers } from './handlers';
export {
  ALLIANCE_MODELS,
  ALLIANCE_STATES,
  ALLIANCE_STEPS,
  ASPECTS,
  ASSESSMENTS,
  EVALUATORS,
  OPINIONS,
  STEP_OWNERS,
  type AllianceModel,
  type AllianceStage,
  type AllianceStep,
  type Aspect,
  type Assessment,
  type Evaluator,
  type Opinion,
  type StepOwner,
} from './shapes';
export { signsAlliance, type AskedSigning } from './signs-alliance';
export * from './view/queries';
export { allianceRows, isAllianceEvent } from './view/rows';
export { allianceViewTables, type AllianceTables } from './view/tables';
export { workingDays } from './working-days';
export { fileTimeline, type FileMoment } from '../view/alliance-file';
