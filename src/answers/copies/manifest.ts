import { createHash } from 'node:crypto';
import type { Answer, AnswerState } from '../types.js';
import type { CopyFile, CopyPlace } from './copy-place.js';

/** `manifest.json`: what lies at a place, for whoever checks it. */
export interface Manifest {
  writtenAt: string;
  /** When every answer was last written, and not only those that had changed; absent before the first time. */
  wholeAt?: string;
  /** By path below the place. */
  files: Record<string, { bytes: number; sha256: string }>;
}

/** One answer in `pencarian.json`, for whoever searches the copies by a program. */
export interface IndexEntry {
  path: string;
  serviceId: string;
  service: string;
  regionCode: string;
  region: string;
  label: string;
  state: AnswerState;
}

export const MANIFEST = 'manifest.json';
export const SEARCH_INDEX = 'pencarian.json';

/** One that is missing or broken is made anew. */
export async function readManifest(place: CopyPlace): Promise<Pick<Manifest, 'wholeAt' | 'files'>> {
  return (await readJson<Manifest>(place, MANIFEST)) ?? { files: {} };
}

/** In the order of `path`. */
export async function readIndex(place: CopyPlace): Promise<IndexEntry[]> {
  return (await readJson<IndexEntry[]>(place, SEARCH_INDEX)) ?? [];
}

export function withEntries(index: IndexEntry[], added: IndexEntry[]): IndexEntry[] {
  const byPath = new Map([...index, ...added].map((entry) => [entry.path, entry]));
  return [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

export function entryOf({ service, region, state }: Answer): IndexEntry {
  return {
    path: `${folderOf(service.id, region.code)}/index.html`,
    serviceId: service.id,
    service: service.name,
    regionCode: region.code,
    region: region.name,
    label: region.label,
    state,
  };
}

export function folderOf(serviceId: string, regionCode: string): string {
  return `layanan/${serviceId}/${regionCode}`;
}

export function filesListed(files: CopyFile[]): Manifest['files'] {
  return Object.fromEntries(
    files.map(({ path, text }) => [
      path,
      { bytes: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') },
    ]),
  );
}

export const asJson = (value: unknown) => `${JSON.stringify(value, null, 1)}\n`;

async function readJson<T>(place: CopyPlace, path: string): Promise<T | undefined> {
  try {
    return JSON.parse((await place.read(path)) ?? 'null') ?? undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
