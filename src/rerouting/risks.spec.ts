import type { Office } from '../directory/index.js';
import { risksOf } from './risks.js';

const KATANG = { lat: -7.8, lng: 112.045 };
/** A degree of latitude is 111.2 km. */
const north = (km: number) => ({ lat: KATANG.lat + km / 111.2, lng: KATANG.lng });
const now = new Date('2025-09-01T08:00:00+07:00');
const office = { accessibility: {} } as Office;
const near = (km: number, place: { office?: Office; at?: typeof KATANG }) =>
  risksOf(place, { shut: [north(40), KATANG], km }, { isSample: false, assumed: false }, now);

it.each([
  ['an office in the hazard area', 3, { office, at: north(2.9) }, ['near-incident']],
  ['an office outside it', 3, { office, at: north(3.1) }, []],
  ['the same office in a wider one', 4, { office, at: north(3.1) }, ['near-incident']],
  ['a unit that comes to a place in it', 3, { at: north(1) }, ['near-incident']],
  ['what has no place', 3, {}, []],
])('%s: up to %d km', (_, km, place, expected) => expect(near(km, place)).toEqual(expected));
