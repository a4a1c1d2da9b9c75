import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** What the scripts share. Plain Node, no dependency: they run before anything is installed. */
export const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
export const NODE = path.join(ROOT, 'node_modules', '.bin', 'node');

export function run(command, args, options = {}) {
  return spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', ...options });
}

export function succeeds(command, args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

export function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
