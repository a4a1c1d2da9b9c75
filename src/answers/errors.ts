import { defineErrors } from '../platform/index.js';

export const errors = defineErrors('answers', {
  'nothing-told': {
    kind: 'not-found',
    message: 'nothing had been recorded for this question by then',
    hint: 'choose a later moment',
  },
  'no-sheet-yet': {
    kind: 'conflict',
    message: 'there is no sheet for an office that has not said yes',
    hint: 'wait for its answer, or write down what it said on the telephone',
  },
  'bad-moment': { kind: 'invalid', message: 'the moment cannot be read', hint: 'write it as 2025-09-05T10:00' },
});
