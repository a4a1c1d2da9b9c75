/** Jest maps `./x.js` to `./x.ts` in tests but not in its global set-up: this does it there. */
const Module = require('node:module');

const resolve = Module._resolveFilename;
Module._resolveFilename = function resolveTypeScript(request, parent, ...rest) {
  const fromTypeScript = parent?.filename?.endsWith('.ts') && /^\.{1,2}\/.*\.js$/.test(request);
  return resolve.call(this, fromTypeScript ? request.replace(/\.js$/, '.ts') : request, parent, ...rest);
};
