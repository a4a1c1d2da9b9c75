import { defineErrors } from '../platform/index.js';

export const errors = defineErrors('custody', {
  'no-such-item': { kind: 'not-found', message: 'this entry is not in the register' },
  'bad-register': {
    kind: 'invalid',
    message: 'rows of the register are wrong; nothing was taken over',
    hint: 'correct the named rows and columns and send the whole register again',
  },
  'empty-register': { kind: 'invalid', message: 'the register holds no rows' },
  'already-registered': {
    kind: 'conflict',
    message: 'this number is in the register already',
    hint: 'find it and change what is said of it',
  },
  'wrong-state': { kind: 'conflict', message: 'it cannot go from what it is to what was asked' },
  'outside-range': { kind: 'invalid', message: 'the serial numbers are not within this entry' },
  'no-such-loss': { kind: 'not-found', message: 'there is no such report of lost data' },
  'notice-recorded': { kind: 'conflict', message: 'this notice is recorded already' },
  'in-future': { kind: 'invalid', message: 'this moment has not come yet' },
  'notice-too-early': { kind: 'invalid', message: 'nobody was told before the loss was discovered' },
  'no-such-milestone': { kind: 'not-found', message: 'there is no such milestone' },
  'reopening-known': {
    kind: 'conflict',
    message: 'another milestone already says when the office opens again',
    hint: 'change the date of that one',
  },
  'reopens-before-start': { kind: 'invalid', message: 'the office cannot open again before it closed' },
});
