import { onServer, testCluster } from '../../../test/support/postgres.js';
import { PgDatabases } from './pg-databases.js';

const USER = `tanpa_hak_${process.pid}`;

beforeAll(() => onServer((client) => client.query(`create role ${USER} login password 'rahasia'`)));
afterAll(() => onServer((client) => client.query(`drop role ${USER}`)));

it('says which user may not create databases, and on which server', async () => {
  const url = new URL(testCluster().adminUrl);
  url.username = USER;
  url.password = 'rahasia';
  const origin = { encoding: 'UTF8', collate: 'C', ctype: 'C' };
  await expect(new PgDatabases().create(url.toString(), `${USER}_bukti`, origin)).rejects.toMatchObject({
    code: 'backup.may-not-create',
    hint: expect.stringContaining('createdb'),
    context: { user: USER, server: expect.any(String) },
  });
});
