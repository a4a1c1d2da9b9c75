import { counted } from './counted.js';

it.each([
  [0, '0 files'],
  [1, '1 file'],
  [300, '300 files'],
])('counts %d', (count, words) => expect(counted(count, 'file')).toBe(words));
