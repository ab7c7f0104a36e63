// Lets plain Node run the TypeScript sources: worker threads and child processes started by tests load
// it with `--require`, which Node hands on to every thread and fork below.
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');
const options = require('./swc-options.cjs');

const libs = join(__dirname, '..', 'libs');
const resolveFilename = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  const room = /^@tramo\/([^/]+)$/.exec(request);
  return resolveFilename.call(this, room ? join(libs, room[1], 'src', 'index.ts') : request, ...rest);
};

Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), { ...options, filename, swcrc: false });
  module._compile(code, filename);
};
