import { open } from 'node:fs/promises';

/** Forces a file's content to the disk. */
export const fsyncFile = (file: string): Promise<void> => fsyncPath(file, 'r+');

/** Forces a directory's entries to the disk: without it a rename may be forgotten in a power cut. */
export const fsyncDirectory = (directory: string): Promise<void> => fsyncPath(directory, 'r');

async function fsyncPath(path: string, flags: string): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
