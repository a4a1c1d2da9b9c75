import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { Config } from '../platform/index.js';

const TYPES: Record<string, string> = { '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8' };
/** By the name under which a page asks for it. Leaflet comes from its package: no other server is ever asked for anything. */
const FILES = {
  place: ['assets', 'place.js'],
  map: ['assets', 'map.js'],
  leaflet: ['node_modules', 'leaflet', 'dist', 'leaflet.js'],
  leafletStyle: ['node_modules', 'leaflet', 'dist', 'leaflet.css'],
};
export type AssetName = keyof typeof FILES;

export interface Asset {
  /** Changes with the content, so that it may be kept for ever. */
  path: string;
  type: string;
  identity: Buffer;
  br: Buffer;
  gzip: Buffer;
}

/** The few files that help a page where scripts run: each page works without them. */
@Injectable()
export class Assets {
  private readonly made = new Map<AssetName, Asset>();

  constructor(private readonly config: Config) {}

  get names(): AssetName[] {
    return Object.keys(FILES) as AssetName[];
  }

  get(name: AssetName): Asset {
    const known = this.made.get(name) ?? this.read(name);
    this.made.set(name, known);
    return known;
  }

  private read(name: AssetName): Asset {
    const file = this.config.shipped(...FILES[name]);
    const identity = readFileSync(file);
    const { name: stem, ext } = path.parse(file);
    const hash = createHash('sha256').update(identity).digest('hex').slice(0, 12);
    const br = brotliCompressSync(identity, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
    return { path: `/aset/${stem}-${hash}${ext}`, type: TYPES[ext]!, identity, br, gzip: gzipSync(identity) };
  }
}
