// pgBackRest as a rival, set up as its manual says, on a server of its own that is a copy of the bench's: it copies whole servers.
import { chownSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { unpack } from '../support/debian.mjs';
import { ask, built, bytesUnder, freePort, inDatabase, isInstalled, shell } from './copies.mjs';

const MAJOR = 15;
const PROCESSES = 2;
const UNPACKED = path.resolve(process.env.SINAMBUNG_TEST_PGBACKREST ?? path.join('.tmp', 'pgbackrest'));

/** Undefined where this machine has no pgBackRest and cannot get it. */
export async function openBackrest({ folder, env, url, data }, say) {
  if (!provided(say)) return undefined;
  const [{ asOwner }, { programsOf }] = await Promise.all(
    ['owner.js', 'restored-server.js'].map((file) => built(`backup/engines/pgbackrest/${file}`)),
  );
  const programs = await programsOf(MAJOR);
  const { uid, gid } = statSync(path.join(data, 'postgres'));
  const own = path.join(folder, 'backrest');
  const [server, repository, sockets, config] = ['server', 'repository', 'sockets', 'pgbackrest.conf'].map((name) =>
    path.join(own, name),
  );
  for (const made of [own, server, repository, sockets]) {
    mkdirSync(made, { mode: 0o700 });
    chownSync(made, uid, gid);
  }
  const run = (...words) => {
    const [program, args] = asOwner({ uid, gid }, words[0], words.slice(1));
    return shell([program, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' '), {
      ...process.env,
      LC_ALL: 'C',
    });
  };
  const backrest = (...words) => run('pgbackrest', `--config=${config}`, '--stanza=bench', ...words);
  const ports = [await freePort(), await freePort()];
  const start = (at, port, ...more) => {
    const flags = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${sockets}`, ...more];
    const options = flags.map((flag) => `-c "${flag}"`).join(' ');
    return run(
      path.join(programs, 'pg_ctl'),
      'start',
      '-w',
      '-t',
      '300',
      '-s',
      '-D',
      at,
      '-l',
      path.join(own, 'log'),
      '-o',
      options,
    );
  };
  const stop = (at) => run(path.join(programs, 'pg_ctl'), 'stop', '-w', '-s', '-D', at, '-m', 'immediate');
  await run('env', ...named(env), 'pg_basebackup', '--checkpoint=fast', '-D', server);
  writeFileSync(path.join(server, 'pg_hba.conf'), 'local all all trust\nhost all all 127.0.0.1/32 trust\n');
  writeFileSync(config, settings({ repository, server, own, sockets, port: ports[0], user: env.PGUSER }));
  const push = `archive_command=pgbackrest --config=${config} --stanza=bench archive-push %p`;
  await start(server, ports[0], 'archive_mode=on', push);
  await backrest('stanza-create');
  return {
    postmaster: () => Number(readFileSync(path.join(server, 'postmaster.pid'), 'utf8').split('\n')[0]),
    /** A full one; bytes of what the repository then holds. */
    async backUp() {
      await backrest('--type=full', 'backup');
      return bytesUnder(repository);
    },
    /** Into an empty folder, and a server on it up to what `query` answers; the server's own CPU is that of `postmaster` in the end. */
    async restore(query) {
      const restored = path.join(own, 'restored');
      await backrest(`--pg1-path=${restored}`, '--archive-mode=off', 'restore');
      await start(restored, ports[1]);
      const at = new URL(inDatabase(url, new URL(url).pathname.slice(1)));
      at.port = ports[1];
      return ask(at.href, query);
    },
    restoredPostmaster: () => Number(readFileSync(path.join(own, 'restored', 'postmaster.pid'), 'utf8').split('\n')[0]),
    async discard() {
      await stop(path.join(own, 'restored'));
      rmSync(path.join(own, 'restored'), { recursive: true });
    },
    close: () => stop(server),
  };
}

function provided(say) {
  try {
    if (!isInstalled('pgbackrest')) process.env.PATH = `${process.env.PATH}:${unpack(['pgbackrest'], UNPACKED).path}`;
  } catch (error) {
    say(`pgBackRest is not measured: ${error.message}`);
  }
  return isInstalled('pgbackrest');
}

function named(env) {
  return ['PGHOST', 'PGPORT', 'PGUSER', 'PGPASSWORD'].map((name) => `${name}=${env[name]}`);
}

function settings({ repository, server, own, sockets, port, user }) {
  return `[global]
repo1-path=${repository}
repo1-retention-full=1
compress-type=zst
process-max=${PROCESSES}
start-fast=y
lock-path=${own}/lock
spool-path=${own}/spool
log-level-file=off
log-level-console=warn

[bench]
pg1-path=${server}
pg1-port=${port}
pg1-socket-path=${sockets}
pg1-user=${user}
`;
}
