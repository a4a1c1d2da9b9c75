import type { Apart } from './pg-script.js';
import { sideBySide } from './pg-side-by-side.js';

const key = (table: string, sql: string): Apart => ({ kind: 'apart', sql, settings: '', table, shares: false });
const index = (table: string, sql: string): Apart => ({ ...key(table, sql), shares: true });

/** What ran at the same time, step by step; each step ends whatever has run the longest. */
async function steps(pieces: Apart[]): Promise<string[]> {
  const running: { sql: string; end: () => void }[] = [];
  const seen: string[] = [];
  const all = sideBySide(pieces, 2, ({ sql }) => new Promise((end) => running.push({ sql, end })));
  for (;;) {
    await new Promise(setImmediate);
    if (running.length === 0) break;
    seen.push(running.map(({ sql }) => sql).join(' '));
    running.shift()!.end();
  }
  await all;
  return seen;
}

it.each<[string, Apart[], string[]]>([
  ['in their order', [key('a', '1'), key('b', '2'), key('c', '3')], ['1 2', '2 3', '3']],
  ['a table that is kept from others last', [key('a', '1'), key('a', '2'), key('b', '3')], ['1 3', '3 2', '2']],
  ['one by one where there is one table', [key('a', '1'), key('a', '2'), key('a', '3')], ['1', '2', '3']],
  ['indexes of one table beside each other', [index('a', '1'), index('a', '2'), key('a', '3')], ['1 2', '2', '3']],
  ['indexes again once a key is done', [key('a', '1'), index('a', '2'), index('a', '3')], ['1', '2 3', '3']],
  ['what is not understood beside all', [key('a', '1'), { ...key('', '2'), table: undefined }], ['1 2', '2']],
])('runs %s', async (_, pieces, expected) => {
  expect(await steps(pieces)).toEqual(expected);
});

it('tells the first error, also to whoever waits for a table', async () => {
  const run = () => Promise.reject(new Error('no room'));
  await expect(sideBySide([key('a', '1'), key('a', '2')], 2, run)).rejects.toThrow('no room');
});
