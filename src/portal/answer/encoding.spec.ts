import { encodingFor } from './encoding.js';

it.each([
  [undefined, 'identity'],
  ['', 'identity'],
  ['br', 'br'],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0', 'identity'],
  ['BR ; Q=0.2 , gzip;q=0.9', 'gzip'],
  ['*', 'br'],
  ['*;q=0', 'identity'],
  ['br;q=0, *', 'gzip'],
  ['identity', 'identity'],
  ['identity;q=1, br;q=0.5', 'identity'],
  ['gzip;q=0.5, identity;q=0', 'gzip'],
  ['identity;q=0', 'identity'],
  ['x-gzip', 'gzip'],
  ['notbr, brotli', 'identity'],
  ['br;q=nonsense', 'br'],
  ['deflate', 'identity'],
])('%j is sent %s', (accept, expected) => expect(encodingFor(accept)).toBe(expected));
