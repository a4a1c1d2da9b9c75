import { existsSync, readdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Config } from '../../platform/index.js';
import type { Catalogue, CataloguePoint } from '../catalogue/catalogue.js';
import { manifestIn } from '../catalogue/newer-catalogue.js';
import { errors } from '../errors.js';
import { identitiesIn, identitiesOf } from '../escrow/age.js';
import { openerOf } from '../escrow/opening.js';
import { openParcel, parcelIn } from '../escrow/parcel.js';
import type { TarFile } from '../escrow/tar.js';
import type { Vault } from '../vaults/vault.js';
import { catalogueFor, type Expected, pointsHere } from './strangers-view.js';
import { vaultAt } from './vault-at.js';

const fileSchema = z.object({
  file: z.string(),
  bytes: z.number(),
  rawBytes: z.number(),
  sha256: z.string(),
  pieces: z.array(z.string()).optional(),
});
const tableSchema = z.object({ name: z.string(), rows: z.number(), digest: z.string() });
const manifestSchema = z.object({
  content: fileSchema,
  origin: z.record(z.string(), z.string()),
  digests: z.literal('copy-lines').optional(),
  tables: z.array(tableSchema),
  shape: z.record(z.string(), z.number()),
});

export interface RescueWish extends Expected {
  /** A folder, or `s3://bucket`. */
  address: string;
  /** The file with the key: an officer's escrow key, or the installation's own. */
  identityFile: string;
  /** The newest one when not given. */
  pointId?: string;
}

/** What a rescue would do, with all that it was checked by. */
export interface RescuePlan {
  vault: Vault;
  catalogue: Catalogue;
  point: CataloguePoint;
  manifest: z.output<typeof manifestSchema>;
  /** What opens the copy. */
  identity: string;
  keys: TarFile[];
}

/** A database takes more room than its dump: indexes, and the log while it is filled. */
const ROOM_FACTOR = 3;
const OWN_IDENTITY = 'keys/backup.age.txt';
export const UNFINISHED = 'rescue.json';

/** Finds out whether this installation can be brought back here from this vault by this key, and touches nothing. */
@Injectable()
export class RescuePlans {
  constructor(private readonly config: Config) {}

  /** Throws what stands in the way, named. */
  async make(wish: RescueWish): Promise<RescuePlan> {
    const given = identitiesOf(wish.identityFile);
    const vault = vaultAt(wish.address, this.config);
    const catalogue = await catalogueFor(vault, wish);
    this.refuseOther(catalogue);
    const point = await this.chosen(vault, catalogue, wish.pointId);
    const text = await manifestIn(vault, point);
    const manifest = manifestSchema.parse(JSON.parse(text));
    const keys = await openParcel(await parcelIn(vault, catalogue), given);
    const kept = identitiesIn(keys.find(({ name }) => name === OWN_IDENTITY)?.body.toString() ?? '');
    const copy = `${point.sourceId}/${point.pointId}/${manifest.content.file}`;
    const identity = await openerOf(vault, copy, [...kept, ...given]);
    await this.refuseTaken(manifest.content.rawBytes);
    return { vault, catalogue, point, manifest, identity, keys };
  }

  private refuseOther({ kind, version }: Catalogue): void {
    const wanted = this.config.get('SINAMBUNG_KIND');
    if (kind !== wanted) throw errors.otherKind({ kind, setting: wanted });
    if (isNewer(version, this.config.version)) throw errors.newerVersion({ theirs: version, ours: this.config.version });
  }

  private async chosen(vault: Vault, catalogue: Catalogue, pointId?: string): Promise<CataloguePoint> {
    const own = catalogue.sources.find((source) => source.own);
    const points = own ? await pointsHere(vault, catalogue, own.id) : [];
    const point = pointId ? points.find((one) => one.pointId === pointId) : points[0];
    if (!point) throw pointId ? errors.noSuchPoint({ point: pointId }) : errors.nothingToRestore({ source: own?.id ?? '-' });
    return point;
  }

  private async refuseTaken(rawBytes: number): Promise<void> {
    const folder = this.config.data;
    const entries = existsSync(folder) ? readdirSync(folder) : [];
    if (entries.length > 0 && !entries.includes(UNFINISHED))
      throw errors.dataNotEmpty({ folder, found: entries.slice(0, 3).join(', ') });
    if (this.config.get('DATABASE_URL')) return;
    let above = folder;
    while (!existsSync(above)) above = path.dirname(above);
    const { bavail, bsize } = await statfs(above);
    const needed = rawBytes * ROOM_FACTOR;
    if (bavail * bsize < needed) throw errors.noRoom({ place: folder, needed, free: bavail * bsize });
  }
}

function isNewer(theirs: string, ours: string): boolean {
  const parts = (version: string) => version.split(/[.-]/).map(Number);
  const [a, b] = [parts(theirs), parts(ours)];
  const at = a.findIndex((part, index) => part !== b[index]);
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0);
}

/** Of a rescue that nobody could hold against the recovery card. */
export function notCompared(): Error {
  return errors.notCompared({});
}
