/** How applications find what was restored. */
export interface WaysIn {
  /** They find it where and under the name that they know. */
  isUnchanged: boolean;
  /** Owners, privileges and passwords came back with it. */
  keepsRights: boolean;
  /** `host:port` of a database. */
  server?: string;
  /** Of the database, or the whole path of the folder. */
  name: string;
  /** What can be handed out, without the password. */
  snippets: Snippet[];
  /** The setting, or the file under SINAMBUNG_DATA, that holds the password of the user in the snippets; a folder has none. */
  passwordIn?: string;
}

export interface Snippet {
  kind: 'address' | 'pg-service' | 'pgbouncer' | 'option-file' | 'folder';
  text: string;
}

/** `url` names the server and the user; `known` is the name under which applications know the database. */
export function snippetsOf(url: string, database: string, known: string): Snippet[] {
  const address = new URL(url);
  const at = { host: hostOf(address), port: address.port, user: decodeURIComponent(address.username), database };
  const handedOut: Snippet = { kind: 'address', text: handOut(address, database) };
  return /^postgres/.test(address.protocol)
    ? [handedOut, pgService(at, known), pgbouncer(at, known)]
    : [handedOut, optionFile(at)];
}

/** The address of where it was restored, as whoever `known` names signs in: the user who restored is no application's. */
export function asUserOf(known: string, restored: string): string {
  const address = new URL(restored);
  address.username = new URL(known).username;
  address.password = '';
  return address.toString();
}

interface Whereabouts {
  host: string;
  port: string;
  user: string;
  database: string;
}

function hostOf({ hostname, searchParams }: URL): string {
  return searchParams.get('host') ?? searchParams.get('socket') ?? decodeURIComponent(hostname).replace(/^\[|\]$/g, '');
}

function handOut(address: URL, database: string): string {
  const shared = new URL(address);
  shared.password = '';
  shared.pathname = `/${encodeURIComponent(database)}`;
  return shared.toString();
}

/** For pg_service.conf, which applications name by `service=`. */
function pgService({ host, port, user, database }: Whereabouts, known: string): Snippet {
  const lines = [`[${known}]`, `host=${host}`, `port=${port || 5432}`, `dbname=${database}`, ...(user ? [`user=${user}`] : [])];
  return { kind: 'pg-service', text: lines.join('\n') };
}

/** For the [databases] of pgbouncer.ini: the name that applications know, and what it now means. */
function pgbouncer({ host, port, database }: Whereabouts, known: string): Snippet {
  return { kind: 'pgbouncer', text: `[databases]\n${known} = host=${host} port=${port || 5432} dbname=${database}` };
}

/** For the option files that MariaDB's clients and connectors read. */
function optionFile({ host, port, user, database }: Whereabouts): Snippet {
  const where = host.startsWith('/') ? [`socket=${host}`] : [`host=${host}`, `port=${port || 3306}`];
  return {
    kind: 'option-file',
    text: ['[client]', ...where, ...(user ? [`user=${user}`] : []), `database=${database}`].join('\n'),
  };
}
