import { defineErrors } from '../../platform/index.js';

export const errors = defineErrors('directory', {
  'no-boundaries': {
    kind: 'not-found',
    message: 'no boundaries of this region are kept',
    hint: 'ask for a province that has them, such as 35, or a kabupaten or kota of it',
  },
  'no-such-hsds': { kind: 'not-found', message: 'nothing has this id in HSDS', hint: 'list its kind to see the ids' },
  'no-such-import': { kind: 'not-found', message: 'no import has this id', hint: 'check the files again' },
  'no-such-sheet': {
    kind: 'not-found',
    message: 'the directory has no such file',
    hint: 'the names are in the guide for IT officers',
  },
  'import-has-problems': {
    kind: 'conflict',
    message: 'this import has problems, so nothing of it is applied',
    hint: 'correct the files and check them again',
  },
  'import-applied': {
    kind: 'conflict',
    message: 'this import was applied before',
    hint: 'check the files again to see what differs now',
  },
  'facts-changed': {
    kind: 'conflict',
    message: 'the directory has changed since these files were checked',
    hint: 'check the files again and look at the difference',
  },
  'no-files': { kind: 'invalid', message: 'no file was given', hint: 'choose the CSV files or the HSDS file of the directory' },
});
