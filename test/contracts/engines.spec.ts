import { execFileSync } from 'node:child_process';
import path from 'node:path';
import pg from 'pg';
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
            create view ramai as select count(*) from orang; grant select, insert on orang to ${role}; grant usage on sequence orang_id_seq to ${role};
            ${AWKWARD}`),
        urlOf(DATABASE),
      );
      return urlOf(DATABASE);
    },
    databases: async () =>
      (await sql(`select datname from pg_database where datname like '${DATABASE}%' order by 1`)).map(([name]) => name!),
    count: async (database) => Number((await sql('select count(*) from orang', database))[0]?.[0]),
    write: async () => void (await sql(`insert into orang (nama) values ('baru')`, DATABASE)),
    drop: async (database) => void (await sql(`drop database if exists "${database}" with (force)`)),
    async enter(database) {
      const client = new pg.Client({ connectionString: urlOf(database) });
      const gone = new Promise<void>((resolve) => client.once('end', resolve));
      client.on('error', () => undefined);
      await client.connect();
      return { gone };
    },
    async occupy(database) {
      await sql(`create database "${database}"`);
      await sql('create table milik_lain (id int)', database);
    },
    async dropRole() {
      await sql(`drop owned by ${role}`, DATABASE);
      await sql(`drop role ${role}`);
    },
    workAsRole: (database) =>
      onServer(
        async (client) => void (await client.query(`select * from orang; insert into orang (nama) values ('dari aplikasi')`)),
        urlOf(database).replace(/\/\/[^@]+@/, `//${role}:rahasia@`),
      ),
    async poor() {
      await sql(`create role ${role}_lain login password 'rahasia'`);
      return urlOf(DATABASE).replace(/\/\/[^@]+@/, `//${role}_lain:rahasia@`);
    },
    rolesProgram: 'pg_dumpall',
    loadRoles: (roles) => void execFileSync('psql', ['-X', '-q', urlOf('postgres')], { input: roles, stdio: 'pipe' }),
    async loadByHand(dump, rights) {
      await sql(`create database ${BY_HAND} template template0`);
      for (const input of [dump, rights!])
        execFileSync('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', urlOf(BY_HAND)], { input, stdio: 'pipe' });
      await this.workAsRole(BY_HAND);
      await sql("delete from orang where nama = 'dari aplikasi'", BY_HAND);
      const count = await this.count(BY_HAND);
      await this.drop(BY_HAND);
      return count;
    },
  };
}

/** What a loader that looks into the script could take for something else. */
const AWKWARD = `create table aneh (id int primary key, teks text unique, induk int references aneh);
  insert into aneh values (1, E'\\\\.\\n', null), (2, E'--\\n-- Name: x; Type: INDEX; Schema: public; Owner: -\\n', 1), (3, '', 2), (4, null, 1);
  insert into aneh select i, repeat('panjang ', 40) || i, 1 from generate_series(5, 600) i;
  create index aneh_induk on aneh (induk) where induk is not null;
  create index aneh_teks on aneh (lower(teks));
  create table kosong (id int);
  create function aneh_isi() returns text language plpgsql as $isi$begin
COPY public.aneh (id) FROM stdin;
--
-- Name: bukan; Type: VIEW; Schema: x
SET row_security = on;
return '';
exception when others then return 'x'; end$isi$;
  create table belah (id int, isi text) partition by range (id);
  create table belah_1 partition of belah for values from (0) to (100);
  alter table belah add primary key (id);
  insert into belah select i, 'isi' from generate_series(0, 99) i;
  create materialized view ringkas as select induk, count(*) from aneh group by 1;
  create index on ringkas (induk)`;

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
        `grant select, insert on ${DATABASE}.* to petugas@'%'`,
        `grant update (nama) on ${DATABASE}.orang to petugas@'%'`,
        `grant execute on procedure ${DATABASE}.hitung to petugas@'%'`,
      ])
        await sql(statement, DATABASE);
      return inDatabase(url, DATABASE);
    },
    databases: async () => (await sql(`show databases like '${DATABASE}%'`)).map(([name]) => name!),
    count: async (database) => Number((await sql('select count(*) from orang', database))[0]?.[0]),
    write: async () => void (await sql(`insert into orang (nama) values ('baru')`, DATABASE)),
    drop: async (database) => void (await sql(`drop database if exists \`${database}\``)),
    async enter(database) {
      const inside = withMaria(inDatabase(url, database), (ask) => ask('select sleep(600)'));
      const isIn = `select 1 from information_schema.processlist where db = '${database}' and info like 'select sleep%'`;
      while ((await sql(isIn)).length === 0);
      return {
        gone: inside.then(
          () => undefined,
          () => undefined,
        ),
      };
    },
    async occupy(database) {
      await sql(`create database \`${database}\``);
      await sql('create table milik_lain (id int)', database);
    },
    async poor() {
      await sql(`create user lain@'%' identified by 'rahasia'`);
      await sql(`grant select on ${DATABASE}.* to lain@'%'`);
      return inDatabase(url, DATABASE).replace(/\/\/[^@]*@/, '//lain:rahasia@');
    },
    workAsRole: (database) =>
      withMaria(inDatabase(url, database).replace(/\/\/[^@]*@/, '//petugas:rahasia@'), async (ask) => {
        await ask(`insert into orang (nama) values ('dari aplikasi')`);
        await ask(`update orang set nama = 'oleh aplikasi' where nama = 'dari aplikasi'`);
        await ask('call hitung()');
      }),
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
