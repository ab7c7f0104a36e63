import { AcceptWorkHandler } from './commands/accept-work';
import { ApproveFinalDesignHandler } from './commands/approve-final-design';
import { CommitWorkYearHandler } from './commands/commit-work-year';
import { ApproveProgressSheetHandler, ReturnProgressSheetHandler } from './commands/decide-progress-sheet';
import {
  DepositMunicipalShareHandler,
  VerifyMunicipalDepositHandler,
} from './commands/deposit-municipal-share';
import { PayProgressSheetHandler } from './commands/pay-progress-sheet';
import { PayWorksAdvanceHandler } from './commands/pay-works-advance';
import { PresentProgressSheetHandler } from './commands/present-progress-sheet';
import { SignLetterOfIntentHandler } from './commands/sign-letter-of-intent';
import { SignWorkAgreementHandler } from './commands/sign-work-agreement';
import { ResumeWorkHandler, SuspendWorkHandler, TerminateWorkHandler } from './commands/stop-work';

/** What answers the commands about municipal works. */
export const worksHandlers = [
  SignLetterOfIntentHandler,
  ApproveFinalDesignHandler,
  SignWorkAgreementHandler,
  CommitWorkYearHandler,
  DepositMunicipalShareHandler,
  VerifyMunicipalDepositHandler,
  PayWorksAdvanceHandler,
  PresentProgressSheetHandler,
  ReturnProgressSheetHandler,
  ApproveProgressSheetHandler,
  PayProgressSheetHandler,
  AcceptWorkHandler,
  SuspendWorkHandler,
  ResumeWorkHandler,
  TerminateWorkHandler,
];
