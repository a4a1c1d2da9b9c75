import { onServer, testCluster, urlOf } from '../../../test/support/postgres.js';
import { PgDatabases } from './pg-databases.js';

const DATABASE = `pernyataan_${process.pid}`;
const databases = new PgDatabases();
const inside = async (sql: string) => (await onServer((client) => client.query(sql), urlOf(DATABASE))).rows;
const held = async (sql: string) => (await databases.assertions(urlOf(DATABASE), [{ name: 'x', sql }]))[0]?.held;

beforeAll(async () => {
  await databases.create(testCluster().adminUrl, DATABASE, { encoding: 'UTF8', collate: 'C', ctype: 'C' });
  await inside(`create table orang (nama text); insert into orang values ('Sari');
    create function hapus() returns boolean language sql as $$ delete from orang; select true $$`);
});
afterAll(() => databases.drop(testCluster().adminUrl, DATABASE));

describe('an assertion', () => {
  it.each([
    ['holds where its statement is true', 'select count(*) = 1 from orang;', true],
    ['does not hold where it is not', 'select count(*) = 2 from orang', false],
    ['does not hold where it cannot be asked', 'select true from tidak_ada', false],
    ['does not hold where it would write', 'select hapus()', false],
    [
      'does not hold where it has more statements, by which it could write',
      'set transaction read write; delete from orang; select true',
      false,
    ],
  ])('%s', async (_, sql, expected) => {
    expect(await held(sql)).toBe(expected);
    expect(await inside('select nama from orang')).toEqual([{ nama: 'Sari' }]);
  });
});
