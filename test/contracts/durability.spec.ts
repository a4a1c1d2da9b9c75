import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cloneDatabase, onServer } from '../support/postgres.js';

const CHILD = path.join(__dirname, '..', 'faults', 'durable-child.mjs');

/** Every place where the process dies by kill -9, and what the ledger must hold after it was started again. */
const WHOLE = ['test.begin', 'test.first', 'test.noted', 'test.noted', 'test.second'];
const CASES: [string, string[]][] = [
  ['before commit', []],
  ['after commit', WHOLE],
  ['inside test.first', WHOLE],
  ['between test.first', WHOLE],
  ['after test.first', WHOLE],
  ['inside outside', WHOLE],
  ['inside test.second', WHOLE],
  ['between test.second', WHOLE],
  ['while sealing', WHOLE],
];

describe('killed at any moment, started again', () => {
  const data = mkdtempSync(path.join(tmpdir(), 'sinambung-durability-'));
  afterAll(() => rmSync(data, { recursive: true, force: true }));

  const child = (url: string, killAt: string) =>
    spawnSync(process.execPath, [CHILD, url, killAt], {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '', SINAMBUNG_DATA: data, SINAMBUNG_LOG: 'error' },
    });

  it.each(CASES)('%s: nothing is lost and nothing is done twice', async (killAt, expected) => {
    const { url, drop } = await cloneDatabase();
    expect(child(url, killAt).signal).toBe('SIGKILL');
    const again = child(url, 'never');
    expect([again.status, again.stderr]).toEqual([0, expect.not.stringContaining('rror')]);
    const { rows } = await onServer(
      (client) =>
        client.query(
          `select e.verb from audit.entry e join audit.seal s on s.entry_id = e.id where e.verb like 'test.%' order by s.number`,
        ),
      url,
    );
    expect(rows.map((row) => row.verb)).toEqual(expected);
    await drop();
  });
});
