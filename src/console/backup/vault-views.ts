import type { Judged, VaultStanding } from '../../backup/index.js';
import type { Words } from './words.js';

const TAGS = { proven: 'ok', weak: 'stop', open: 'plain', untried: 'wait' } as const;
/** What must have been tried and held before anybody may rely on a lock. */
const ATTACKS = ['delete-locked', 'shorten-lock', 'bypass-lock', 'suspend-versions'];

/** What the templates show of a vault. */
export function vaultView({ vault, probes, findings, ...standing }: VaultStanding, words: Words) {
  const lock = vault.kind === 'folder' ? undefined : vault.lock;
  return {
    ...standing,
    ...vault,
    medium: words.medium(standing.medium),
    lock,
    lockHeld: lock && held(findings),
    isUsed: standing.firstUsedAt !== undefined,
    sources: standing.sources.join(', '),
    notApart: standing.notApart.map((role) => words.role(role)).join(', '),
    isTried: probes.length > 0,
    probes: probes.filter(({ apart }) => apart).map((probe) => ({ ...probe, trouble: words.trouble(probe.trouble) })),
    findings: findings.map((finding) => ({ ...finding, tag: TAGS[finding.verdict] })),
    weak: findings.filter(({ verdict }) => verdict === 'weak'),
  };
}

/** By every key that was tried. */
function held(findings: readonly Judged[]): boolean {
  return ATTACKS.every((attack) => {
    const tried = findings.filter(({ check }) => check === attack);
    return tried.length > 0 && tried.every(({ verdict }) => verdict === 'proven');
  });
}
