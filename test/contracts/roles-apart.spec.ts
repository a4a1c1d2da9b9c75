import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onServer, urlOf } from '../support/postgres.js';
import { type RunningServer, sinambung, startServer } from '../support/server.mjs';

const SOURCE = `apart_${process.pid}`;
const folder = mkdtempSync(path.join(tmpdir(), 'sinambung-apart-'));
const writer = path.join(folder, 'writer');
const prover = path.join(folder, 'prover');
const running: RunningServer[] = [];
const OWN = `${SOURCE}_own`;
const own = () => urlOf(OWN);

/** As much as the assertions of the shipped source ask for. */
const TABLES = `create table pemilik (id int); create table kendaraan (id int, nopol text, pemilik_id int);
  create table kewajiban (kendaraan_id int); insert into pemilik values (1); insert into kendaraan values (1, 'AG 1', 1);
  insert into kewajiban values (1)`;

beforeAll(async () => {
  for (const name of [SOURCE, OWN]) await onServer((client) => client.query(`create database ${name}`));
  await onServer((client) => client.query(TABLES), urlOf(SOURCE));
  // One vault for two hosts, as a mount would be.
  mkdirSync(path.join(folder, 'vaults'));
  for (const data of [writer, prover]) {
    mkdirSync(path.join(data, 'keys'), { recursive: true });
    symlinkSync(path.join(folder, 'vaults'), path.join(data, 'vaults'));
  }
});
afterAll(async () => {
  for (const server of running) await server.stop();
  for (const name of [SOURCE, OWN]) await onServer((client) => client.query(`drop database ${name} with (force)`));
  rmSync(folder, { recursive: true });
});

const settings = (roles: string) => ({
  SINAMBUNG_KIND: 'production',
  DATABASE_URL: own(),
  SAMSAT_KATANG_DATABASE_URL: urlOf(SOURCE),
  SINAMBUNG_BACKUP_ROLES: roles,
  SINAMBUNG_EXECUTOR: roles.replace(/,/g, '-'),
});
const begin = async (data: string, roles: string) => {
  const server = await startServer({ data, settings: settings(roles) });
  running.push(server);
  return server;
};
const rows = (sql: string) => onServer((client) => client.query({ text: sql, rowMode: 'array' }), own()).then((r) => r.rows);

const OF_IT = `exists (select from backup.point where source_id = 'samsat-katang-db' and workflow_uuid like '%' || id)`;

async function until(sql: string, expected: unknown[][]): Promise<void> {
  for (let left = 300; left > 0; left--) {
    if (JSON.stringify(await rows(sql)) === JSON.stringify(expected)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(await rows(sql)).toEqual(expected);
}

it('stores on a server that cannot open the copy, and leaves reading back and deleting to the other', async () => {
  const first = await begin(prover, 'prover,pruner');
  await untilThere(path.join(prover, 'keys', 'backup.age.pub'));
  await first.stop();
  copyFileSync(path.join(prover, 'keys', 'backup.age.pub'), path.join(writer, 'keys', 'backup.age.pub'));

  await begin(writer, 'writer');
  const take = sinambung({ data: writer, settings: settings('writer') }, 'backup', 'take', 'samsat-katang-db');
  await until(`select state from backup.point where source_id = 'samsat-katang-db'`, [['stored']]);
  await until(`select queue_name, status from dbos.workflow_status where name = 'backup.verify' and ${OF_IT}`, [
    ['backup-prover', 'ENQUEUED'],
  ]);
  expect(existsSync(path.join(writer, 'keys', 'backup.age.txt'))).toBe(false);

  await begin(prover, 'prover,pruner');
  expect(await take).toContain('verified');
  await until(
    `select name, executor_id, status from dbos.workflow_status where name in ('backup.take', 'backup.verify', 'backup.retire') and ${OF_IT} order by created_at`,
    [
      ['backup.take', 'writer', 'SUCCESS'],
      ['backup.verify', 'prover-pruner', 'SUCCESS'],
      ['backup.retire', 'prover-pruner', 'SUCCESS'],
    ],
  );
}, 180_000);

async function untilThere(file: string): Promise<void> {
  for (let left = 300; left > 0 && !existsSync(file); left--) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(existsSync(file)).toBe(true);
}
