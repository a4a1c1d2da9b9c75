import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { z } from 'zod';
import { DomainError } from '../../platform/index.js';
import { errors } from '../errors.js';
import { CODE, levelOf, shortName, zoneOf } from '../region-rules.js';
import { type Region, regionLevels } from '../types.js';
import { normalise } from '../words.js';

const optionalNumber = z.union([z.literal('').transform(() => undefined), z.coerce.number().min(0)]);

const line = z
  .object({
    code: z.string().regex(CODE, 'not a Kemendagri code such as 35.06.03'),
    name: z.string().trim().min(1, 'empty'),
    level: z.enum(regionLevels),
    lat: z.coerce.number().min(-90).max(90),
    lng: z.coerce.number().min(-180).max(180),
    population: optionalNumber,
    area_km2: optionalNumber,
  })
  .refine(({ code, level }) => levelOf(code) === level, { path: ['level'], message: 'does not fit the code' });

/** A region as the file gives it, with the label of the one it lies in. */
export interface RegionEntry extends Omit<Region, 'roadFactor'> {
  parentLabel?: string;
}

/**
 * Reads `code,name,level,lat,lng,population,area_km2` line by line; a region comes after the one it lies in. Throws
 * `directory.unreadable-file`, or `directory.bad-file` with the row and the column.
 */
export async function* readRegions(file: string): AsyncGenerator<RegionEntry> {
  const above = new Map<string, string>();
  let row = 1;
  for await (const raw of lines(file)) yield entry(file, ++row, raw, above);
}

async function* lines(file: string): AsyncGenerator<unknown> {
  const source = createReadStream(file);
  const rows = source.pipe(parse({ columns: true, bom: true, trim: true }));
  source.on('error', (error: NodeJS.ErrnoException) => rows.destroy(errors.unreadableFile({ file, problem: error.code })));
  try {
    yield* rows;
  } catch (error) {
    throw error instanceof DomainError ? error : errors.badFile({ file, place: 'CSV', problem: (error as Error).message });
  } finally {
    source.destroy();
  }
}

function entry(file: string, row: number, raw: unknown, above: Map<string, string>): RegionEntry {
  const { area_km2: areaKm2, ...region } = checked(file, row, raw);
  const parentCode = region.code.includes('.') ? region.code.slice(0, region.code.lastIndexOf('.')) : undefined;
  const parentLabel = parentCode && above.get(parentCode);
  if (parentCode && !parentLabel)
    throw errors.badFile({ file, place: `row ${row}, code`, problem: `${parentCode} must come before ${region.code}` });
  const label = parentLabel ? `${region.name}, ${parentLabel}` : region.name;
  if (region.level !== 'village') above.set(region.code, label);
  return { ...region, areaKm2, parentCode, label, zone: zoneOf(region.code), parentLabel };
}

function checked(file: string, row: number, raw: unknown): z.infer<typeof line> {
  const result = line.safeParse(raw);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw errors.badFile({ file, place: `row ${row}, ${issue?.path.join('.')}`, problem: issue?.message });
}

/** The names people know it by: `kras`, `kras kabupaten kediri`, `kras kediri`; `kabupaten kediri`, `kediri`. A kecamatan Kota is not Kota Kediri. */
export function termsOf({ name, parentLabel }: RegionEntry): string[] {
  const parent = parentLabel?.split(', ')[0];
  const placed = parent ? [`${name} ${parent}`, `${name} ${shortName(parent)}`].filter((term) => term !== parent) : [];
  return [...new Set([name, shortName(name), ...placed].map(normalise))].filter((term) => term !== '');
}
