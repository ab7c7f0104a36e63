export { CertifyProgress } from './certify-progress';
export { RevokeCertificate } from './revoke-certificate';
export { certificates } from '../view/counterpart-queries';
export type { CertificateTables } from '../view/certificate-tables';
