import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { distanceKm, type Point } from './distance.js';

const shipped = path.resolve(__dirname, '..', '..', 'data');
const facts = JSON.parse(readFileSync(path.join(shipped, 'scenario', 'kediri_2025_facts.json'), 'utf8'));
const rows: { kec: string; to_pare: number; to_kota_kediri: number }[] = facts.reroute_distance_km_centroid.rows;

const kediri = new Map<string, Point & { name: string }>();
for (const line of readFileSync(path.join(shipped, 'regions', 'regions.csv'), 'utf8').split('\n')) {
  const [code = '', name = '', , lat, lng] = line.split(',');
  if (/^35\.(06|71)\.\d\d$/.test(code)) kediri.set(code, { name, lat: Number(lat), lng: Number(lng) });
}
const PARE = kediri.get('35.06.17')!;
const KOTA = ['35.71.01', '35.71.02', '35.71.03'].map((code) => kediri.get(code)!);
const kecamatan = (name: string) => [...kediri].find(([code, region]) => code.startsWith('35.06') && region.name === name)![1];

const point = fc.record({
  lat: fc.double({ min: -11, max: 6, noNaN: true }),
  lng: fc.double({ min: 95, max: 141, noNaN: true }),
});

describe('distance', () => {
  it.each(rows)('of $kec to Pare and to the nearest kecamatan of Kota Kediri', ({ kec, to_pare, to_kota_kediri }) => {
    expect(Math.abs(distanceKm(kecamatan(kec), PARE) - to_pare)).toBeLessThan(0.06);
    expect(Math.abs(Math.min(...KOTA.map((to) => distanceKm(kecamatan(kec), to))) - to_kota_kediri)).toBeLessThan(0.06);
  });

  it('is the same both ways, nothing to itself, and never longer than a detour', () => {
    fc.assert(
      fc.property(point, point, point, (a, b, c) => {
        expect(distanceKm(a, b)).toBeCloseTo(distanceKm(b, a), 6);
        expect(distanceKm(a, a)).toBe(0);
        expect(distanceKm(a, c)).toBeLessThanOrEqual(distanceKm(a, b) + distanceKm(b, c) + 1e-6);
      }),
    );
  });
});
