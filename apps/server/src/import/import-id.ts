import { canonicalJson } from '@tramo/kernel';
import { createHash } from 'node:crypto';
import type { Reading } from './templates/form';

/** What ties together all that one import has written. */
export const correlationOf = (id: string): string => `import-${id}`;
export const isCorrelationOfImport = (correlationId: string): boolean =>
  /^import-[0-9a-f]{64}$/.test(correlationId);

export interface NamedFile {
  readonly name: string;
  readonly sha256: string;
}

export interface AskedImport {
  readonly files: readonly NamedFile[];
  readonly dryRun: boolean;
  readonly decimal: Reading['decimal'];
}

/** The same for the same files read alike, in whatever order they are named and whoever asks. */
export function importId(files: readonly NamedFile[], decimal: Reading['decimal']): string {
  const named = files.map(({ name, sha256 }) => [name, sha256]).sort();
  return createHash('sha256')
    .update(canonicalJson([named, decimal]))
    .digest('hex');
}
