import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cloneDatabase, onServer, urlOf } from '../support/postgres.js';
import { type RunningServer, startServer } from '../support/server.mjs';

const SOURCE = `apart_${process.pid}`;
const folder = mkdtempSync(path.join(tmpdir(), 'sinambung-apart-'));
const writer = path.join(folder, 'writer');
const prover = path.join(folder, 'prover');
const running: RunningServer[] = [];
let database: Awaited<ReturnType<typeof cloneDatabase>>;

beforeAll(async () => {
  database = await cloneDatabase();
  for (const data of [writer, prover]) mkdirSync(path.join(data, 'keys'), { recursive: true });
});
afterAll(async () => {
  for (const server of running) await server.stop();
  await onServer((client) => client.query(`drop database if exists ${SOURCE} with (force)`));
  await database.drop();
  rmSync(folder, { recursive: true });
});

const settings = (roles: string) => ({
  DATABASE_URL: database.url,
  SAMSAT_KATANG_DATABASE_URL: urlOf(SOURCE),
  SINAMBUNG_BACKUP_ROLES: roles,
  SINAMBUNG_EXECUTOR: roles.replace(/,/g, '-'),
});
const begin = async (data: string, roles: string) => {
  const server = await startServer({ data, settings: settings(roles) });
  running.push(server);
  return server;
};
const rows = (sql: string) =>
  onServer((client) => client.query({ text: sql, rowMode: 'array' }), database.url).then((r) => r.rows);

async function until(sql: string, expected: unknown[][]): Promise<void> {
  for (let left = 300; left > 0; left--) {
    if (JSON.stringify(await rows(sql)) === JSON.stringify(expected)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(await rows(sql)).toEqual(expected);
}

it('stores on a server that cannot open the copy, and leaves reading back and deleting to the other', async () => {
  // A fresh demonstration asks for its first copy at once, which waits here for a writer.
  const first = await begin(prover, 'prover,pruner');
  await untilThere(path.join(prover, 'keys', 'backup.age.pub'));
  await until('select state from backup.point', [['running']]);
  await first.stop();
  shareVaults();
  copyFileSync(path.join(prover, 'keys', 'backup.age.pub'), path.join(writer, 'keys', 'backup.age.pub'));

  await begin(writer, 'writer');
  await until('select state from backup.point', [['stored']]);
  await until(`select queue_name, status from dbos.workflow_status where name = 'backup.verify'`, [
    ['backup-prover', 'ENQUEUED'],
  ]);
  expect(existsSync(path.join(writer, 'keys', 'backup.age.txt'))).toBe(false);

  await begin(prover, 'prover,pruner');
  await until(
    `select name, executor_id, status from dbos.workflow_status where name in ('backup.take', 'backup.verify', 'backup.retire') order by created_at`,
    [
      ['backup.take', 'writer', 'SUCCESS'],
      ['backup.verify', 'prover-pruner', 'SUCCESS'],
      ['backup.retire', 'prover-pruner', 'SUCCESS'],
    ],
  );
  expect((await rows('select verified_at is not null as verified from backup.point')).flat()).toEqual([true]);
}, 180_000);

/** One vault for two hosts, as a mount would be. */
function shareVaults(): void {
  mkdirSync(path.join(folder, 'vaults'));
  for (const data of [writer, prover]) {
    rmSync(path.join(data, 'vaults'), { recursive: true, force: true });
    symlinkSync(path.join(folder, 'vaults'), path.join(data, 'vaults'));
  }
}

async function untilThere(file: string): Promise<void> {
  for (let left = 300; left > 0 && !existsSync(file); left--) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(existsSync(file)).toBe(true);
}
