import fc from 'fast-check';
import pg from 'pg';
import { onServer, urlOf } from '../../../test/support/postgres.js';
import { givePgRights } from './pg-give-rights.js';
import { readPgRights } from './pg-rights.js';
import { plainly, withSession } from './pg-session.js';
import { DATABASE, rightsScript, statementsOf } from './rights-script.js';

const MARK = `hak_${process.pid}`;
const [FROM, TO] = [`${MARK}_asal`, `${MARK}_pulih`];
const HOSTILE = [`"; drop table saksi; --`, 'baris\nbaru; drop table saksi;\n--', `:"DBNAME"`, `'; drop table saksi; '`];
const ROLES = [...HOSTILE, 'pemilik', 'petugas', 'tamu'].map((name) => `${MARK} ${name}`);
const [OWNER, CLERK, GUEST] = ROLES.slice(-3).map((name) => pg.escapeIdentifier(name)) as [string, string, string];

const quoted = pg.escapeIdentifier;
const inside = (database: string, text: string) => onServer((client) => client.query(text), urlOf(database));
const read = (database: string) => withSession(urlOf(database), async (client) => readPgRights(await plainly(client)));

/** One of everything that can belong to somebody, in the order in which a dump would make it. */
const THINGS = `create schema kas; create table kas.bayar (id serial primary key, nama text, jumlah int); create table saksi (id int);
  create view kas.ringkas as select 1 as satu; create materialized view kas.hari as select 1 as satu; create sequence kas.nomor;
  create function kas.hitung(int, out b int) language sql as 'select 1'; create procedure kas.tutup() language sql as ''; create type kas.jenis as enum ('a');
  create aggregate kas.jumlahkan(int) (sfunc = int4pl, stype = int); create domain kas.angka as int; create type kas.pasang as (a int); create type kas.rentang as range (subtype = int);
  create operator kas.=== (leftarg = int, rightarg = int, function = int4eq); create collation kas.urut from "C"; create text search dictionary kas.kata (template = simple);
  create statistics kas.kira on id, jumlah from kas.bayar; create foreign data wrapper luar; create server jauh foreign data wrapper luar;
  create table kas.belah (id int) partition by range (id); create table kas.belah_1 partition of kas.belah for values from (0) to (9); select lo_create(4711);
  ${HOSTILE.map((name) => `create table ${quoted(name)} (${quoted(name)} int);`).join('\n')}`;

const RIGHTS = `${['schema kas', 'table kas.bayar', 'view kas.ringkas', 'materialized view kas.hari', 'function kas.hitung(int)', 'aggregate kas.jumlahkan(int)', 'type kas.jenis', 'operator kas.===(int, int)', 'statistics kas.kira', 'server jauh', 'large object 4711', `table ${quoted(HOSTILE[1]!)}`].map((what) => `alter ${what} owner to ${OWNER};`).join('\n')}
  grant usage on schema kas to ${CLERK}; grant select, insert on kas.bayar to ${CLERK}; grant select (nama), update (jumlah) on kas.bayar to ${GUEST};
  grant usage on sequence kas.bayar_id_seq to ${CLERK}; grant select on kas.ringkas to ${CLERK} with grant option; grant select on kas.ringkas to public;
  revoke execute on function kas.hitung(int) from public; grant execute on procedure kas.tutup() to ${CLERK}; revoke usage on type kas.jenis from public;
  revoke insert on kas.bayar from ${OWNER}; grant usage on foreign server jauh to ${GUEST}; grant select on large object 4711 to ${GUEST};
  revoke all on schema public from public; grant create on schema public to ${CLERK}; grant execute on function pg_read_file(text) to ${GUEST};
  alter default privileges for role ${OWNER} in schema kas grant select on tables to ${CLERK}; alter default privileges for role ${OWNER} revoke execute on functions from public;
  ${ROLES.map((role) => `grant select on saksi to ${quoted(role)}; alter role ${quoted(role)} in database ${FROM} set application_name = 'a;b\\c';`).join('\n')}
  ${HOSTILE.map((name) => `grant select (${quoted(name)}), insert on ${quoted(name)} to ${CLERK};`).join('\n')}
  alter database ${FROM} owner to ${OWNER}; revoke connect on database ${FROM} from public; grant connect on database ${FROM} to ${CLERK};
  alter database ${FROM} set timezone = 'Asia/Jakarta'; alter database ${FROM} set search_path = "$user", kas, 'a "b', public; alter database ${FROM} connection limit 77;
  set search_path = 'x;drop/**/table/**/saksi'; alter role ${GUEST} in database ${FROM} set search_path from current;`;

describe('rights beside a copy', () => {
  beforeAll(async () => {
    await onServer((client) => client.query(ROLES.map((role) => `create role ${quoted(role)}`).join(';')));
    for (const name of [FROM, TO]) await onServer((client) => client.query(`create database ${name} template template0`));
    await inside(FROM, THINGS);
    await inside(FROM, RIGHTS);
    await inside(TO, THINGS);
  });
  afterAll(async () => {
    for (const name of [FROM, TO]) await onServer((client) => client.query(`drop database if exists ${name} with (force)`));
    for (const role of ROLES) await onServer((client) => client.query(`drop role if exists ${quoted(role)}`));
  });

  it('are, once given, those of the original; hostile names are names', async () => {
    const statements = await read(FROM);
    expect(await read(TO)).not.toEqual(statements);
    expect(await givePgRights(urlOf(TO), TO, rightsScript(statements))).toEqual({
      given: statements.length,
      lacking: 0,
      first: [],
    });
    expect(await read(TO)).toEqual(statements);
    const told = statements.join('\n');
    expect(told).toContain(`ALTER DATABASE ${DATABASE} SET search_path TO '$user', 'kas', 'a "b', 'public'`);
    expect(told).toContain(`SET search_path TO 'x;drop/**/table/**/saksi'`);
    expect(statements.filter((sql) => sql.startsWith('GRANT') && sql.includes('TO PUBLIC'))).toEqual([
      'GRANT SELECT ON TABLE kas.ringkas TO PUBLIC',
    ]);
    await inside(TO, 'select from saksi');
  });

  it('are all given but those of a role that is not here, and these are told', async () => {
    await inside(FROM, `drop owned by ${GUEST}`);
    const before = await read(FROM);
    const missing = `GRANT SELECT ON TABLE public.saksi TO "tidak ada"`;
    const given = await givePgRights(urlOf(TO), TO, rightsScript([missing, ...before]));
    expect(given).toEqual({
      given: before.length,
      lacking: 1,
      first: [{ sql: missing, reason: 'role "tidak ada" does not exist' }],
    });
  });

  it('are told apart in a script, whatever names and texts hold', () => {
    const name = fc.string({ unit: fc.constantFrom('"', "'", ';', '\n', ':"DBNAME"', '\\', 'a', ' ') });
    fc.assert(
      fc.property(fc.array(fc.tuple(name, name), { maxLength: 5 }), (pairs) => {
        const written = (database: string) =>
          pairs.map(([a, b]) => `GRANT ${quoted(a)} ON ${database} TO ${pg.escapeLiteral(b)}`);
        expect(statementsOf(rightsScript(written(DATABASE)), '"x"')).toEqual(written('"x"'));
      }),
    );
  });
});
