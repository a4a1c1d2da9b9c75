import fc from 'fast-check';
import type { VaultEntry } from './shelf-schema.js';
import { areAllBelow, areApart, type Lack, lacksOf, zoneOf } from './three-two-one.js';

const folder = (id: string, zone?: string): VaultEntry => ({ id, kind: 'folder', path: id, zone });
const s3 = (id: string, zone?: string): VaultEntry => ({ id, kind: 's3', zone });

describe('3-2-1', () => {
  it.each<[string, string | undefined, VaultEntry[], Lack[]]>([
    ['no copy', '35.06', [], ['second-vault', 'second-medium', 'elsewhere']],
    ['one folder in the same town', '35.06', [folder('a', '35.06')], ['second-vault', 'second-medium', 'elsewhere']],
    ['one folder far away', '35.06', [folder('a', '35.78')], ['second-vault', 'second-medium']],
    ['two folders, one far away', '35.06', [folder('a', '35.06'), folder('b', '35.78')], ['second-medium']],
    ['a folder and a store in one town', '35.06', [folder('a', '35.06'), s3('b', '35.06.25')], ['elsewhere']],
    ['a folder and a store somewhere unknown', '35.06', [folder('a', '35.06'), s3('b')], ['elsewhere']],
    ['a source of an unknown zone', undefined, [folder('a', '35.06'), s3('b', '35.78')], ['elsewhere']],
    ['all that is asked for', '35.06', [folder('a', '35.06'), s3('b', '35.78')], []],
    ['the same vault twice', '35.06', [s3('b', '35.78'), s3('b', '35.78')], ['second-vault', 'second-medium']],
  ])('%s', (_, zone, vaults, lacks) => {
    expect(lacksOf(zone, vaults)).toEqual(lacks);
  });

  it.each<[string, VaultEntry[], boolean]>([
    ['a folder in it', [folder('vaults/lokal')], true],
    ['two in it, one by its whole path', [folder('vaults/lokal'), folder('/data/lain')], true],
    ['one in it and one beside it', [folder('vaults/lokal'), folder('/mnt/brankas')], false],
    ['one whose path begins alike', [folder('/data-lain')], false],
    ['one that leads out of it', [folder('../lain')], false],
    ['one whose name begins with dots', [folder('..lain')], true],
    ['a store', [folder('vaults/lokal'), s3('b')], false],
  ])('knows what goes with a data folder: %s', (_, vaults, goes) => {
    expect(areAllBelow('/data', vaults)).toBe(goes);
  });

  it('takes a region for the zone that holds it', () => {
    expect(zoneOf('35.06.25.2001')).toBe('35.06');
    expect(areApart('35.06', '35')).toBe(false);
    expect(areApart('35.06', '35.0')).toBe(true);
    expect(areApart('pusat data', '35.06')).toBe(true);
  });

  it('never lacks more with one more vault', () => {
    const vault = fc
      .record({
        id: fc.constantFrom('a', 'b', 'c'),
        zone: fc.option(fc.constantFrom('35', '35.06', '35.78'), { nil: undefined }),
      })
      .chain(({ id, zone }) => fc.constantFrom(folder(id, zone), s3(id, zone)));
    fc.assert(
      fc.property(fc.array(vault), vault, (vaults, one) => {
        const before = lacksOf('35.06', vaults);
        for (const lack of lacksOf('35.06', [...vaults, one])) expect(before).toContain(lack);
      }),
    );
  });
});
