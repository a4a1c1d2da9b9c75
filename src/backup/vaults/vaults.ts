import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config, newId, Tx } from '../../platform/index.js';
import { errors } from '../errors.js';
import { Shelf } from '../shelf.js';
import type { VaultEntry } from '../shelf-schema.js';
import { Credentials } from './credentials.js';
import { FolderVault } from './folder-vault.js';
import { MinioVault } from './minio-vault.js';
import type { VaultRole } from './roles.js';
import { S3Vault } from './s3-vault.js';
import { readText, writeText } from './texts.js';
import { MARKER, type Vault } from './vault.js';
import { VaultStore } from './vault-store.js';

/**
 * Opens vaults by their name on the shelf. A vault gets a marker at its first use; where the marker is gone later, the disk is
 * not mounted or the bucket is another one, and nothing is written there.
 */
@Injectable()
export class Vaults {
  constructor(
    private readonly shelf: Shelf,
    private readonly store: VaultStore,
    private readonly config: Config,
    private readonly credentials: Credentials,
    private readonly tx: Tx,
  ) {}

  /** With the credential of this role. */
  async open(id: string, role: VaultRole): Promise<Vault> {
    const vault = this.make(this.shelf.vault(id), role);
    const known = await this.store.marker(id);
    if (known === undefined) await this.begin(vault);
    else await this.recognise(vault, known);
    return vault;
  }

  /** Two copies in one place are one. Whichever of the two was used first works on. */
  private async refuseTwin({ id }: Vault, marker: string): Promise<void> {
    const twins = await this.store.bearing(marker);
    const [first] = twins.filter((one) => one !== id && this.shelf.vaultsInUse.includes(one));
    const isLater = !twins.includes(id) || twins.indexOf(first ?? id) < twins.indexOf(id);
    if (first && isLater && this.shelf.vaultsInUse.includes(id)) throw errors.vaultTwice({ vault: id, other: first });
  }

  /** Of several that use it for the first time at once, one gives it the marker that the others find. */
  private begin(vault: Vault): Promise<void> {
    return this.tx.housekeeping('backup.remember-vault', async () => {
      await this.store.guardBeginning(vault.id);
      const known = await this.store.marker(vault.id);
      if (known !== undefined) return this.recognise(vault, known);
      await vault.prepare();
      const there = await vault.head(MARKER);
      const marker = there ? (await readText(vault, MARKER)).trim() : newId();
      if (!there) await writeText(vault, MARKER, `${marker}\n`);
      await this.refuseTwin(vault, marker);
      await this.store.remember(vault.id, marker);
    });
  }

  private async recognise(vault: Vault, known: string): Promise<void> {
    const found = await vault.head(MARKER);
    if (!found) throw errors.vaultVanished({ vault: vault.id, detail: MARKER });
    if ((await readText(vault, MARKER)).trim() !== known) throw errors.vaultVanished({ vault: vault.id, detail: MARKER });
    await this.refuseTwin(vault, known);
  }

  private make(entry: VaultEntry, role: VaultRole): Vault {
    if (entry.kind === 'folder') return new FolderVault(entry.id, path.resolve(this.config.data, entry.path));
    const address = this.credentials.address(entry, role);
    return entry.kind === 's3' ? new S3Vault(entry.id, address) : new MinioVault(entry.id, address);
  }
}
