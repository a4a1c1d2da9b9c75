import { spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync } from 'node:fs';
import { chmod, chown, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { errors } from '../../errors.js';
import { output } from '../child.js';
import { childEnvironment } from '../child-environment.js';
import { databaseOf } from '../pg-address.js';
import { withSession } from '../pg-session.js';
import { packageOf, releaseOf } from '../tools.js';
import { asOwner, type Owner } from './owner.js';

const HOMES = ['/usr/lib/postgresql/MAJOR/bin', '/usr/pgsql-MAJOR/bin'];
const LOOK_MS = 100;

/** Local to its own closed folder without a password, for us; from this machine with the passwords that the source had. */
const HBA = 'local all all trust\nhost all all 127.0.0.1/32 scram-sha-256\n';

/** A folder with `data`, the restored data directory, and what a server of its own needs beside it. */
export interface ServerFolder {
  folder: string;
  owner: Owner;
  /** The PostgreSQL release that wrote the data. */
  major: number;
}

export function dataOf({ folder }: Pick<ServerFolder, 'folder'>): string {
  return path.join(folder, 'data');
}

/** The programs of this release; throws `tool-missing` with the package to install. */
export async function programsOf(major: number): Promise<string> {
  const homes = [...HOMES.map((home) => home.replace('MAJOR', `${major}`)), ...(process.env.PATH ?? '').split(':')];
  for (const home of homes) {
    const program = path.join(home, 'postgres');
    if (existsSync(program) && releaseOf(await output(program, ['--version']).catch(() => '')) === major) return home;
  }
  const needed = packageOf('postgres', major);
  const command = `apt-get install ${needed}`;
  throw errors.toolMissing({ tool: `PostgreSQL ${major}`, package: needed, command, detail: command });
}

/** Started unless it runs; resolves once it has recovered. Throws `never-reached` with what its log says when it gives up. */
export async function startServer(at: ServerFolder): Promise<void> {
  if (processOf(at) === undefined) await launch(at);
  for (;;) {
    if (await answers(at)) return;
    if (processOf(at) === undefined) throw errors.neverReached({ detail: await lastWords(at) });
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** Does nothing when none runs there. */
export async function stopServer(at: ServerFolder): Promise<void> {
  if (processOf(at) === undefined) return;
  const [program, args] = asOwner(at.owner, path.join(await programsOf(at.major), 'pg_ctl'), [
    ...['stop', '-D', dataOf(at), '-m', 'fast', '-w'],
  ]);
  await output(program, args);
}

/** The address of a database on it for us, by the socket in its folder. */
export async function ownAddress({ folder }: ServerFolder, source: string): Promise<string> {
  const url = new URL(`postgresql://localhost/${encodeURIComponent(databaseOf(source))}`);
  url.username = new URL(source).username || 'postgres';
  url.port = await portOf(folder);
  url.searchParams.set('host', folder);
  return url.href;
}

/** The same for applications on this machine, which know the password. */
export async function openAddress({ folder }: ServerFolder, source: string): Promise<string> {
  const { username } = new URL(source);
  return `postgresql://${username || 'postgres'}@127.0.0.1:${await portOf(folder)}/${databaseOf(source)}`;
}

async function launch(at: ServerFolder): Promise<void> {
  const { folder, owner, major } = at;
  const programs = await programsOf(major);
  await rm(path.join(dataOf(at), 'postmaster.pid'), { force: true });
  const file = (name: string) => path.join(folder, name);
  if (!existsSync(file('port'))) await put(file('port'), `${await freePort()}\n`, owner);
  await put(file('pg_hba.conf'), HBA, owner);
  const settings = {
    port: await portOf(folder),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    hba_file: file('pg_hba.conf'),
    archive_mode: 'off',
    hot_standby: 'off',
    ssl: 'off',
    shared_preload_libraries: '',
    logging_collector: 'off',
    log_destination: 'stderr',
  };
  await put(file('postgresql.conf'), `# ${path.basename(folder)}\n`, owner);
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const start = ['-D', dataOf(at), '-c', `config_file=${file('postgresql.conf')}`, ...flags];
  const [program, args] = asOwner(owner, path.join(programs, 'postgres'), start, false);
  const log = openSync(file('server.log'), 'a');
  const child = spawn(program, args, {
    detached: true,
    stdio: ['ignore', log, log],
    cwd: '/',
    env: childEnvironment(),
  });
  child.unref();
  while (processOf(at) === undefined && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
}

/** The first line of postmaster.pid; one that a killed server left is not believed. */
function processOf(at: Pick<ServerFolder, 'folder'>): number | undefined {
  const file = path.join(dataOf(at), 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  const commandLine = `/proc/${pid}/cmdline`;
  return existsSync(commandLine) && readFileSync(commandLine, 'utf8').includes(dataOf(at)) ? pid : undefined;
}

async function answers(at: ServerFolder): Promise<boolean> {
  const url = await ownAddress(at, 'postgresql://postgres@localhost/postgres');
  const recovered = 'select not pg_is_in_recovery() as yes';
  return withSession(url, async (client) => (await client.query<{ yes: boolean }>(recovered)).rows[0]?.yes === true).catch(
    (error) => /(role|database) .* does not exist/.test(error.context?.detail),
  );
}

async function lastWords({ folder }: ServerFolder): Promise<string> {
  const said = (await readFile(path.join(folder, 'server.log'), 'utf8')).split('\n');
  const fatal = said.filter((line) => /FATAL|PANIC/.test(line) && !/not accepting connections|starting up/.test(line));
  return fatal.at(-1) ?? said.slice(-3).join(' ');
}

async function portOf(folder: string): Promise<string> {
  return (await readFile(path.join(folder, 'port'), 'utf8')).trim();
}

/** Readable by the server's user alone. */
export async function put(file: string, text: string, { uid, gid }: Owner): Promise<void> {
  await writeFile(file, text, { mode: 0o600 });
  await chmod(file, 0o600);
  if (process.getuid?.() === 0) await chown(file, uid, gid);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
