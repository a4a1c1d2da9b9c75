// A real S3 store for tests: one Ceph monitor, one OSD in memory and one RGW on loopback, from the distribution's packages,
// unpacked into a folder instead of installed, so that no privileges are needed.
//   node test/support/ceph.mjs up FOLDER [PORT]     prints {"endpoint", "secure", "caFile", "accessKey", "secretKey"}, where
//                                                   `secure` is the same by TLS; does nothing when it is up
//   node test/support/ceph.mjs admin FOLDER ARGUMENTS…  runs radosgw-admin on it
//   node test/support/ceph.mjs down FOLDER          stops what `up` began; the packages stay for the next time
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { unpack } from './debian.mjs';

const PACKAGES = ['ceph-mon', 'ceph-osd', 'ceph-common', 'radosgw'];
const DAEMONS = ['radosgw', 'ceph-osd', 'ceph-mon'];

/** Brings the store up below `folder` (absolute); resolves with its address once it answers. */
export async function startCeph(folder, port = 7480) {
  const known = readIfThere(places(folder).address);
  if (known && (await answers(new URL(known.endpoint).port))) return known;
  stopCeph(folder);
  const at = { ...places(folder), unpacked: unpack(PACKAGES, folder) };
  const address = {
    endpoint: `http://127.0.0.1:${port}`,
    secure: `https://localhost:${securePort(port)}`,
    caFile: at.certificate,
    accessKey: 'contoh',
    secretKey: randomBytes(16).toString('hex'),
  };
  rmSync(at.state, { recursive: true, force: true });
  for (const name of ['mon', 'osd', 'run', 'log']) mkdirSync(path.join(at.state, name), { recursive: true });
  writeFileSync(at.config, configuration(at, port));
  certify(at);
  await bringUp(at, address, port);
  writeFileSync(at.address, JSON.stringify(address));
  return address;
}

/** What radosgw-admin says, on a store that is up. */
export function administer(folder, ...args) {
  const at = { ...places(folder), unpacked: unpack(PACKAGES, folder) };
  const options = { env: environment(at), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] };
  return execFileSync('radosgw-admin', ['-n', 'client.rgw', ...args], options);
}

/** Ends the processes that this folder's `startCeph` began, and no others. */
export function stopCeph(folder) {
  const at = places(folder);
  rmSync(at.address, { force: true });
  for (const name of DAEMONS) {
    const pid = Number(readIfThere(pidFile(at, name)) ?? 0);
    if (pid > 0 && isOurs(pid, at)) process.kill(pid, 'SIGKILL');
    rmSync(pidFile(at, name), { force: true });
  }
}

function places(folder) {
  const state = path.join(folder, 'state');
  return {
    folder,
    state,
    config: path.join(state, 'ceph.conf'),
    certificate: path.join(state, 'tls.crt'),
    key: path.join(state, 'tls.key'),
    address: path.join(folder, 'address.json'),
  };
}

