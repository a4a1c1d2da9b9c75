import type pg from 'pg';
import { DATABASE } from './rights-script.js';

const FIRST_OF_OURS = 16384;

/** Everything that has an owner or an access list; `kind` is the letter by which the server knows its usual rights. */
const THINGS = `things (class, id, col, owner, acl, kind) as (
  select 'pg_class'::regclass, oid, null::name, relowner, relacl, case relkind when 'S' then 's'::"char" else 'r' end
    from pg_class where relkind in ('r', 'p', 'v', 'm', 'f', 'S')
  union all select 'pg_class'::regclass, c.oid, a.attname, c.relowner, a.attacl, 'c'
    from pg_attribute a join pg_class c on c.oid = a.attrelid where a.attacl is not null and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm', 'f')
  union all select 'pg_database'::regclass, oid, null, datdba, datacl, 'd' from pg_database where datname = current_database()
  union all select 'pg_namespace'::regclass, oid, null, nspowner, nspacl, 'n' from pg_namespace
  union all select 'pg_proc'::regclass, oid, null, proowner, proacl, 'f' from pg_proc
  union all select 'pg_type'::regclass, oid, null, typowner, typacl, 'T' from pg_type
  union all select 'pg_language'::regclass, oid, null, lanowner, lanacl, 'l' from pg_language
  union all select 'pg_largeobject'::regclass, oid, null, lomowner, lomacl, 'L' from pg_largeobject_metadata
  union all select 'pg_foreign_data_wrapper'::regclass, oid, null, fdwowner, fdwacl, 'F' from pg_foreign_data_wrapper
  union all select 'pg_foreign_server'::regclass, oid, null, srvowner, srvacl, 'S' from pg_foreign_server
  union all select 'pg_operator'::regclass, oid, null, oprowner, null, null from pg_operator
  union all select 'pg_opclass'::regclass, oid, null, opcowner, null, null from pg_opclass
  union all select 'pg_opfamily'::regclass, oid, null, opfowner, null, null from pg_opfamily
  union all select 'pg_collation'::regclass, oid, null, collowner, null, null from pg_collation
  union all select 'pg_conversion'::regclass, oid, null, conowner, null, null from pg_conversion
  union all select 'pg_ts_dict'::regclass, oid, null, dictowner, null, null from pg_ts_dict
  union all select 'pg_ts_config'::regclass, oid, null, cfgowner, null, null from pg_ts_config
  union all select 'pg_statistic_ext'::regclass, oid, null, stxowner, null, null from pg_statistic_ext
  union all select 'pg_publication'::regclass, oid, null, pubowner, null, null from pg_publication
  union all select 'pg_event_trigger'::regclass, oid, null, evtowner, null, null from pg_event_trigger)`;

/** What a member of an extension, a row's type or a column's sequence is, it is by what it belongs to. */
const OWNERS = `owners (step, sql) as (
  select 1, format('ALTER %s %s OWNER TO %I', case when i.type in ('function', 'procedure', 'aggregate') then 'ROUTINE'
      when i.type = 'foreign-data wrapper' then 'FOREIGN DATA WRAPPER' when i.type = 'statistics object' then 'STATISTICS' else upper(i.type) end,
    case when t.kind = 'd' then '${DATABASE}' else i.identity end, r.rolname)
  from things t join pg_roles r on r.oid = t.owner cross join lateral pg_identify_object(t.class, t.id, 0) i
  where t.col is null and (t.id >= ${FIRST_OF_OURS} or t.kind in ('d', 'L') or t.class = 'pg_namespace'::regclass and t.id = to_regnamespace('public'))
    and not exists (select from pg_depend d where d.classid = t.class and d.objid = t.id and (d.deptype in ('e', 'i') or d.deptype = 'a' and t.kind = 's'))
    and i.identity is not null and coalesce(i.schema, i.name, '') !~ '^(pg_(temp|toast)|information_schema$)')`;

/**
 * Against what a new one has: of the schema public that differs from server to server, so that all of it is taken first. Temporary things
 * have no identity elsewhere.
 */
const PRIVILEGES = `lists as (
  select t.*, coalesce(t.acl, acldefault(t.kind, t.owner)) as has, case when t.kind = 'n' and t.id = to_regnamespace('public') then null
      when t.kind = 'c' then p.initprivs else coalesce(p.initprivs, acldefault(t.kind, t.owner)) end as usual
  from things t left join pg_init_privs p on p.classoid = t.class and p.objoid = t.id
    and p.objsubid = coalesce((select attnum from pg_attribute where t.col is not null and attrelid = t.id and attname = t.col), 0)
  where t.kind is not null and (t.acl is not null or p.initprivs is not null)),
changes as (
  select 2 as step, class, id, col, kind, x.* from lists, lateral (select grantee, privilege_type, is_grantable from aclexplode(usual)
    except select grantee, privilege_type, is_grantable from aclexplode(has)) x
  union all
  select 3, class, id, col, kind, x.* from lists, lateral (select grantee, privilege_type, is_grantable from aclexplode(has)
    except select grantee, privilege_type, is_grantable from aclexplode(usual)) x),
privileges (step, sql) as (
  select 2, 'REVOKE ALL ON SCHEMA public FROM PUBLIC' from lists where kind = 'n' and id = to_regnamespace('public')
  union all
  select c.step, format(case c.step when 2 then 'REVOKE %s ON %s %s FROM %s' else 'GRANT %s ON %s %s TO %s' end
      || case when c.step = 3 and c.is_grantable then ' WITH GRANT OPTION' else '' end,
    string_agg(c.privilege_type || coalesce(' (' || quote_ident(c.col) || ')', ''), ', ' order by c.privilege_type),
    case c.kind when 's' then 'SEQUENCE' when 'd' then 'DATABASE' when 'n' then 'SCHEMA' when 'f' then 'ROUTINE' when 'T' then 'TYPE' when 'l' then 'LANGUAGE'
      when 'L' then 'LARGE OBJECT' when 'F' then 'FOREIGN DATA WRAPPER' when 'S' then 'FOREIGN SERVER' else 'TABLE' end,
    case when c.kind = 'd' then '${DATABASE}' else i.identity end, case when c.grantee = 0 then 'PUBLIC' else quote_ident(r.rolname) end)
  from changes c left join pg_roles r on r.oid = c.grantee cross join lateral pg_identify_object(c.class, c.id, 0) i
  where (c.grantee = 0 or r.oid is not null) and i.identity is not null and coalesce(i.schema, i.name, '') !~ '^(pg_(temp|toast)|information_schema$)'
  group by c.step, c.class, c.id, c.col, c.kind, c.grantee, c.is_grantable, r.rolname, i.identity)`;

