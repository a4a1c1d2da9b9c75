import fc from 'fast-check';
import type { VaultEntry } from '../shelf-schema.js';
import { type Check, checks, type Found, judge, notApart, type Probe } from './rules.js';

const AT = new Date('2025-08-30T22:00:00+07:00');
const FOLDER: VaultEntry = { id: 'v', kind: 'folder', path: 'v' };
const PLAIN: VaultEntry = { id: 'v', kind: 's3' };
const LOCKED: VaultEntry = { id: 'v', kind: 's3', lock: { days: 30, mode: 'compliance' } };

function probe(role: Probe['role'], apart: boolean, found: Partial<Record<Check, Found>>): Probe {
  const findings = Object.entries(found).map(([check, one]) => ({ check: check as Check, place: 'probe' as const, found: one }));
  return { vaultId: 'v', role, apart, triedAt: AT, at: AT, findings };
}

const only = (entry: VaultEntry, role: Probe['role'], check: Check, found: Found, others: Probe[] = []) =>
  judge(entry, [probe(role, true, { [check]: found }), ...others])[0];

describe('what a probe shows against what was promised', () => {
  it.each<[string, VaultEntry, Probe['role'], Check, Found, string, boolean]>([
    ['a writer who can store', PLAIN, 'writer', 'put', 'works', 'proven', false],
    ['a writer who cannot', PLAIN, 'writer', 'put', 'refused', 'weak', true],
    ['a prover who can store', PLAIN, 'prover', 'put', 'works', 'weak', true],
    ['a prover who cannot read', PLAIN, 'prover', 'read', 'refused', 'weak', true],
    ['a pruner who cannot delete', PLAIN, 'pruner', 'delete', 'refused', 'weak', true],
    ['an overwrite that destroys, where nobody promised otherwise', FOLDER, 'writer', 'overwrite', 'works', 'open', false],
    ['the same under a lock', LOCKED, 'writer', 'overwrite', 'works', 'weak', true],
    ['a locked object that can be deleted', LOCKED, 'pruner', 'delete-locked', 'works', 'weak', true],
    ['a wrong checksum that is taken, which we work around', LOCKED, 'writer', 'checksum', 'works', 'weak', false],
    ['a lock that an upload in parts loses, which we work around', LOCKED, 'writer', 'multipart-lock', 'refused', 'weak', false],
    ['what was not tried', LOCKED, 'writer', 'delete-locked', 'untried', 'untried', false],
  ])('%s', (_, entry, role, check, found, verdict, breaksClaim) => {
    expect(only(entry, role, check, found)).toMatchObject({ verdict, breaksClaim });
  });

  it('asks of the writer not to delete only where somebody else prunes', () => {
    expect(only(PLAIN, 'writer', 'delete', 'works', [probe('pruner', false, {})])).toMatchObject({ verdict: 'proven' });
    expect(only(PLAIN, 'writer', 'delete', 'works', [probe('pruner', true, {})])).toMatchObject({
      verdict: 'weak',
      breaksClaim: true,
    });
  });

  it('names the roles that are not apart', () => {
    expect(notApart([probe('writer', true, {}), probe('prover', false, {}), probe('pruner', true, {})])).toEqual(['prover']);
  });

  it('never calls proven what was not tried, nor weak what was not promised', () => {
    const found = fc.dictionary(fc.constantFrom(...checks), fc.constantFrom<Found>('works', 'refused', 'untried'));
    fc.assert(
      fc.property(fc.constantFrom(FOLDER, PLAIN, LOCKED), found, found, fc.boolean(), (entry, one, two, apart) => {
        for (const judged of judge(entry, [probe('writer', true, one), probe('pruner', apart, two)])) {
          if (judged.found === 'untried') expect(judged.verdict).toBe('untried');
          if (judged.promised === 'open') expect(['open', 'untried']).toContain(judged.verdict);
          expect(judged.breaksClaim && judged.verdict !== 'weak').toBe(false);
        }
      }),
    );
  });
});
