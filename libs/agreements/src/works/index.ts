export { AcceptWork } from './commands/accept-work';
export { ApproveFinalDesign } from './commands/approve-final-design';
export { BounceWorkPayment } from './commands/bounce-work-payment';
export { CommitWorkYear } from './commands/commit-work-year';
export { ApproveProgressSheet, ReturnProgressSheet } from './commands/decide-progress-sheet';
export { DepositMunicipalShare, VerifyMunicipalDeposit } from './commands/deposit-municipal-share';
export { PayProgressSheet } from './commands/pay-progress-sheet';
export { PayWorksAdvance } from './commands/pay-works-advance';
export { PresentProgressSheet } from './commands/present-progress-sheet';
export { ReleaseRetention } from './commands/release-retention';
export { ReleaseWorkYear } from './commands/release-work-year';
export { RequestWorksAdvance } from './commands/request-works-advance';
export { ReturnMunicipalFunds } from './commands/return-municipal-funds';
export { ReturnWorksAdvance } from './commands/return-works-advance';
export { ReverseMunicipalDeposit } from './commands/reverse-municipal-deposit';
export { SignLetterOfIntent } from './commands/sign-letter-of-intent';
export { SignWorkAddendum } from './commands/sign-work-addendum';
export { SignWorkAgreement } from './commands/sign-work-agreement';
export { ResumeWork, SuspendWork, TerminateWork } from './commands/stop-work';
export { worksHandlers } from './handlers';
export {
  ACCEPTANCES,
  ADVANCE_RETURNS,
  BOUNCING,
  SHEET_STATES,
  WORK_STATES,
  type Acceptance,
  type AdvanceReturn,
  type SheetStage,
  type WorkStage,
} from './shapes';
export * from './view/queries';
export { isWorkEvent, workRows } from './view/rows';
export { workViewTables, type WorkTables } from './view/tables';
export { work } from './work';
export { workEvents, type WorkData, type WorkEvent } from './work.events';
export { workPostings } from './work.postings';
export { workStream, type WorkState } from './work.state';
