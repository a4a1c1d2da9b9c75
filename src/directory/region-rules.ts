import type { RegionLevel } from './types.js';

const LEVELS: Record<number, RegionLevel> = { 1: 'province', 2: 'kabkota', 3: 'kecamatan', 4: 'village' };

/** Province codes that begin with these stand in WITA and WIT, the others in WIB. Source: Keppres 41/1987, with the provinces that came after it. */
const WITA = ['51', '52', '53', '63', '64', '65', '71', '72', '73', '74', '75', '76'];
const WIT = ['81', '82', '91', '92', '93', '94', '95', '96'];

/** Kilometres by road for one in a straight line: an assumption of ours (K), to be set for a region by whoever measures it. */
export const ASSUMED_ROAD_FACTOR = 1.3;

export const CODE = /^\d{2}(\.\d{2}){0,2}(\.\d{4})?$/;

export function levelOf(code: string): RegionLevel {
  return LEVELS[code.split('.').length] ?? 'village';
}

/** `35.06.03` lies in `35.06`, which lies in `35`: the code itself and all above it, lowest first. */
export function lineage(code: string): string[] {
  const parts = code.split('.');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('.'));
}

/** IANA zone of a region. */
export function zoneOf(code: string): string {
  const province = code.slice(0, 2);
  if (WIT.includes(province)) return 'Asia/Jayapura';
  return WITA.includes(province) ? 'Asia/Makassar' : 'Asia/Jakarta';
}

/** Whether a catchment, given as codes of which each holds all below it, holds a region. */
export function holds(catchment: string[], code: string): boolean {
  return lineage(code).some((above) => catchment.includes(above));
}

/** How people also call a region: `Kabupaten Kediri` is `Kediri`. */
export function shortName(name: string): string {
  return name.replace(/^(Kabupaten|Kota)( Administrasi)? (?=\S)/, '');
}