async function bringUp(at, address, port) {
  const env = environment(at);
  const call = (program, ...args) => execFileSync(program, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const monmap = path.join(at.state, 'monmap');
  const keyring = path.join(at.state, 'keyring');
  const fsid = /fsid = (\S+)/.exec(readFileSync(at.config, 'utf8'))[1];
  call('monmaptool', '--create', '--addv', 'a', monitorAddress(port), '--fsid', fsid, monmap);
  call('ceph-authtool', '--create-keyring', keyring, '--gen-key', '-n', 'mon.', '--cap', 'mon', 'allow *');
  call('ceph-authtool', keyring, '--gen-key', '-n', 'client.admin', '--cap', 'mon', 'allow *', '--cap', 'osd', 'allow *');
  call('ceph-authtool', keyring, '--gen-key', '-n', 'osd.0', '--cap', 'mon', 'allow profile osd', '--cap', 'osd', 'allow *');
  call('ceph-authtool', keyring, '--gen-key', '-n', 'client.rgw', '--cap', 'mon', 'allow rwx', '--cap', 'osd', 'allow rwx');
  call('ceph-mon', '--mkfs', '-i', 'a', '--monmap', monmap, '--keyring', keyring);
  begin(at, env, 'ceph-mon', ['-i', 'a', '-f']);
  await until('the monitor', () => call('ceph', '--connect-timeout', '2', 'mon', 'stat'));
  const disk = randomUUID();
  call('ceph', 'osd', 'new', disk);
  call('ceph-osd', '-i', '0', '--mkfs', '--osd-uuid', disk);
  begin(at, env, 'ceph-osd', ['-i', '0', '-f']);
  call('ceph', 'osd', 'crush', 'add', 'osd.0', '1.0', 'root=default', 'host=localhost');
  await until('the disk', () => {
    if (!call('ceph', 'osd', 'stat').includes('1 up')) throw new Error('not up yet');
  });
  begin(at, env, 'radosgw', ['-n', 'client.rgw', '-f']);
  await until('the gateway', async () => {
    if (!(await answers(port))) throw new Error('not listening yet');
  });
  const user = [
    '--uid=contoh',
    '--display-name=contoh',
    `--access-key=${address.accessKey}`,
    `--secret-key=${address.secretKey}`,
  ];
  call('radosgw-admin', '-n', 'client.rgw', 'user', 'create', ...user);
}

function configuration(at, port) {
  const lib = libraries(at.unpacked);
  const settings = {
    fsid: randomUUID(),
    'mon host': monitorAddress(port),
    'mon initial members': 'a',
    'public addr': '127.0.0.1',
    'cluster addr': '127.0.0.1',
    keyring: path.join(at.state, 'keyring'),
    'mon data': path.join(at.state, 'mon'),
    'osd data': path.join(at.state, 'osd'),
    'run dir': path.join(at.state, 'run'),
    'admin socket': path.join(at.state, 'run', '$name.asok'),
    'log file': path.join(at.state, 'log', '$name.log'),
    'crash dir': path.join(at.state, 'log'),
    'plugin dir': `${lib}/ceph`,
    'erasure code dir': `${lib}/ceph/erasure-code`,
    'osd class dir': `${lib}/rados-classes`,
    'osd objectstore': 'memstore',
    'memstore device bytes': 2 ** 31,
    // A name longer than the socket or file system allows would otherwise stop the disk.
    'osd max object name len': 256,
    'osd max object namespace len': 64,
    'osd pool default size': 1,
    'osd pool default min size': 1,
    'osd pool default pg num': 4,
    'osd pool default pgp num': 4,
    'osd pool default pg autoscale mode': 'off',
    'osd crush chooseleaf type': 0,
    'mon allow pool size one': true,
    'mon max pg per osd': 1000,
    'mon data avail warn': 2,
    'mon data avail crit': 1,
    'rgw frontends': [
      `beast endpoint=127.0.0.1:${port} ssl_endpoint=127.0.0.1:${securePort(port)}`,
      `ssl_certificate=${at.certificate} ssl_private_key=${at.key}`,
    ].join(' '),
  };
  return `[global]\n${Object.entries(settings)
    .map(([name, value]) => `${name} = ${value}\n`)
    .join('')}`;
}

function environment({ config, unpacked }) {
  const lib = libraries(unpacked);
  return {
    ...process.env,
    CEPH_CONF: config,
    LD_LIBRARY_PATH: [lib, `${lib}/ceph`, unpacked.libraries].join(':'),
    PATH: `${unpacked.path}:${process.env.PATH}`,
    PYTHONPATH: path.join(unpacked.root, 'usr/lib/python3/dist-packages'),
  };
}

/** The folder of the unpacked libraries, or the system's own when Ceph is installed. */
function libraries({ root }) {
  for (const base of [path.join(root, 'usr/lib'), '/usr/lib']) {
    const found = existsSync(base) && readdirSync(base).find((name) => existsSync(path.join(base, name, 'ceph/erasure-code')));
    if (found) return path.join(base, found);
  }
  throw new Error('the unpacked Ceph packages hold no libraries');
}

function begin(at, env, program, args) {
  const log = openSync(path.join(at.state, 'log', `${program}.out`), 'a');
  const child = spawn(program, args, { env, detached: true, stdio: ['ignore', log, log] });
  child.unref();
  closeSync(log);
  writeFileSync(pidFile(at, program), String(child.pid));
}

async function until(what, attempt, tries = 200) {
  for (let left = tries; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0) throw new Error(`${what} of Ceph did not come up`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect({ port: Number(port), host: '127.0.0.1' });
    socket
      .once('connect', () => resolve(true))
      .once('error', () => resolve(false))
      .once('connect', () => socket.destroy());
  });
}

function isOurs(pid, at) {
  const file = `/proc/${pid}/environ`;
  return existsSync(file) && readFileSync(file, 'utf8').includes(`CEPH_CONF=${at.config}`);
}

/** For the name localhost, and its own authority. */
function certify({ certificate, key }) {
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', key, '-out', certificate];
  execFileSync('openssl', ['req', '-x509', ...made, '-days', '2', ...subject], { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** The monitor takes the two between. */
function securePort(port) {
  return Number(port) + 3;
}

function monitorAddress(port) {
  return `[v2:127.0.0.1:${Number(port) + 1},v1:127.0.0.1:${Number(port) + 2}]`;
}

function pidFile(at, program) {
  return path.join(at.folder, `${program}.pid`);
}

function readIfThere(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

async function main([verb, folder, ...rest]) {
  const [port] = rest;
  if (verb === 'up' && folder)
    console.log(JSON.stringify(await startCeph(path.resolve(folder), port ? Number(port) : undefined)));
  else if (verb === 'admin' && folder) console.log(administer(path.resolve(folder), ...rest));
  else if (verb === 'down' && folder) stopCeph(path.resolve(folder));
  else {
    console.error('usage: ceph.mjs up FOLDER [PORT] | admin FOLDER ARGUMENTS | down FOLDER');
    process.exitCode = 2;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main(process.argv.slice(2));
