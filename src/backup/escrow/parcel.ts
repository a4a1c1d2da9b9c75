import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Clock, Config } from '../../platform/index.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { Keyring } from '../engines/keyring.js';
import { errors } from '../errors.js';
import { sha256 } from '../manifest.js';
import { Shelf } from '../shelf.js';
import { readBytes } from '../vaults/texts.js';
import type { Vault } from '../vaults/vault.js';
import { openSealed, sealTo } from './age.js';
import { ParcelStore, type SealedParcel } from './parcel-store.js';
import { type TarFile, tar, untar } from './tar.js';

/** The installation's keys and its shelf, sealed: `age -d -i KEY FILE | tar x`. */
export interface Parcel extends SealedParcel {
  sha256: string;
}

/** Belongs to the embedded server of one machine: a new one makes its own. */
const OF_THIS_MACHINE = 'postgres-password';

/**
 * What an empty machine needs besides the database: accounts' secrets, the keys that sign notices, ledger and catalogue, and the
 * identity that opens copies. Opens to the escrow keys; where there are none, to the installation's own key.
 */
@Injectable()
export class Parcels {
  constructor(
    private readonly config: Config,
    private readonly shelf: Shelf,
    private readonly keyring: Keyring,
    private readonly store: ParcelStore,
    private readonly clock: Clock,
  ) {}

  /** Sealed anew only when a key, the shelf or who may open it has changed; under a name made of its digest, so that none is written over. */
  async current(): Promise<Parcel> {
    const { escrowRecipients } = this.shelf;
    const recipients = escrowRecipients.length > 0 ? escrowRecipients : [await this.keyring.recipient()];
    const archive = tar(this.files());
    const contents = sha256(`${recipients.join()}\n${archive.toString('latin1')}`);
    const known = await this.store.find(contents);
    if (known) return { ...known, sha256: sha256(known.sealed) };
    const sealed = await sealTo(recipients, archive);
    const parcel = { file: `keys/${sha256(sealed).slice(0, 32)}.tar.age`, sha256: sha256(sealed), sealed };
    await this.store.remember(parcel, contents, this.clock.now());
    return parcel;
  }

  private files(): TarFile[] {
    const keys = filesIn(path.join(this.config.data, 'keys'), 'keys');
    return [...keys.filter(({ name }) => name !== `keys/${OF_THIS_MACHINE}`), ...filesIn(this.shelf.folder, 'backup')];
  }
}

/** As it lies in a vault; throws `damaged` unless it is the one that the catalogue names: anybody can seal one to an officer. */
export async function parcelIn(vault: Vault, { parcel }: Pick<Catalogue, 'parcel'>): Promise<Buffer> {
  const sealed = await readBytes(vault, parcel.file);
  if (sha256(sealed) !== parcel.sha256) throw errors.damaged({ vault: vault.id, detail: parcel.file });
  return sealed;
}

/** The files of a parcel; throws `no-identity` when none of these keys opens it, and `damaged`. */
export async function openParcel(sealed: Buffer, identities: readonly string[]): Promise<TarFile[]> {
  return untar(await openSealed(sealed, identities));
}

/** Drafts on their way under another name are none of them. */
function filesIn(folder: string, as: string): TarFile[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && /^[a-z0-9-]+(\.[a-z0-9]+)*$/.test(entry.name))
    .map(({ name }) => name);
  return names.sort().map((name) => ({ name: `${as}/${name}`, body: readFileSync(path.join(folder, name)) }));
}
