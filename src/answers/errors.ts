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
  'copies-away': {
    kind: 'unavailable',
    message: 'the public copies cannot be written or read there',
    hint: 'look at the folder or the bucket that SINAMBUNG_PUBLIC and SINAMBUNG_PUBLIC_S3_... name',
  },
  'bad-moment': { kind: 'invalid', message: 'the moment cannot be read', hint: 'write it as 2025-09-05T10:00' },
});
