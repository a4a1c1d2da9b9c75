// A real MariaDB server for tests: a throw-away one on a free port of loopback, its data in a folder, never the machine's own
// service. The programs are the distribution's: those that are installed (mariadb-server-core, mariadb-client), else the same
// packages unpacked into the folder, so that no privileges are needed.
//   node test/support/mariadb.mjs up FOLDER     prints {"url", "path", "libraries"}; does nothing when it is up
//   node test/support/mariadb.mjs down FOLDER   stops what `up` began; the packages stay for the next time
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { unpack } from './debian.mjs';

const PACKAGES = ['mariadb-server-core', 'mariadb-client'];
const PROGRAMS = ['mariadbd', 'mariadb-install-db', 'mariadb', 'mariadb-dump'];

/** Brings the server up below `folder` (absolute); resolves once it answers, with the address of its `root`. */
export async function startMariadb(folder) {
  const at = places(folder);
  if (existsSync(at.address) && isOurs(at)) return JSON.parse(readFileSync(at.address, 'utf8'));
  stopMariadb(folder);
  const found = programs(at);
  rmSync(at.data, { recursive: true, force: true });
  mkdirSync(at.data, { recursive: true });
  const call = (program, ...args) => execFileSync(program, args, { env: environment(found), encoding: 'utf8', stdio: 'pipe' });
  const common = ['--no-defaults', `--datadir=${at.data}`, `--user=${userInfo().username}`, ...found.options];
  call('mariadb-install-db', ...common, '--auth-root-authentication-method=normal', '--skip-test-db');
  const port = await freePort();
  const password = randomBytes(16).toString('hex');
  writeFileSync(at.setup, `alter user root@localhost identified by '${password}';\n`, { mode: 0o600 });
  begin(at, found, [...common, ...server(at, port)]);
  const address = { url: `mariadb://root:${password}@127.0.0.1:${port}/`, path: found.path, libraries: found.libraries };
  await until(at, () =>
    call('mariadb', '--no-defaults', '-h127.0.0.1', `-P${port}`, '-uroot', `-p${password}`, '-e', 'select 1'),
  );
  writeFileSync(at.address, JSON.stringify(address), { mode: 0o600 });
  return address;
}

/** Ends the process that this folder's `startMariadb` began, and no other. */
export function stopMariadb(folder) {
  const at = places(folder);
  rmSync(at.address, { force: true });
  if (isOurs(at)) process.kill(Number(readFileSync(at.pid, 'utf8')), 'SIGKILL');
  rmSync(at.pid, { force: true });
}

function places(folder) {
  const inFolder = (name) => path.join(folder, name);
  return {
    folder,
    data: inFolder('data'),
    setup: inFolder('setup.sql'),
    log: inFolder('mariadbd.log'),
    pid: inFolder('mariadbd.pid'),
    address: inFolder('address.json'),
  };
}

/** The whole path of a socket may have 107 letters, so it does not lie in the folder. */
function server(at, port) {
  return [
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    `--socket=${path.join(tmpdir(), `mariadb-${port}.sock`)}`,
    `--pid-file=${at.pid}`,
    `--init-file=${at.setup}`,
    '--event-scheduler=ON',
    '--innodb-buffer-pool-size=64M',
    '--innodb-flush-log-at-trx-commit=0',
    '--skip-log-bin',
  ];
}

/** Where the programs are, and what they must be told where they were unpacked instead of installed. */
function programs(at) {
  const usual = `${process.env.PATH}:/usr/sbin`;
  if (PROGRAMS.every((name) => usual.split(':').some((folder) => existsSync(path.join(folder, name)))))
    return { path: '/usr/sbin', libraries: '', options: [] };
  const { root, ...unpacked } = unpack(PACKAGES, at.folder);
  return { ...unpacked, options: [`--basedir=${root}/usr`, `--lc-messages-dir=${root}/usr/share/mysql`] };
}

function environment({ path: programs, libraries }) {
  return { ...process.env, PATH: `${programs}:${process.env.PATH}`, ...(libraries ? { LD_LIBRARY_PATH: libraries } : {}) };
}

function begin(at, found, args) {
  const log = openSync(at.log, 'a');
  const child = spawn('mariadbd', args, { env: environment(found), detached: true, stdio: ['ignore', log, log] });
  child.unref();
  closeSync(log);
  writeFileSync(at.pid, String(child.pid));
}

async function until(at, attempt, tries = 200) {
  for (let left = tries; ; left--) {
    try {
      return attempt();
    } catch (error) {
      if (left === 0) throw new Error(`MariaDB did not come up; ${at.log} says why`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function isOurs(at) {
  const file = existsSync(at.pid) && `/proc/${readFileSync(at.pid, 'utf8').trim()}/cmdline`;
  return Boolean(file) && existsSync(file) && readFileSync(file, 'utf8').includes(`--datadir=${at.data}`);
}

async function main([verb, folder]) {
  if (verb === 'up' && folder) console.log(JSON.stringify(await startMariadb(path.resolve(folder))));
  else if (verb === 'down' && folder) stopMariadb(path.resolve(folder));
  else {
    console.error('usage: mariadb.mjs up FOLDER | down FOLDER');
    process.exitCode = 2;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main(process.argv.slice(2));
