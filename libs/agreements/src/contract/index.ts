export { CloseAgreement } from './close-agreement';
export { CommitInstalment } from './commit-instalment';
export { NamePayee } from './name-payee';
export { ReleaseInstalment } from './release-instalment';
export { SignAddendum } from './sign-addendum';
export { SignAgreement } from './sign-agreement';
export { ResumeAgreement, SuspendAgreement, TerminateAgreement } from './standing';
