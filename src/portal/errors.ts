import { defineErrors } from '../platform/index.js';

export const errors = defineErrors('portal', {
  'not-a-page': { kind: 'not-found', message: 'there is no page at this address', hint: 'search from the front page' },
});
