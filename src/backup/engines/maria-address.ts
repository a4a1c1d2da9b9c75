/** Where to go, for mariadb and mariadb-dump. Their own option files are not read: they would change what is copied. */
export function mariaArgs(url: string): string[] {
  const { hostname, port, username, searchParams } = new URL(url);
  const socket = searchParams.get('socket');
  const authority = searchParams.get('ssl-ca');
  return [
    '--no-defaults',
    ...(socket
      ? [`--socket=${socket}`]
      : [`--host=${hostname.replace(/^\[|\]$/g, '')}`, `--port=${port || 3306}`, '--protocol=tcp']),
    ...(username ? [`--user=${decodeURIComponent(username)}`] : []),
    ...(authority ? [`--ssl-ca=${authority}`, '--ssl-verify-server-cert'] : []),
    '--default-character-set=utf8mb4',
    '--max-allowed-packet=1G',
  ];
}

/** The password goes by environment, so that it does not stand in the list of processes. */
export function mariaEnv(url: string): NodeJS.ProcessEnv {
  return { MYSQL_PWD: decodeURIComponent(new URL(url).password) };
}

/** Empty when the address names the server alone. */
export function mariaDatabase(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}

export function quotedName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

/** Backslashes too, as in the server's usual mode. */
export function quotedText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
