import pg from 'pg';
import { PgDatabases } from '../../src/backup/engines/pg-databases.js';
import { PgSystem } from '../../src/backup/engines/pg-system.js';
import { compareFacts, differences, type Facts } from '../../src/backup/manifest.js';
import { onServer, urlOf } from '../support/postgres.js';

const DATABASE = `fakta_${process.pid}`;
const databases = new PgDatabases();
const url = () => urlOf(DATABASE);

/** With what a dump writes otherwise than a session would: by settings, by names, by inheritance. */
const CONTENT = `create table biasa (id int, isi text, waktu timestamptz default '2025-08-30 10:00+08', lama interval default '1 day 2 hours',
    pecahan float8 default 0.1, berkas bytea default '\\x00ff0a5c', tanggal date default '2025-08-30');
  insert into biasa select i, E'baris\\n' || i from generate_series(1, 500) i;
  create table "Nama ""aneh"".x" (id int); insert into "Nama ""aneh"".x" values (1), (1);
  create table "dua\nbaris" (id int); insert into "dua\nbaris" values (7);
  create table uang (nilai money); insert into uang values (1500.25);
  create table induk (id int); create table anak () inherits (induk); insert into induk values (1); insert into anak values (2);
  create table tanpa_kolom (); insert into tanpa_kolom default values;
  create table hitung (a int, b int generated always as (a * 2) stored); insert into hitung values (3);
  create table kosong (id int);
  alter database ${DATABASE} set timezone = 'Asia/Makassar'; alter database ${DATABASE} set bytea_output = 'escape';
  alter database ${DATABASE} set intervalstyle = 'iso_8601'; alter database ${DATABASE} set datestyle = 'German'`;

beforeAll(async () => {
  await onServer((client) => client.query(`create database ${DATABASE}`));
  await onServer(async (client) => {
    for (const sql of CONTENT.split(';')) await client.query(sql);
  }, url());
});
afterAll(() => onServer((client) => client.query(`drop database ${DATABASE} with (force)`)));

function factsOfDump(meanwhile: () => Promise<unknown> = async () => undefined): Promise<Facts> {
  return new PgSystem(databases).hold(url(), async ({ dump, facts }) => {
    await meanwhile();
    const found = facts();
    dump.process.stdout.resume();
    return found;
  });
}

const wrong = (then: Facts, now: Facts) => differences(compareFacts(then, now));

it('sees in the passing dump what a database shows when it is asked, whatever its settings', async () => {
  const then = await factsOfDump();
  expect(then.digests).toBe('copy-lines');
  expect(Object.fromEntries(then.tables.map(({ name, rows }) => [name, rows]))).toEqual({
    'public.Nama "aneh".x': 2,
    'public.anak': 1,
    'public.biasa': 500,
    'public.dua\nbaris': 1,
    'public.hitung': 1,
    'public.induk': 1,
    'public.kosong': 0,
    'public.tanpa_kolom': 1,
    'public.uang': 1,
  });
  expect(await databases.facts(url(), then.digests)).toEqual(then);
});

it.each(['copy-lines', undefined] as const)('tells a changed value, by the method that a point names: %s', async (digests) => {
  const then = await databases.facts(url(), digests);
  expect(then.digests).toBe(digests);
  expect(wrong(then, await databases.facts(url(), digests))).toEqual([]);
  await onServer((client) => client.query(`update biasa set isi = isi || ' ' where id = 77`), url());
  expect(wrong(then, await databases.facts(url(), digests))).toEqual(['public.biasa: 500 → 500']);
});

it('belongs to the moment of the dump, where it has to ask by itself too', async () => {
  const before = await databases.facts(url(), 'copy-lines');
  const write = () =>
    onServer((client: pg.Client) => client.query('insert into uang values (1); insert into biasa values (0)'), url());
  expect(wrong(before, await factsOfDump(write))).toEqual([]);
});
