import { spawn } from 'node:child_process';
import { mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const ROOT = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const READY = /Sinambung is ready: (\S+)/;

/** Starts the built server as its own process; resolves when it says that it is ready. Stop it with `stop()` or `kill()`. */
export function startServer({ data, settings = {} }) {
  mkdirSync(data, { recursive: true });
  const log = path.join(data, 'server.log');
  const env = { ...process.env, NODE_OPTIONS: '', PORT: '0', SINAMBUNG_DATA: data, SINAMBUNG_LOG: 'warn', ...settings };
  const child = spawn(process.execPath, [path.join(ROOT, 'dist', 'main.js')], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', openSync(log, 'a')],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const url = READY.exec(said)?.[1];
      if (url)
        resolve({
          url,
          said,
          pid: child.pid,
          ended,
          stop: () => end(child, ended, 'SIGTERM'),
          kill: () => end(child, ended, 'SIGKILL'),
        });
    });
    ended.then((code) => reject(new Error(`the server ended with ${code}: ${readFileSync(log, 'utf8').slice(-2000)}`)));
  });
}

/** Runs one command of the terminal and returns what it printed; rejects with its stderr when it fails. */
export function sinambung({ data, settings = {} }, ...args) {
  const env = { ...process.env, NODE_OPTIONS: '', SINAMBUNG_DATA: data, ...settings };
  const child = spawn(process.execPath, [path.join(ROOT, 'dist', 'cli.js'), ...args], { cwd: ROOT, env });
  let out = '';
  let problem = '';
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (problem += chunk));
  const finished = new Promise((resolve, reject) => {
    child.once('exit', (code) =>
      code === 0 ? resolve(out) : reject(new Error(`sinambung ${args.join(' ')} ended with ${code}: ${problem}${out}`)),
    );
  });
  return Object.assign(finished, { child });
}

async function end(child, ended, signal) {
  child.kill(signal);
  await ended;
}
