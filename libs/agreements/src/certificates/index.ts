export { CertifyProgress } from './certify-progress';
export { RevokeCertificate } from './revoke-certificate';
