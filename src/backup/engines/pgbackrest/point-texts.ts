import { Injectable } from '@nestjs/common';
import { type Locale, Texts } from '../../../platform/index.js';
import { errors } from '../../errors.js';
import { type ClusterManifest, checksumText, manifestText, sha256 } from '../../manifest.js';
import { readText, writeText } from '../../vaults/texts.js';
import type { Vault } from '../../vaults/vault.js';
import { type Listed, readList } from './file-list.js';

const LIST = 'FILES.sha256';
const MANIFEST = 'manifest.json';
const HOW_TO = 'RESTORE.txt';
const SUMS = 'SHA256SUMS';
const ALL = [SUMS, LIST, MANIFEST, HOW_TO];

type Named = Pick<ClusterManifest, 'sourceId' | 'pointId'>;

/** What lies beside the repository for each of its points: the list of its files, its manifest, and how to restore it. */
@Injectable()
export class PointTexts {
  constructor(private readonly texts: Texts) {}

  /** Written last, so that a point with SHA256SUMS is a whole one. */
  async describe(manifest: ClusterManifest, list: string, vault: Vault): Promise<void> {
    const texts: [string, string][] = [
      [LIST, list],
      [MANIFEST, manifestText(manifest)],
      [HOW_TO, this.howTo(manifest)],
    ];
    for (const [file, text] of texts) await writeText(vault, keyOf(manifest, file), text);
    const sums = checksumText(texts.map(([file, text]) => ({ file, sha256: sha256(text) })));
    await writeText(vault, keyOf(manifest, SUMS), sums);
  }

  /** The files of the backups that it stands on, then its own. Throws `damaged` where a list is not the one that was written. */
  async files(manifest: ClusterManifest, vault: Vault): Promise<Listed[]> {
    const { standsOn, files } = manifest.repository;
    const lists = [...standsOn, { pointId: manifest.pointId, sha256: files.sha256 }];
    const found: Listed[] = [];
    for (const { pointId, sha256: wanted } of lists)
      found.push(...readList(await this.list({ sourceId: manifest.sourceId, pointId }, vault, wanted)));
    return found;
  }

  async list(point: Named, vault: Vault, wanted?: string): Promise<string> {
    const text = await readText(vault, keyOf(point, LIST));
    if (wanted !== undefined && sha256(text) !== wanted)
      throw errors.damaged({ vault: vault.id, detail: `${keyOf(point, LIST)}: ${sha256(text)} ≠ ${wanted}` });
    return text;
  }

  async writeList(point: Named, vault: Vault, list: string): Promise<string> {
    await writeText(vault, keyOf(point, LIST), list);
    return list;
  }

  /** That the manifest beside the repository is the one we know. */
  async checkManifest(manifest: ClusterManifest, vault: Vault): Promise<void> {
    const text = await readText(vault, keyOf(manifest, MANIFEST));
    if (sha256(text) !== sha256(manifestText(manifest)))
      throw errors.damaged({ vault: vault.id, detail: `${keyOf(manifest, MANIFEST)}: ${sha256(text)}` });
  }

  async remove(manifest: ClusterManifest, vault: Vault): Promise<void> {
    for (const file of ALL) await vault.remove(keyOf(manifest, file));
  }

  private howTo({ sourceId: source, takenAt, origin, repository, moment }: ClusterManifest): string {
    const words = { ...origin, source, takenAt, snapshot: repository.snapshot, moment: moment.name };
    return `${(['id', 'en'] as Locale[]).map((locale) => this.texts.t(locale, 'backup:how-to.cluster', words)).join('\n\n')}\n`;
  }
}

function keyOf({ sourceId, pointId }: Named, file: string): string {
  return `${sourceId}/${pointId}/${file}`;
}
