/** The same server, another database. */
export function inDatabase(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${encodeURIComponent(database)}`;
  return address.toString();
}

export function databaseOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1)) || 'postgres';
}

/** How pg_dump and psql are told where to go: by environment, so that no password stands in the list of processes. */
export function libpqEnv(url: string): NodeJS.ProcessEnv {
  const address = new URL(url);
  const parameter = (name: string) => address.searchParams.get(name) ?? undefined;
  return {
    PGHOST: parameter('host') ?? (decodeURIComponent(address.hostname).replace(/^\[|\]$/g, '') || undefined),
    PGPORT: parameter('port') ?? (address.port || undefined),
    PGUSER: decodeURIComponent(address.username) || undefined,
    PGPASSWORD: decodeURIComponent(address.password) || undefined,
    PGDATABASE: databaseOf(url),
    PGSSLMODE: parameter('sslmode'),
    PGSSLROOTCERT: parameter('sslrootcert'),
    PGAPPNAME: 'sinambung-backup',
    PGCONNECT_TIMEOUT: '10',
  };
}

/** Without its password. */
export function shown(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}${port && `:${port}`}${pathname}`;
}
