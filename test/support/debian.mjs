// Programs of the distribution for tests, unpacked into a folder instead of installed, so that no privileges are needed.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Unpacks these packages, with what they need and this machine lacks, into `folder`/root; does nothing when that was done before.
 * Returns the folder, and where its programs and libraries lie, as PATH and LD_LIBRARY_PATH name them.
 */
export function unpack(packages, folder) {
  const root = path.join(folder, 'root');
  const stamp = path.join(root, '.unpacked');
  if (!existsSync(stamp)) {
    fetchInto(root, packages, path.join(folder, 'packages'));
    writeFileSync(stamp, '');
  }
  const inRoot = (...names) => names.map((name) => path.join(root, name));
  return {
    root,
    path: inRoot('usr/bin', 'usr/sbin').join(':'),
    libraries: ['usr/lib', 'lib'].flatMap((name) => inRoot(...architectures(root, name))).join(':'),
  };
}

function fetchInto(root, packages, downloads) {
  for (const made of [downloads, root]) {
    rmSync(made, { recursive: true, force: true });
    mkdirSync(made, { recursive: true });
  }
  const missing = missingOf(packages);
  if (missing.length > 0) run('apt-get', ['download', '-q', ...missing], { cwd: downloads });
  for (const file of readdirSync(downloads)) run('dpkg-deb', ['-x', path.join(downloads, file), root]);
  rmSync(downloads, { recursive: true });
}

/** What an installation would add to this machine, asked without installing. */
function missingOf(packages) {
  const simulate = () => run('apt-get', ['install', '--simulate', '--no-install-recommends', '-q', ...packages]);
  let plan;
  try {
    plan = simulate();
  } catch (error) {
    if (process.getuid() !== 0)
      throw new Error(`${packages.join(', ')}: not known here; run once: sudo apt-get update`, { cause: error });
    // Two lanes of contracts may both find that it was never done.
    run('flock', [path.join(tmpdir(), 'sinambung-apt.lock'), 'apt-get', 'update', '-q']);
    plan = simulate();
  }
  return [...plan.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name);
}

/** Such as `usr/lib/x86_64-linux-gnu`. */
function architectures(root, lib) {
  const folder = path.join(root, lib);
  const found = existsSync(folder) ? readdirSync(folder) : [];
  return found.filter((name) => name.includes('-linux-')).map((name) => path.join(lib, name));
}

function run(program, args, options = {}) {
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], ...options });
}
