import type { AnyDecidingHandler } from '@tramo/event-log';
import { CertifyProgressHandler } from './certify-progress';
import { RevokeCertificateHandler } from './revoke-certificate';

export const certificatesHandlers: readonly AnyDecidingHandler[] = [
  CertifyProgressHandler,
  RevokeCertificateHandler,
];
