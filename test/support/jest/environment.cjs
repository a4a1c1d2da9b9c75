/**
 * Runs test files in Node's own realm instead of a vm context each, so that modules can be shared between them (see
 * runtime.cjs): an Error or a Date of a shared module is the Error or Date that a test knows.
 */
const crypto = require('node:crypto');
const { syncBuiltinESMExports } = require('node:module');
const vm = require('node:vm');
const { TestEnvironment: NodeEnvironment } = require('jest-environment-node');

const CHEAP = 2 ** 8;
const OWN_REALM = vm.createContext({});
const compileFunction = vm.compileFunction;
const compiled = new Map();

/** In one realm the function of a file is the same each time: Jest's own modules, which every test file loads anew, compile once. */
vm.compileFunction = (code, parameters, options) => {
  if (options?.parsingContext !== OWN_REALM) return compileFunction(code, parameters, options);
  const known = compiled.get(options.filename);
  if (known?.code === code) return known.wrapper;
  const wrapper = compileFunction(code, parameters, { ...options, parsingContext: undefined });
  compiled.set(options.filename, { code, wrapper });
  return wrapper;
};

/** To guess a password is cheap here, as a hundred of them are hashed in a run; servers that the journeys start pay the full price. */
const { scrypt } = crypto;
crypto.scrypt = (password, salt, length, options, done) => scrypt(password, salt, length, { ...options, N: CHEAP }, done);
syncBuiltinESMExports();

module.exports = class OwnRealmEnvironment extends NodeEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global = globalThis;
    this.symbolsBefore = new Set(Object.getOwnPropertySymbols(globalThis));
  }

  /** The context that NodeEnvironment made is not used: nothing of it is to be torn down in the realm that stays. */
  async teardown() {
    this.fakeTimers?.dispose();
    this.fakeTimersModern?.dispose();
    // The runner keeps its state and its listeners under symbols: left there, each file would be listened to by all before it.
    for (const symbol of Object.getOwnPropertySymbols(globalThis))
      if (!this.symbolsBefore.has(symbol)) Reflect.deleteProperty(globalThis, symbol);
  }

  getVmContext() {
    return OWN_REALM;
  }
};
