import { defineErrors } from '../../platform/index.js';

export const errors = defineErrors('poster', {
  'no-such-poster': { kind: 'not-found', message: 'there is no poster at this address', hint: 'it is /poster/<office>.pdf' },
  'office-open': { kind: 'conflict', message: 'this office is not marked closed, so there is nothing to put on its door' },
});
