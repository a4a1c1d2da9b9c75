#!/usr/bin/env node
// Makes a fresh clone ready: packages, build, system tools.   setup.mjs start|test [--fast] [--quiet]
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fail, NODE, ROOT, run, succeeds } from './lib.mjs';
import { missingTools } from './tools.mjs';

const [purpose = 'start', ...flags] = process.argv.slice(2);
const quiet = flags.includes('--quiet');
const fast = flags.includes('--fast');
const say = (text) => quiet || process.stderr.write(`${text}\n`);

checkNode();
installPackages();
if (purpose === 'start' || !fast) buildIfStale();
provideTools();

function checkNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) fail(`Node ${process.versions.node} is too old: install Node 20 or newer.`);
}

function installPackages() {
  const lock = path.join(ROOT, 'package-lock.json');
  const note = path.join(ROOT, 'node_modules', '.installed-from');
  const wanted = createHash('sha256').update(readFileSync(lock)).digest('hex');
  const has = existsSync(note) ? readFileSync(note, 'utf8') : '';
  if (has === wanted && existsSync(NODE)) return;
  say('Installing packages (once, about a minute) …');
  const { status } = run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', quiet ? 'ignore' : 'inherit', 'inherit'],
  });
  if (status !== 0) fail('npm ci failed: see above. Is the package registry reachable, and is there room on the disk?');
  writeFileSync(note, wanted);
}

function buildIfStale() {
  const stamp = path.join(ROOT, 'dist', '.built');
  const newest = Math.max(
    ...['src', 'styles', 'scripts/build.mjs', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'].map(newestChange),
  );
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= newest) return;
  say('Building …');
  const { status } = run(NODE, ['scripts/build.mjs'], { stdio: ['ignore', quiet ? 'ignore' : 'inherit', 'inherit'] });
  if (status !== 0) fail('the build failed: see above.');
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, '');
}

function newestChange(name) {
  const file = path.join(ROOT, name);
  if (!existsSync(file)) return 0;
  const { mtimeMs } = statSync(file);
  if (!statSync(file).isDirectory()) return mtimeMs;
  return Math.max(mtimeMs, ...readdirSync(file).map((child) => newestChange(path.join(name, child))));
}

function provideTools() {
  const missing = missingTools(purpose, fast);
  if (missing.length === 0) return;
  const packages = [...new Set(missing.flatMap((tool) => tool.packages))].join(' ');
  const names = missing.map((tool) => tool.command).join(', ');
  if (installWithApt(packages.split(' '), names)) return;
  const line = `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages}`;
  if (purpose === 'test') fail(`These tools are missing: ${names}. Install them with:\n  ${line}`);
  process.stderr.write(`Missing: ${names}. Sinambung starts, but cannot back up or restore until you run:\n  ${line}\n`);
}

function installWithApt(packages, names) {
  if (!succeeds('apt-get', ['--version'])) return false;
  const root = process.getuid?.() === 0;
  if (!root && !succeeds('sudo', ['-n', 'true'])) return false;
  say(`Installing ${names} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) =>
    run(root ? 'apt-get' : 'sudo', root ? args : ['-n', 'apt-get', ...args], { stdio: ['ignore', 'ignore', 'inherit'], env })
      .status === 0;
  apt('update', '-qq');
  return apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
}
