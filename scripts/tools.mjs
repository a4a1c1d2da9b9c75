import { spawnSync } from 'node:child_process';

/** The embedded server's major; pg_dump must not be older than the server it dumps. */
const POSTGRES_MAJOR = 15;

const TOOLS = [
  { command: 'pg_dump', packages: ['postgresql-client'], atLeast: POSTGRES_MAJOR, for: ['start', 'test', 'fast'] },
  { command: 'pg_restore', packages: ['postgresql-client'], atLeast: POSTGRES_MAJOR, for: ['start', 'test', 'fast'] },
  { command: 'restic', packages: ['restic'], for: ['start', 'test', 'fast'], version: ['version'] },
  { command: 'age', packages: ['age'], for: ['test', 'fast'] },
  { command: 'zstd', packages: ['zstd'], for: ['test', 'fast'] },
  { command: 'pdftoppm', packages: ['poppler-utils'], for: ['test', 'fast'], version: ['-v'] },
  { command: 'chromium', packages: ['chromium'], for: ['test'] },
];

/** The system tools that `purpose` needs and this machine lacks, or has too old. */
export function missingTools(purpose, fast = false) {
  const need = purpose === 'test' && fast ? 'fast' : purpose;
  return TOOLS.filter((tool) => tool.for.includes(need) && !present(tool));
}

function present({ command, atLeast = 0, version = ['--version'] }) {
  const { status, stdout } = spawnSync(command, version, { encoding: 'utf8' });
  if (status !== 0) return false;
  const major = Number(/(\d+)(\.\d+)?/.exec(stdout)?.[1] ?? 0);
  return major >= atLeast;
}
