import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/index.js';
import { unseal } from '../engines/sealing.js';
import { catalogueFor, type Expected, pointsHere } from '../rescue/strangers-view.js';
import { vaultAt } from '../rescue/vault-at.js';
import { readText } from '../vaults/texts.js';
import type { Vault } from '../vaults/vault.js';
import { identitiesIn } from './age.js';
import { openParcel } from './parcel.js';

export interface TriedKey {
  /** A source, or the parcel of keys. */
  what: string;
  pointId?: string;
  takenAt?: string;
  opens: boolean;
}

/** Tries a key on real copies in a real vault, on any machine, without a server of ours: the newest of each source, and the keys. */
@Injectable()
export class OpenWithKey {
  constructor(private readonly config: Config) {}

  async try(address: string, identityFile: string, expected: Expected): Promise<TriedKey[]> {
    const identities = identitiesIn(identityFile);
    const vault = vaultAt(address, this.config);
    const catalogue = await catalogueFor(vault, expected);
    const tried: TriedKey[] = [];
    for (const { id } of catalogue.sources) {
      const point = (await pointsHere(vault, catalogue, id)).find(({ engine }) => engine === 'dump');
      if (!point) continue;
      const { pointId, takenAt } = point;
      tried.push({ what: id, pointId, takenAt, opens: await this.opensCopy(vault, `${id}/${pointId}`, identities) });
    }
    const sealed = await buffer(await vault.get(catalogue.parcel.file));
    const opens = await openParcel(sealed, identities).then(
      () => true,
      () => false,
    );
    return [...tried, { what: 'keys', opens }];
  }

  /** Its beginning alone is read. */
  private async opensCopy(vault: Vault, point: string, identities: readonly string[]): Promise<boolean> {
    const manifest = JSON.parse(await readText(vault, `${point}/manifest.json`)) as { content: { file: string } };
    for (const identity of identities) {
      const body = await vault.get(`${point}/${manifest.content.file}`);
      body.on('error', () => undefined);
      const plain = await unseal(body, identity).catch(() => undefined);
      plain?.on('error', () => undefined).destroy();
      body.destroy();
      if (plain) return true;
    }
    return false;
  }
}
