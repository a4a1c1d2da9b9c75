import { z } from 'zod';
import { sha256 } from '../manifest.js';

const FORMAT = 'sinambung-catalogue-1';
const digest = z.string().regex(/^[0-9a-f]{64}$/);

const pointSchema = z.object({
  sourceId: z.string(),
  pointId: z.string(),
  state: z.enum(['stored', 'verified', 'proven', 'failed']),
  takenAt: z.iso.datetime(),
  engine: z.string(),
  bytes: z.number(),
  rawBytes: z.number(),
  /** SHA-256 of its content. */
  sha256: digest,
  /** SHA-256 of its manifest.json. */
  manifest: digest,
  /** By their names on the shelf. */
  vaults: z.array(z.string()),
});

const catalogueSchema = z.object({
  format: z.literal(FORMAT),
  sequence: z.number().int().positive(),
  /** SHA-256 of the text before it; null for the first. */
  previous: digest.nullable(),
  signedAt: z.iso.datetime(),
  kind: z.enum(['production', 'demonstration', 'drill']),
  version: z.string(),
  /** The signing key, by the SHA-256 of its public part. */
  key: digest,
  vaults: z.array(z.object({ id: z.string(), marker: z.string() })),
  sources: z.array(z.object({ id: z.string(), name: z.string(), own: z.boolean() })),
  /** The installation's other keys, sealed. */
  parcel: z.object({ file: z.string(), sha256: digest }),
  points: z.array(pointSchema),
});

/**
 * All recovery points at one moment, by their manifests' digests. It lies in each vault as `catalogue/<sequence>.json`, with its
 * Ed25519 signature beside it: each is whole in itself, and none is ever written again.
 */
export type Catalogue = z.output<typeof catalogueSchema>;
export type CataloguePoint = z.output<typeof pointSchema>;

export function catalogueText(facts: Omit<Catalogue, 'format'>): string {
  return `${JSON.stringify({ format: FORMAT, ...facts }, undefined, 2)}\n`;
}

/** Undefined where it is no catalogue. */
export function readCatalogue(text: string): Catalogue | undefined {
  try {
    return catalogueSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

export const FOLDER = 'catalogue/';
const DIGITS = 12;

export function nameOf(sequence: number): string {
  return `${FOLDER}${String(sequence).padStart(DIGITS, '0')}`;
}

/** The sequence number of a key, undefined for what is no catalogue. */
export function sequenceOf(key: string): number | undefined {
  const found = new RegExp(`^${FOLDER}(\\d{${DIGITS}})\\.json$`).exec(key);
  return found ? Number(found[1]) : undefined;
}

export interface FoundCatalogue {
  sequence: number;
  text: string;
  /** Whether a key that is known has signed this very text. */
  genuine: boolean;
}

export interface Known {
  /** The newest that was ever signed. */
  head: number;
  /** The newest that this vault was seen to have. */
  inVault: number;
  digestOf(sequence: number): string | undefined;
}

export type Verdict = 'right' | 'forged' | 'rolled-back' | 'ahead';

/** What a vault's newest catalogue says of the vault, by what this server has signed. `found` undefined: it has none. */
export function judge(found: FoundCatalogue | undefined, known: Known): Verdict {
  if (!found) return known.inVault === 0 ? 'right' : 'rolled-back';
  if (!found.genuine || readCatalogue(found.text)?.sequence !== found.sequence) return 'forged';
  if (found.sequence > known.head) return 'ahead';
  if (known.digestOf(found.sequence) !== sha256(found.text)) return 'forged';
  return found.sequence < known.inVault ? 'rolled-back' : 'right';
}

/** Points of a catalogue that should lie in this vault. */
export function pointsIn(catalogue: Catalogue, vaultId: string): CataloguePoint[] {
  return catalogue.points.filter(({ vaults }) => vaults.includes(vaultId));
}
