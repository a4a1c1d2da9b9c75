import { errors } from '../../errors.js';
import type { Vault } from '../../vaults/vault.js';
import { type Child, run } from '../child.js';
import { versionOf } from '../tools.js';

/** A repository of restic in a vault, with the password that opens it. */
export interface Opened {
  vault: Vault;
  /** Below the vault. */
  path: string;
  password: string;
}

export interface Way {
  /** Where relative paths begin. */
  cwd?: string;
  /** From which repository; the other one is then written to. */
  from?: Opened;
  /** Where restic keeps what it has already read of lists and trees; for work that proves something, nowhere. */
  cache?: string;
  /** Without a lock: for what does no harm while somebody else writes, in a vault that may not be written to. */
  lockless?: boolean;
}

/** Format 2 of repositories, which compresses, is of 0.14. */
const OLDEST = [0, 14];

/** As `restic 0.14.0`. Throws `tool-missing` or `tool-too-old`. */
export async function readyRestic(): Promise<string> {
  const version = /restic (\d+)\.(\d+)\S*/.exec(await versionOf('restic'));
  const [major = 0, minor = 0] = version?.slice(1).map(Number) ?? [];
  if (major * 1000 + minor >= (OLDEST[0] as number) * 1000 + (OLDEST[1] as number)) return version?.[0] as string;
  const needed = `restic ${OLDEST.join('.')}`;
  throw errors.toolTooOld({
    tool: 'restic',
    version: version?.[0],
    server: needed,
    package: 'restic',
    command: 'apt-get install restic',
  });
}

/** Runs restic on a repository. Passwords and keys go by environment, so that they do not stand in the list of processes. */
export function restic(repository: Opened, args: readonly string[], { cwd, from, cache, lockless }: Way = {}): Child {
  const options = [
    '--json',
    ...(cache ? ['--cache-dir', cache] : ['--no-cache']),
    ...(lockless ? ['--no-lock'] : []),
    ...(from ? ['--from-repo', addressOf(from)] : []),
    ...storeOptions(repository.vault),
  ];
  const env = {
    RESTIC_REPOSITORY: addressOf(repository),
    RESTIC_PASSWORD: repository.password,
    RESTIC_FROM_PASSWORD: from?.password,
    RESTIC_PROGRESS_FPS: '0.1',
    GOMAXPROCS: '2',
    ...(from && from.vault.location.kind === 's3' ? keysOf(from.vault) : {}),
    ...keysOf(repository.vault),
  };
  const child = run('restic', [...options, ...args], env, cwd);
  child.process.stdin.end();
  endRetries(child);
  return child;
}

/** What restic says on its standard output, whole. */
export async function told(repository: Opened, args: readonly string[], way: Way = {}): Promise<string> {
  const child = restic(repository, args, way);
  let text = '';
  child.process.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  await done(child, repository.vault);
  return text;
}

/** Waits for its end; throws what went wrong in this room's words. */
export async function done({ ended }: Child, vault: Vault): Promise<void> {
  await ended.catch((error) => {
    throw explained(error, vault);
  });
}

function addressOf({ vault: { location }, path }: Opened): string {
  return location.kind === 'folder' ? `${location.path}/${path}` : `s3:${location.endpoint}/${location.bucket}/${path}`;
}

function keysOf({ location }: Vault): NodeJS.ProcessEnv {
  return location.kind === 's3' ? { AWS_ACCESS_KEY_ID: location.accessKey, AWS_SECRET_ACCESS_KEY: location.secretKey } : {};
}

function storeOptions({ location }: Vault): string[] {
  if (location.kind === 'folder') return [];
  const vouched = location.caFile ? ['--cacert', location.caFile] : [];
  return ['-o', 's3.bucket-lookup=path', '-o', `s3.region=${location.region}`, ...vouched];
}

const GONE = /returned error, retrying after .*(no such file|unexpected EOF|does not exist|NoSuchKey)/i;

const REFUSED = /returned error, retrying after .*access denied/i;

/**
 * restic asks a quarter of an hour long for a file that is not there; with SIGINT it still takes its lock away. Where the store
 * refuses, it could not do even that.
 */
function endRetries({ process }: Child): void {
  process.stderr.on('data', (text: string) => {
    if (GONE.test(text)) process.kill('SIGINT');
    if (REFUSED.test(text)) process.kill('SIGKILL');
  });
}

const MEANINGS: [RegExp, (context: { vault: string; detail: string }) => Error][] = [
  [/already locked/, errors.repositoryBusy],
  [GONE, errors.damaged],
  [
    /verification failed|not found in index|does not match|wrong password or no key|repository contains errors|invalid data/,
    errors.damaged,
  ],
  [/unable to open config file/, errors.noSuchObject],
  [/no space left|QuotaExceeded|quota exceeded/, errors.vaultFull],
  [
    /access denied|AccessDenied|InvalidAccessKeyId|SignatureDoesNotMatch|permission denied|read-only file system/i,
    errors.vaultRefused,
  ],
  [/x509: /, errors.vaultUntrusted],
  [/connection refused|connection reset|no such host|timeout|no route to host/, errors.vaultUnreachable],
];

/** What restic complains of, in this room's words; what nobody foresaw stays `child-failed` with its words. */
function explained(error: unknown, { id }: Vault): unknown {
  const { detail = '' } = (error as { context?: { detail?: string } }).context ?? {};
  const found = MEANINGS.find(([words]) => words.test(detail));
  return found ? found[1]({ vault: id, detail: detail.slice(0, 500) }) : error;
}
