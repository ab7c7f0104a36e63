import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const EXTENSIONS = process.platform === 'win32' ? ['.exe', '.cmd', ''] : [''];

/** Where a program of one of these names is found on the PATH. */
export function findProgram(names, path = process.env.PATH ?? '') {
  for (const name of names) {
    for (const directory of path.split(delimiter).filter(Boolean)) {
      for (const extension of EXTENSIONS) {
        const file = join(directory, name + extension);
        if (isExecutable(file)) return file;
      }
    }
  }
  return undefined;
}

export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
