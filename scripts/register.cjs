// Lets plain Node run the TypeScript sources: worker threads and child processes started by tests load
// it with `--require`, which Node hands on to every thread and fork below. What was compiled is kept by the
// hash of its source, because a thread that starts would otherwise spend most of its start compiling.
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { threadId } = require('node:worker_threads');
const options = require('./swc-options.cjs');

const root = join(__dirname, '..');
const cache = join(root, 'node_modules', '.cache', 'tramo-register');
const { version } = require('@swc/core/package.json');

const resolveFilename = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  const room = /^@tramo\/([^/]+)$/.exec(request);
  return resolveFilename.call(this, room ? join(root, 'libs', room[1], 'src', 'index.ts') : request, ...rest);
};

Module._extensions['.ts'] = (module, filename) => {
  const source = readFileSync(filename, 'utf8');
  const parts = [version, JSON.stringify(options), filename, source];
  const key = createHash('sha256').update(parts.join('\0')).digest('hex');
  module._compile(kept(key) ?? compiled(key, source, filename), filename);
};

function kept(key) {
  try {
    return readFileSync(join(cache, `${key}.js`), 'utf8');
  } catch {
    return undefined;
  }
}

function compiled(key, source, filename) {
  const { transformSync } = require('@swc/core');
  const { code } = transformSync(source, { ...options, filename, swcrc: false });
  mkdirSync(cache, { recursive: true });
  // Written aside and renamed, so that no other thread ever reads half of it.
  const aside = join(cache, `${key}.${process.pid}.${threadId}`);
  writeFileSync(aside, code);
  renameSync(aside, join(cache, `${key}.js`));
  return code;
}
