import { stat } from 'node:fs/promises';
import { errors } from '../../errors.js';

/** The user to whom the server's files belong: the server reads what we write, and we read what it writes. */
export interface Owner {
  uid: number;
  gid: number;
}

/** Of the folder for our work; throws `setup-missing` where there is none, or where we may not become its owner. */
export async function ownerOf(work: string): Promise<Owner> {
  const found = await stat(work).catch(() => {
    throw errors.setupMissing({ what: work, line: `install -d -o postgres -g postgres -m 700 ${work}` });
  });
  const self = process.getuid?.();
  if (self !== 0 && self !== found.uid)
    throw errors.setupMissing({ what: `uid ${self} ≠ ${found.uid}`, line: `sudo -u '#${found.uid}' sinambung serve` });
  return { uid: found.uid, gid: found.gid };
}

/**
 * The program as this user, which ends when we do. Below a closed folder it may pass, and read, as we may; for root alone, so
 * that a server's user needs no rights in our own folders.
 */
export function asOwner({ uid, gid }: Owner, program: string, args: readonly string[], dies = true): [string, string[]] {
  const death = dies ? ['--pdeathsig', 'TERM'] : [];
  if (process.getuid?.() === uid) return ['setpriv', [...death, '--', program, ...args]];
  const capability = ['--inh-caps', '+dac_read_search', '--ambient-caps', '+dac_read_search'];
  const change = ['--reuid', `${uid}`, '--regid', `${gid}`, '--clear-groups', ...capability];
  return ['setpriv', [...change, ...death, '--', program, ...args]];
}
