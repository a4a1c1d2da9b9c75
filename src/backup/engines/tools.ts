import { errors } from '../errors.js';
import { output } from './child.js';

export type Tool = 'pg_dump' | 'pg_dumpall' | 'psql' | 'mariadb' | 'mariadb-dump' | 'restic' | 'pgbackrest' | 'postgres';

/**
 * A number to compare by, whatever says it: "pg_dump (PostgreSQL) 15.18 (Debian…)" → 15; MariaDB's releases differ in the second
 * number too: "mariadb-dump Ver 10.19 Distrib 10.11.19-MariaDB" → 1011; "restic 0.14.0 compiled with…" → 0.
 */
export function releaseOf(version: string): number {
  const maria = /(\d+)\.(\d+)[.\d]*-MariaDB/.exec(version) ?? /MariaDB (\d+)\.(\d+)/.exec(version);
  return maria ? Number(maria[1]) * 100 + Number(maria[2]) : Number(/(\d+)[.\d]*/.exec(version)?.[1] ?? 0);
}

/** The Debian package that has the program, in the version that fits. */
export function packageOf(tool: Tool, major?: number): string {
  if (tool === 'restic' || tool === 'pgbackrest') return tool;
  if (tool === 'postgres') return `postgresql-${major}`;
  if (tool.startsWith('mariadb')) return 'mariadb-client';
  return `postgresql-client${major === undefined ? '' : `-${major}`}`;
}

const known = new Map<string, string>();

/** The first line of what the program says of itself, asked once; throws `tool-missing` with the package to install. */
export async function versionOf(tool: Tool, major?: number): Promise<string> {
  const found = known.get(whichOf(tool));
  if (found) return found;
  const text = await output(tool, [tool === 'restic' || tool === 'pgbackrest' ? 'version' : '--version']).catch(() => {
    throw errors.toolMissing({ tool, package: packageOf(tool, major), command: `apt-get install ${packageOf(tool, major)}` });
  });
  const version = text.split('\n')[0] as string;
  known.set(whichOf(tool), version);
  return version;
}

function whichOf(tool: Tool): string {
  return `${process.env.PATH} ${tool}`;
}

/** pg_dump refuses a newer server, and only after it was started; mariadb-dump leaves out what it does not know: refuse before. */
export async function checkFits(tool: Tool, server: string): Promise<void> {
  const needed = packageOf(tool, releaseOf(server));
  const version = await versionOf(tool, releaseOf(server));
  if (releaseOf(version) < releaseOf(server))
    throw errors.toolTooOld({ tool, version, server, package: needed, command: `apt-get install ${needed}` });
}

/** What a newer server wrote, an older one may not read, or may read as something else. Both as `MariaDB 10.11` or `PostgreSQL 15`. */
export function checkTakes(server: string, origin: string): void {
  if (releaseOf(server) < releaseOf(origin))
    throw errors.serverTooOld({ server, needed: origin, detail: `${server} < ${origin}` });
}
