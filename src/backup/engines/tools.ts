import { errors } from '../errors.js';
import { output } from './child.js';

export type Tool = 'pg_dump' | 'psql' | 'restic';

/** "pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)" → 15; "restic 0.14.0 compiled with…" → 0. */
export function majorOf(version: string): number {
  return Number(/(\d+)[.\d]*/.exec(version)?.[1] ?? 0);
}

/** The Debian package that has the program, in the version that fits. */
export function packageOf(tool: Tool, major?: number): string {
  return tool === 'restic' ? 'restic' : `postgresql-client${major === undefined ? '' : `-${major}`}`;
}

const known = new Map<string, string>();

/** The first line of what the program says of itself, asked once; throws `tool-missing` with the package to install. */
export async function versionOf(tool: Tool, major?: number): Promise<string> {
  const found = known.get(whichOf(tool));
  if (found) return found;
  const text = await output(tool, [tool === 'restic' ? 'version' : '--version']).catch(() => {
    throw errors.toolMissing({ tool, package: packageOf(tool, major), command: `apt-get install ${packageOf(tool, major)}` });
  });
  const version = text.split('\n')[0] as string;
  known.set(whichOf(tool), version);
  return version;
}

function whichOf(tool: Tool): string {
  return `${process.env.PATH} ${tool}`;
}

/** pg_dump refuses a newer server, and only after it was started: refuse before, and say what helps. */
export function checkFits(tool: Tool, version: string, serverMajor: number): void {
  if (majorOf(version) >= serverMajor) return;
  const needed = packageOf(tool, serverMajor);
  throw errors.toolTooOld({ tool, version, server: serverMajor, package: needed, command: `apt-get install ${needed}` });
}
