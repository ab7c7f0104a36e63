import type { AnyDecidingHandler } from '@tramo/event-log';
import { CloseAgreementHandler } from './close-agreement';
import { CommitInstalmentHandler } from './commit-instalment';
import { NamePayeeHandler } from './name-payee';
import { ReleaseInstalmentHandler } from './release-instalment';
import { SignAddendumHandler } from './sign-addendum';
import { SignAgreementHandler } from './sign-agreement';
import { ResumeAgreementHandler, SuspendAgreementHandler, TerminateAgreementHandler } from './standing';

export const contractHandlers: readonly AnyDecidingHandler[] = [
  SignAgreementHandler,
  CommitInstalmentHandler,
  ReleaseInstalmentHandler,
  SignAddendumHandler,
  NamePayeeHandler,
  SuspendAgreementHandler,
  ResumeAgreementHandler,
  TerminateAgreementHandler,
  CloseAgreementHandler,
];