const DEFAULTS = `usual_later as (
  select d.*, case when d.defaclnamespace = 0 then acldefault(case d.defaclobjtype when 'S' then 's'::"char" else d.defaclobjtype end, d.defaclrole) end as usual from pg_default_acl d),
later as (
  select false as gives, oid, x.* from usual_later, lateral (select grantee, privilege_type, is_grantable from aclexplode(usual)
    except select grantee, privilege_type, is_grantable from aclexplode(defaclacl)) x
  union all
  select true, oid, x.* from usual_later, lateral (select grantee, privilege_type, is_grantable from aclexplode(defaclacl)
    except select grantee, privilege_type, is_grantable from aclexplode(usual)) x),
defaults (step, sql) as (
  select case when l.gives then 5 else 4 end, format('ALTER DEFAULT PRIVILEGES FOR ROLE %I %s%s %s ON %s %s %s%s', o.rolname,
    'IN SCHEMA ' || quote_ident(n.nspname) || ' ', case when l.gives then 'GRANT' else 'REVOKE' end,
    string_agg(l.privilege_type, ', ' order by l.privilege_type),
    case d.defaclobjtype when 'r' then 'TABLES' when 'S' then 'SEQUENCES' when 'f' then 'ROUTINES' when 'T' then 'TYPES' when 'n' then 'SCHEMAS' else 'LARGE OBJECTS' end,
    case when l.gives then 'TO' else 'FROM' end, case when l.grantee = 0 then 'PUBLIC' else quote_ident(r.rolname) end,
    case when l.gives and l.is_grantable then ' WITH GRANT OPTION' else '' end)
  from later l join pg_default_acl d on d.oid = l.oid join pg_roles o on o.oid = d.defaclrole left join pg_namespace n on n.oid = d.defaclnamespace
    left join pg_roles r on r.oid = l.grantee
  where l.grantee = 0 or r.oid is not null
  group by l.gives, l.oid, o.rolname, n.nspname, d.defaclobjtype, l.grantee, l.is_grantable, r.rolname)`;

/** Those that are lists are written element by element, as texts: what they hold need not be names. */
const SETTINGS = `settings (step, sql) as (
  select 6, coalesce('ALTER ROLE ' || quote_ident(r.rolname) || ' IN DATABASE ', 'ALTER DATABASE ') || '${DATABASE} SET ' || quote_ident(split_part(c.line, '=', 1)) || ' TO ' ||
    case when lower(split_part(c.line, '=', 1)) in ('search_path', 'temp_tablespaces', 'local_preload_libraries', 'session_preload_libraries')
      then coalesce((select string_agg(quote_literal(coalesce(replace(m[1], '""', '"'), m[2])), ', ' order by nr)
        from regexp_matches(v.value, '"((?:[^"]|"")*)"|([^,\\s]+)', 'g') with ordinality as e (m, nr)), quote_literal(''))
      else quote_literal(v.value) end
  from pg_db_role_setting s join pg_database b on b.oid = s.setdatabase and b.datname = current_database() left join pg_roles r on r.oid = s.setrole,
    unnest(s.setconfig) as c (line), lateral (select substr(c.line, strpos(c.line, '=') + 1) as value) v
  where s.setrole = 0 or r.oid is not null
  union all
  select 6, 'ALTER DATABASE ${DATABASE} CONNECTION LIMIT ' || datconnlimit from pg_database where datname = current_database() and datconnlimit <> -1)`;

const RIGHTS = `with ${[THINGS, OWNERS, PRIVILEGES, DEFAULTS, SETTINGS].join(',\n')}
  select sql from (select * from owners union all select * from privileges union all select * from defaults union all select * from settings) as every
  order by step, sql`;

/**
 * What pg_dump leaves out here: owners, privileges and settings of the database, one statement each, in the transaction that is open on
 * `client` (see `plainly`). The server itself writes every name, so that no name can be more than a name.
 */
export async function readPgRights(client: pg.Client): Promise<string[]> {
  return (await client.query<{ sql: string }>(RIGHTS)).rows.map(({ sql }) => sql);
}
