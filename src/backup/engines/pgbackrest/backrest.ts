import { DomainError } from '../../../platform/index.js';
import { errors } from '../../errors.js';
import { type Child, run } from '../child.js';
import { libpqEnv } from '../pg-address.js';
import { versionOf } from '../tools.js';
import { asOwner, type Owner } from './owner.js';

/** The first release whose output was read for this; what was before lacks bundles and annotations. */
const SINCE = [2, 45] as const;

/** How one repository is driven. */
export interface Repository {
  /** The file that says where it is, and with which keys it is opened. */
  config: string;
  stanza: string;
  owner: Owner;
  /** The server of the source, for what asks it. */
  url?: string;
}

/** Throws `tool-missing` or `tool-outdated`. */
export async function backrestVersion(): Promise<string> {
  const version = await versionOf('pgbackrest');
  const [, major, minor] = /(\d+)\.(\d+)/.exec(version) ?? [];
  if (Number(major) < SINCE[0] || (Number(major) === SINCE[0] && Number(minor) < SINCE[1]))
    throw errors.toolOutdated({
      tool: 'pgbackrest',
      version,
      needed: SINCE.join('.'),
      command: 'apt-get install pgbackrest',
      detail: `${version} < ${SINCE.join('.')}`,
    });
  return version;
}

export function backrest({ config, stanza, owner, url }: Repository, verb: string, args: readonly string[] = []): Child {
  const log = verb === 'restore' ? 'detail' : 'off';
  const common = [`--config=${config}`, `--stanza=${stanza}`, `--log-level-console=${log}`];
  const [program, all] = asOwner(owner, 'pgbackrest', [
    ...common,
    '--log-level-stderr=error',
    ...args.slice(0, -1),
    verb,
    ...args.slice(-1),
  ]);
  return run(program, all, url ? libpqEnv(url) : {});
}

/** All that it writes to its standard output; throws this room's errors. */
export async function backrestOutput(repository: Repository, verb: string, args: readonly string[] = []): Promise<Buffer> {
  const child = backrest(repository, verb, args);
  child.process.stdin.end();
  const parts: Buffer[] = [];
  child.process.stdout.on('data', (part: Buffer) => parts.push(part));
  await child.ended.catch((error) => {
    throw inOurWords(error);
  });
  return Buffer.concat(parts);
}

/** pgBackRest numbers its errors: https://github.com/pgbackrest/pgbackrest/blob/release/2.45/src/build/error/error.yaml */
export function inOurWords(error: unknown): unknown {
  if (!(error instanceof DomainError)) return error;
  const detail = String(error.context.detail);
  const number = /ERROR: \[(\d+)\]/.exec(detail)?.[1];
  if (/No space left|Disk quota/.test(detail)) return errors.vaultFull({ detail });
  if (/\b(AccessDenied|InvalidAccessKeyId|SignatureDoesNotMatch)\b/.test(detail)) return errors.vaultRefused({ detail });
  if (/unable to (verify|find hostname).*certificate/.test(detail)) return errors.vaultUntrusted({ detail });
  if (number === '049') return errors.vaultUnreachable({ detail });
  if (number === '056') return errors.sourceUnreachable({ detail });
  if (number === '082') return errors.walNotArrived({ detail });
  return errors.childFailed({ ...error.context, tool: 'pgbackrest', detail });
}
