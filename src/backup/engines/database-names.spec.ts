import fc from 'fast-check';
import { onServer, testCluster, urlOf } from '../../../test/support/postgres.js';
import { nameBeside } from './database-names.js';
import { PgDatabases } from './pg-databases.js';
import { withSession } from './pg-session.js';

const LONGEST = 63;

describe('a name beside that of a database', () => {
  it('has room on any server, keeps its ending, and as much of the original as there is room for', () => {
    const names = fc.string({ minLength: 1, maxLength: LONGEST, unit: 'grapheme' });
    fc.assert(
      fc.property(names, fc.constantFrom('_pulih_0123456789ab', '_lama_20250830', '_lama_20250830_2'), (original, ending) => {
        const name = nameBeside(original, ending);
        const kept = name.slice(0, -ending.length);
        expect(name.endsWith(ending) && original.startsWith(kept) && name.isWellFormed()).toBe(true);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(LONGEST);
        const next = [...original.slice(kept.length)][0] ?? '';
        expect(next === '' || Buffer.byteLength(kept + next + ending) > LONGEST).toBe(true);
      }),
    );
  });
});

describe('a PostgreSQL database whose name is as long as one may be', () => {
  const original = `bapenda_${process.pid}_`.padEnd(LONGEST, 'x');
  const databases = new PgDatabases();
  const server = () => testCluster().adminUrl;
  const origin = { encoding: 'UTF8', collate: 'C', ctype: 'C' };
  const mark = (name: string) => withSession(urlOf(name), (client) => client.query('create table ciri (isi text)'));
  const isMarked = (name: string) =>
    withSession(
      urlOf(name),
      async (client) => (await client.query(`select to_regclass('public.ciri') as at`)).rows[0].at !== null,
    );

  beforeAll(async () => {
    await databases.create(server(), original, origin);
    await mark(original);
  });
  afterAll(() => onServer((client) => client.query(`drop database if exists "${original}" with (force)`)));

  it('is still there when a place beside it was made and dropped', async () => {
    const place = nameBeside(original, '_bukti_0123456789ab');
    expect(await databases.exists(server(), place)).toBe(false);
    await databases.create(server(), place, origin);
    await databases.drop(server(), place);
    expect(await isMarked(original)).toBe(true);
  });

  it('is not made, and not dropped, by a name that the server would cut off', async () => {
    const place = `${original}_bukti_0123456789ab`;
    await expect(databases.create(server(), place, origin)).rejects.toThrow('too long');
    await expect(databases.drop(server(), place)).rejects.toThrow('too long');
    expect(await isMarked(original)).toBe(true);
  });
});
