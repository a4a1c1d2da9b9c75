import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PgDatabases } from '../../src/backup/engines/pg-databases.js';
import { Rescue } from '../../src/backup/rescue/rescue.js';
import { RescuePlans } from '../../src/backup/rescue/rescue-plan.js';
import { Actor, CreateAccount } from '../../src/people/index.js';
import { Config } from '../../src/platform/index.js';
import { openHouse } from '../support/house.js';
import { onServer, urlOf } from '../support/postgres.js';
import { copyOwn, writeOwnShelf } from '../support/rescuable.js';
import { sinambung } from '../support/server.mjs';

const FOLDER = process.env.SINAMBUNG_TEST_CEPH ?? path.resolve('.tmp', 'ceph');
const RUN = process.pid;
const DATABASE = `selamat_${RUN}`;
const BUCKET = `selamat-${RUN}`;
const EMAIL = 'petugas@contoh.invalid';
const folder = mkdtempSync(path.join(tmpdir(), 'sinambung-rescue-s3-'));
const at = (...names: string[]) => path.join(folder, ...names);
const keyFile = at('kunci-titipan.txt');
const data = at('data-baru');

const ceph = (verb: 'up' | 'down') =>
  execFileSync(process.execPath, ['test/support/ceph.mjs', verb, FOLDER], { encoding: 'utf8' });

let settings: Record<string, string>;
let pointId: string;
const plans = (more: NodeJS.ProcessEnv) => new RescuePlans(new Config({ ...settings, SINAMBUNG_DATA: data, ...more }));
const wish = { address: `s3://${BUCKET}`, identityFile: keyFile };

beforeAll(async () => {
  const known = JSON.parse(ceph('up'));
  settings = {
    SINAMBUNG_KIND: 'drill',
    SINAMBUNG_S3_ENDPOINT: known.secure,
    SINAMBUNG_S3_CA_FILE: known.caFile,
    SINAMBUNG_S3_ACCESS_KEY: known.accessKey,
    SINAMBUNG_S3_SECRET_KEY: known.secretKey,
  };
  await writeOwnShelf(at('rak'), `kind: s3, bucket: ${BUCKET}`, keyFile);
  pointId = await live();
  await onServer((client) => client.query(`create database ${DATABASE}`));
}, 300_000);
afterAll(async () => {
  await onServer((client) => client.query(`drop database ${DATABASE} with (force)`));
  rmSync(folder, { recursive: true });
  if (!process.env.SINAMBUNG_TEST_CEPH) ceph('down');
});

/** An installation with an account, whose only copy lies in the bucket; its own folder and database are gone afterwards. */
async function live(): Promise<string> {
  const house = await openHouse({ settings: { ...settings, SINAMBUNG_BACKUP_SHELF: at('rak') } });
  const terminal = Actor.terminal(['admin']);
  await house.get(CreateAccount).run(terminal, { name: 'Petugas Pemulihan', email: EMAIL, roles: ['recovery-officer'] });
  const id = await copyOwn(house);
  await house.close();
  return id;
}

it('is refused, by name, where the store cannot be opened', async () => {
  const refused = (code: string) => expect.objectContaining({ code: `backup.${code}` });
  await expect(plans({ SINAMBUNG_S3_SECRET_KEY: undefined }).make(wish)).rejects.toEqual(refused('setting-missing'));
  await expect(plans({ SINAMBUNG_S3_SECRET_KEY: 'salah' }).make(wish)).rejects.toEqual(refused('vault-refused'));
  await expect(plans({ SINAMBUNG_S3_CA_FILE: undefined }).make(wish)).rejects.toEqual(refused('vault-untrusted'));
  await expect(plans({}).make({ ...wish, address: 's3://tidak-ada' })).rejects.toEqual(refused('vault-vanished'));
  expect(existsSync(data)).toBe(false);
});

it('brings an installation back from a bucket into a database that is given, and into an empty one alone', async () => {
  const { catalogue, point } = await plans({}).make(wish);
  expect(point).toMatchObject({ pointId });
  const now = { data, settings: { ...settings, DATABASE_URL: urlOf(DATABASE), SINAMBUNG_BACKUP_SHELF: '' } };
  const rescue = () =>
    sinambung(
      now,
      'rescue',
      wish.address,
      '--identity',
      keyFile,
      '--yes',
      '--no-start',
      '--fingerprint',
      catalogue.key,
      '--json',
    );
  await onServer((client) => client.query('create table lain (id int)'), urlOf(DATABASE));
  const taken = new Config({ ...now.settings, SINAMBUNG_DATA: at('lain') });
  const plan = await new RescuePlans(taken).make(wish);
  await expect(new Rescue(taken, new PgDatabases()).run(plan, () => undefined)).rejects.toMatchObject({
    code: 'backup.database-not-empty',
  });
  await onServer((client) => client.query('drop table lain'), urlOf(DATABASE));
  const rescued = JSON.parse(await rescue());
  expect(rescued).toMatchObject({ pointId });
  const { rows } = await onServer((client) => client.query('select email from people.account'), urlOf(DATABASE));
  expect(rows).toEqual([{ email: EMAIL }]);
  const there = { data, settings: { ...now.settings, SINAMBUNG_BACKUP_SHELF: rescued.shelf } };
  expect(JSON.parse(await sinambung(there, 'ledger', 'verify', '--json'))).toMatchObject({ intact: true });
  expect(existsSync(path.join(data, 'postgres'))).toBe(false);
}, 120_000);
