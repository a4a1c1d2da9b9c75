import { existsSync, readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/index.js';
import type { Point } from '../distance.js';
import { errors } from '../exchange/errors.js';
import { CODE } from '../region-rules.js';
import { type Boundaries, type Boundary, contains, type RegionShape } from './shapes.js';

/** The boundaries of the shelf `data/regions/boundaries`, simplified for a map on a telephone; not every province has them. */
@Injectable()
export class BoundaryShelf {
  private readonly read = new Map<string, Boundaries | undefined>();

  constructor(private readonly config: Config) {}

  /** The regions one level below: kabupaten and kota of a province, kecamatan of one of these. Throws `directory.no-boundaries`. */
  below(code: string): Boundaries {
    const isProvince = CODE.test(code) && !code.includes('.');
    const file = isProvince ? this.load(code, 'kabkota') : this.load(code.slice(0, 2), 'kecamatan');
    const features = file?.features.filter(({ properties }) => properties.code.startsWith(`${code}.`)) ?? [];
    if (features.length === 0) throw errors.noBoundaries({ region: code });
    return { type: 'FeatureCollection', features };
  }

  /** Undefined where no boundaries of that province are kept. */
  kecamatan(province: string): Boundary[] | undefined {
    return this.load(province, 'kecamatan')?.features;
  }

  private load(province: string, level: string): Boundaries | undefined {
    const name = `${province}-${level}.geojson`;
    if (!this.read.has(name)) this.read.set(name, readShelf(this.config.shipped('data', 'regions', 'boundaries', name)));
    return this.read.get(name);
  }
}

/** The region of a list in which a point lies. */
export function regionAt(boundaries: Boundary[], point: Point): RegionShape | undefined {
  return boundaries.find((boundary) => contains(boundary, point))?.properties;
}

function readShelf(file: string): Boundaries | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Boundaries) : undefined;
}
