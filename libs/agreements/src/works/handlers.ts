import { AcceptWorkHandler } from './commands/accept-work';
import { ApproveFinalDesignHandler } from './commands/approve-final-design';
import { BounceWorkPaymentHandler } from './commands/bounce-work-payment';
import { CommitWorkYearHandler } from './commands/commit-work-year';
import { ApproveProgressSheetHandler, ReturnProgressSheetHandler } from './commands/decide-progress-sheet';
import {
  DepositMunicipalShareHandler,
  VerifyMunicipalDepositHandler,
} from './commands/deposit-municipal-share';
import { PayProgressSheetHandler } from './commands/pay-progress-sheet';
import { PayWorksAdvanceHandler } from './commands/pay-works-advance';
import { PresentProgressSheetHandler } from './commands/present-progress-sheet';
import { ReturnMunicipalFundsHandler } from './commands/return-municipal-funds';
import { ReturnWorksAdvanceHandler } from './commands/return-works-advance';
import { ReverseMunicipalDepositHandler } from './commands/reverse-municipal-deposit';
import { ReleaseRetentionHandler } from './commands/release-retention';
import { ReleaseWorkYearHandler } from './commands/release-work-year';
import { RequestWorksAdvanceHandler } from './commands/request-works-advance';
import { SignLetterOfIntentHandler } from './commands/sign-letter-of-intent';
import { SignWorkAddendumHandler } from './commands/sign-work-addendum';
import { SignWorkAgreementHandler } from './commands/sign-work-agreement';
import { ResumeWorkHandler, SuspendWorkHandler, TerminateWorkHandler } from './commands/stop-work';

/** What answers the commands about municipal works. */
export const worksHandlers = [
  SignLetterOfIntentHandler,
  ApproveFinalDesignHandler,
  SignWorkAgreementHandler,
  SignWorkAddendumHandler,
  CommitWorkYearHandler,
  ReleaseWorkYearHandler,
  DepositMunicipalShareHandler,
  VerifyMunicipalDepositHandler,
  ReverseMunicipalDepositHandler,
  ReturnMunicipalFundsHandler,
  ReturnWorksAdvanceHandler,
  RequestWorksAdvanceHandler,
  PayWorksAdvanceHandler,
  PresentProgressSheetHandler,
  ReturnProgressSheetHandler,
  ApproveProgressSheetHandler,
  PayProgressSheetHandler,
  BounceWorkPaymentHandler,
  AcceptWorkHandler,
  ReleaseRetentionHandler,
  SuspendWorkHandler,
  ResumeWorkHandler,
  TerminateWorkHandler,
];
