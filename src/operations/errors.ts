import { defineErrors } from '../platform/index.js';

export const errors = defineErrors('operations', {
  'nothing-held': { kind: 'not-found', message: 'no such work is held', hint: 'list what is held: sinambung workflows list' },
  'nothing-undelivered': {
    kind: 'not-found',
    message: 'this news did not fail there, or was delivered meanwhile',
    hint: 'reload the list of news that did not arrive',
  },
});
