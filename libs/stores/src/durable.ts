import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

/** Forces a file's content to the disk. */
export function fsyncFile(file: string): void {
  fsyncPath(file, 'r+');
}

/** Forces a directory's entries to the disk: without it a rename may be forgotten in a power cut. */
export function fsyncDirectory(directory: string): void {
  fsyncPath(directory, 'r');
}

export const fsyncDirectoryOf = (file: string): void => fsyncDirectory(dirname(file));

function fsyncPath(path: string, flags: string): void {
  const descriptor = openSync(path, flags);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
