/**
 * Loads what tests test once in a worker, not once in a test file: libraries by Node itself, the project's own modules by
 * Jest. Loading the application takes two seconds, and some thirty test files need it.
 */
const path = require('node:path');
const { createRequire } = require('node:module');
const Runtime = require('jest-runtime').default;

const ROOT = path.resolve(__dirname, '../../..');
const OURS = [path.join(ROOT, 'src') + path.sep, path.join(ROOT, 'test') + path.sep];
const SPEC = /\.spec\.ts$/;
const shared = new Map();

module.exports = class SharingRuntime extends Runtime {
  requireModuleOrMock(from, name) {
    if (name === '@jest/globals') return super.requireModuleOrMock(from, name);
    if (!/^[./]/.test(name)) return createRequire(from)(name);
    const file = path.resolve(path.dirname(from), name).replace(/\.js$/, '.ts');
    if (!OURS.some((folder) => file.startsWith(folder)) || SPEC.test(file)) return super.requireModuleOrMock(from, name);
    if (!shared.has(file)) shared.set(file, super.requireModuleOrMock(from, name));
    return shared.get(file);
  }
};
