import type { VaultEntry } from '../shelf-schema.js';
import type { Trouble } from '../types.js';
import type { VaultRole } from '../vaults/roles.js';

/**
 * What is tried. Each is an attempt, so that `works` and `refused` mean the same everywhere: `overwrite` works where the earlier
 * content is gone afterwards, `multipart-lock` where the lock sent along with a multipart upload is there afterwards.
 */
export const checks = [
  'put',
  'read',
  'range',
  'overwrite',
  'lock-on',
  'delete',
  'checksum',
  'lock',
  'multipart-lock',
  'delete-locked',
  'shorten-lock',
  'bypass-lock',
  'suspend-versions',
] as const;
export type Check = (typeof checks)[number];
export type Found = 'works' | 'refused' | 'untried';

/** `here`: where copies lie, with an object of our own; `probe`: in the place made for it, because it could do harm. */
export interface Finding {
  check: Check;
  place: 'here' | 'probe';
  found: Found;
  /** What the store said. */
  detail?: string;
}

/** What one credential could really do in a vault. */
export interface Probe {
  vaultId: string;
  role: VaultRole;
  /** Whether the role has a credential of its own; where not, the writer's stands for it and nothing else was tried. */
  apart: boolean;
  /** When it was last tried, and when what is known of it was found. */
  triedAt: Date;
  at: Date;
  findings: Finding[];
  trouble?: Trouble;
}

/** `open`: nothing was promised. */
export type Promised = 'works' | 'refused' | 'open';
export type Verdict = 'proven' | 'weak' | 'open' | 'untried';

export interface Judged extends Finding {
  role: VaultRole;
  at: Date;
  promised: Promised;
  verdict: Verdict;
  /** A weakness that makes the vault's shelf entry, or the parting of roles, untrue. */
  breaksClaim: boolean;
}

/** What the lock on the shelf claims. The two others are promises of the protocol, whose breach we work around. */
const OF_LOCK: readonly Check[] = [
  'overwrite',
  'lock-on',
  'lock',
  'delete-locked',
  'shorten-lock',
  'bypass-lock',
  'suspend-versions',
];
const WORKED_AROUND: readonly Check[] = ['checksum', 'multipart-lock'];

/** Every finding against what was promised, in the order of `checks`. */
export function judge(entry: VaultEntry, probes: readonly Probe[]): Judged[] {
  const apart = new Set(probes.filter((probe) => probe.apart).map(({ role }) => role));
  const judged = probes.flatMap(({ role, at, findings }) =>
    findings.map((finding) => {
      const promised = promise(finding.check, role, entry, apart);
      const verdict = verdictOf(promised, finding.found);
      return {
        ...finding,
        role,
        at,
        promised,
        verdict,
        breaksClaim: verdict === 'weak' && !WORKED_AROUND.includes(finding.check),
      };
    }),
  );
  return judged.sort((a, b) => checks.indexOf(a.check) - checks.indexOf(b.check));
}

/** The roles that were found to share the writer's credential. */
export function notApart(probes: readonly Probe[]): VaultRole[] {
  return probes.filter(({ role, apart }) => role !== 'writer' && !apart).map(({ role }) => role);
}

function promise(check: Check, role: VaultRole, entry: VaultEntry, apart: ReadonlySet<VaultRole>): Promised {
  const locks = entry.kind !== 'folder' && entry.lock !== undefined;
  const prunes = role === 'pruner' || (role === 'writer' && !apart.has('pruner'));
  if (check === 'read' || check === 'range') return 'works';
  if (check === 'put') return role === 'writer' ? 'works' : 'refused';
  if (check === 'delete') return prunes ? 'works' : 'refused';
  if (check === 'checksum') return 'refused';
  if (check === 'multipart-lock' || check === 'lock' || check === 'lock-on') return 'works';
  return OF_LOCK.includes(check) && locks ? 'refused' : 'open';
}

function verdictOf(promised: Promised, found: Found): Verdict {
  if (found === 'untried') return 'untried';
  if (promised === 'open') return 'open';
  return promised === found ? 'proven' : 'weak';
}
