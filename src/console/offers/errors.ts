import { defineErrors } from '../../platform/index.js';

export const errors = defineErrors('console', {
  'which-region': {
    kind: 'invalid',
    message: 'this name does not mean exactly one region',
    hint: 'write kecamatan and kabupaten, or the code',
  },
});
