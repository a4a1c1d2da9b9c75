import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { mariaArgs, mariaEnv } from '../../src/backup/engines/maria-address.js';
import { withMaria } from '../../src/backup/engines/maria-session.js';
import { inDatabase } from '../../src/backup/engines/pg-address.js';
import { onServer, urlOf } from '../support/postgres.js';
import { dumpOf, ROWS, type SystemUnderTest } from './dump-under-test.js';
import { engineContract } from './engine-contract.js';

const FOLDER = process.env.SINAMBUNG_TEST_MARIADB ?? path.resolve('.tmp', 'mariadb');
const DATABASE = `kontrak_${process.pid}`;
const BY_HAND = `tangan_${process.pid}`;

const mariadb = (verb: 'up' | 'down') =>
  execFileSync(process.execPath, ['test/support/mariadb.mjs', verb, FOLDER], { encoding: 'utf8' });

afterAll(() => {
  mariadb('down');
});

engineContract('dump: PostgreSQL', dumpOf(postgresql()));
engineContract('dump: MariaDB', dumpOf(maria()));

function postgresql(): SystemUnderTest {
  const sql = (text: string, database?: string) =>
    onServer((client) => client.query({ text, rowMode: 'array' }), database && urlOf(database)).then(
      ({ rows }) => rows as string[][],
    );
  const role = `petugas_${process.pid}`;
  return {
    system: 'postgresql',
    dump: 'pg_dump',
    ancient: 'pg_dump (PostgreSQL) 9.6.1',
    endMarker: 'PostgreSQL database dump complete',
    role,
    async make() {
      await sql(`create role ${role} login password 'rahasia'`);
      await sql(`create database ${DATABASE}`);
      await onServer(
        (client) =>
          client.query(`create table orang (id serial primary key, nama text, berkas bytea);
            insert into orang (nama, berkas) select 'Orang Contoh ' || i, decode('00ff', 'hex') from generate_series(1, ${ROWS}) i;
            create view ramai as select count(*) from orang; grant select on orang to ${role}`),
        urlOf(DATABASE),
      );
      return urlOf(DATABASE);
    },
    databases: async () =>
      (await sql(`select datname from pg_database where datname like '${DATABASE}%' order by 1`)).map(([name]) => name!),
    count: async (database) => Number((await sql('select count(*) from orang', database))[0]?.[0]),
    write: async () => void (await sql(`insert into orang (nama) values ('baru')`, DATABASE)),
    drop: async (database) => void (await sql(`drop database if exists "${database}" with (force)`)),
    async occupy(database) {
      await sql(`create database "${database}"`);
      await sql('create table milik_lain (id int)', database);
    },
    async dropRole() {
      await sql(`drop owned by ${role}`, DATABASE);
      await sql(`drop role ${role}`);
    },
    loadRoles: (roles) => void execFileSync('psql', ['-X', '-q', urlOf('postgres')], { input: roles, stdio: 'pipe' }),
    async loadByHand(dump) {
      await sql(`create database ${BY_HAND} template template0`);
      execFileSync('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', urlOf(BY_HAND)], { input: dump, stdio: 'pipe' });
      const count = await this.count(BY_HAND);
      await this.drop(BY_HAND);
      return count;
    },
  };
}

/** With what is easily lost: rows of all kinds of bytes, a trigger, a routine, an event that would write, rights of a role. */
function maria(): SystemUnderTest {
  let url = '';
  const sql = (text: string, database = '') => withMaria(inDatabase(url, database), (ask) => ask(text));
  return {
    system: 'mariadb',
    dump: 'mariadb-dump',
    ancient: 'mariadb-dump  Ver 10.17 Distrib 10.3.39-MariaDB, for debian-linux-gnu (x86_64)',
    endMarker: '-- Dump completed',
    role: 'petugas@%',
    async make() {
      const up = JSON.parse(mariadb('up'));
      url = up.url;
      process.env.PATH = `${process.env.PATH}:${up.path}`;
      if (up.libraries) process.env.LD_LIBRARY_PATH = up.libraries;
      await sql(`create database ${DATABASE} character set utf8mb4 collate utf8mb4_general_ci`);
      for (const statement of [
        `create table orang (id int auto_increment primary key, nama text, berkas longblob, bit5 bit(5), angka float, tempat point,
           data json, kapan timestamp default current_timestamp, panjang int generated always as (char_length(nama)) virtual)`,
        `insert into orang (nama, berkas, bit5, angka, tempat, data) select concat('Orang Contoh ', seq), x'00ff0a5c27', b'101', 1.1, point(1, 2), '{}'
           from seq_1_to_${ROWS}`,
        `insert into orang (id, nama) values (-1, 'tab\\t baris\\n \\\\ \\' NULL')`,
        'delete from orang where id = -1',
        'create view ramai as select count(*) from orang',
        'create trigger rapi before insert on orang for each row set new.nama = trim(new.nama)',
        'create procedure hitung() select count(*) from orang',
        `create event kelak on schedule every 1 second starts '2037-01-01' enable do insert into orang (nama) values ('baru')`,
        `create user petugas@'%' identified by 'rahasia'`,
        `grant select on ${DATABASE}.* to petugas@'%'`,
      ])
        await sql(statement, DATABASE);
      return inDatabase(url, DATABASE);
    },
    databases: async () => (await sql(`show databases like '${DATABASE}%'`)).map(([name]) => name!),
    count: async (database) => Number((await sql('select count(*) from orang', database))[0]?.[0]),
    write: async () => void (await sql(`insert into orang (nama) values ('baru')`, DATABASE)),
    drop: async (database) => void (await sql(`drop database if exists \`${database}\``)),
    async occupy(database) {
      await sql(`create database \`${database}\``);
      await sql('create table milik_lain (id int)', database);
    },
    dropRole: async () => void (await sql(`drop user petugas@'%'`)),
    loadRoles: (roles) =>
      void execFileSync('mariadb', mariaArgs(url), { input: roles, env: { ...process.env, ...mariaEnv(url) }, stdio: 'pipe' }),
    async loadByHand(dump) {
      await sql(`create database ${BY_HAND} character set utf8mb4 collate utf8mb4_general_ci`);
      const env = { ...process.env, ...mariaEnv(url) };
      execFileSync('mariadb', [...mariaArgs(url), '--binary-mode', BY_HAND], { input: dump, env, stdio: 'pipe' });
      const count = await this.count(BY_HAND);
      await this.drop(BY_HAND);
      return count;
    },
  };
}
