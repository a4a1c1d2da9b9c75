/**
 * Runs test files in Node's own realm instead of a vm context each, so that modules can be shared between them (see
 * runtime.cjs): an Error or a Date of a shared module is the Error or Date that a test knows.
 */
const vm = require('node:vm');
const { TestEnvironment: NodeEnvironment } = require('jest-environment-node');

const OWN_REALM = vm.createContext({});
const compileFunction = vm.compileFunction;
vm.compileFunction = (code, parameters, options) =>
  compileFunction(code, parameters, options?.parsingContext === OWN_REALM ? { ...options, parsingContext: undefined } : options);

module.exports = class OwnRealmEnvironment extends NodeEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global = globalThis;
  }

  /** The context that NodeEnvironment made is not used: nothing of it is to be torn down in the realm that stays. */
  async teardown() {
    this.fakeTimers?.dispose();
    this.fakeTimersModern?.dispose();
  }

  getVmContext() {
    return OWN_REALM;
  }
};
