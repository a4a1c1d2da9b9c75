import { defineErrors } from '../platform/index.js';

export const errors = defineErrors('dispensation', {
  'no-such-dispensation': { kind: 'not-found', message: 'there is no such dispensation' },
  'no-such-notice': { kind: 'not-found', message: 'there is no such notice', hint: 'check the code on the letter' },
  'other-plate': { kind: 'forbidden', message: 'this letter is for another vehicle', hint: 'check the plate' },
  'not-possible-now': {
    kind: 'conflict',
    message: 'this dispensation is no longer in a state that allows it',
    hint: 'load the page again and look at its state',
  },
  'same-person': {
    kind: 'forbidden',
    message: 'the person who proposed a dispensation may not sign it',
    hint: 'ask a second officer to sign',
  },
  'number-missing': {
    kind: 'invalid',
    message: 'a dispensation is signed under the number of its decision',
    hint: 'enter the number of the decision',
  },
  'number-taken': {
    kind: 'conflict',
    message: 'another dispensation bears this number',
    hint: 'check the number of the decision',
  },
  'range-reversed': { kind: 'invalid', message: 'the last due date is before the first' },
  'pay-by-too-early': {
    kind: 'invalid',
    message: 'the last day to pay is before the last due date',
    hint: 'give people at least until the last due date',
  },
  'replaces-other-incident': { kind: 'invalid', message: 'a dispensation can only replace one of the same incident' },
  'bad-file': {
    kind: 'invalid',
    message: 'the file has wrong rows; nothing was imported',
    hint: 'correct the named rows and import the whole file again',
  },
  'unreadable-file': { kind: 'invalid', message: 'the file cannot be read as CSV; nothing was imported' },
  'empty-file': { kind: 'invalid', message: 'the file has no rows' },
  'missing-columns': {
    kind: 'invalid',
    message: 'the file lacks columns',
    hint: 'the first line names the columns, separated by commas',
  },
  'no-key': {
    kind: 'invalid',
    message: 'there is no key here to check with',
    hint: 'give the public key that is printed on the letter: --key <key>',
  },
  'broken-key': {
    kind: 'unavailable',
    message: 'the key that signs notices cannot be read',
    hint: 'restore the file or its permissions',
  },
});
