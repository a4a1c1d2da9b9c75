/** What a server must be told before its log reaches the vault. */
export interface ServerSays {
  archiveMode: string;
  archiveCommand: string;
  walLevel: string;
}

export interface Missing {
  what: string;
  /** The one line that sets it. */
  line: string;
}

export function archiveCommand(config: string, stanza: string): string {
  return `pgbackrest --config=${config} --stanza=${stanza} archive-push %p`;
}

/** Everything that is missing, in the order in which it is set; `wanted` is the command that brings the log into the vault. */
export function missing(says: ServerSays, wanted: string): Missing[] {
  const set = (name: string, value: string) => `ALTER SYSTEM SET ${name} = '${value.replaceAll("'", "''")}';`;
  const found: Missing[] = [];
  if (says.walLevel === 'minimal')
    found.push({ what: 'wal_level', line: `${set('wal_level', 'replica')} -- restart PostgreSQL` });
  if (says.archiveMode === 'off')
    found.push({ what: 'archive_mode', line: `${set('archive_mode', 'on')} -- restart PostgreSQL` });
  if (says.archiveCommand !== wanted)
    found.push({ what: 'archive_command', line: `${set('archive_command', wanted)} SELECT pg_reload_conf();` });
  return found;
}
