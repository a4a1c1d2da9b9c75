import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { identityToRecipient } from 'age-encryption';
import { Clock } from '../../platform/index.js';
import { errors } from '../errors.js';
import { openSealed, sealTo } from '../escrow/age.js';
import { sha256 } from '../manifest.js';
import { Shelf } from '../shelf.js';
import { readBytes, readText, writeText } from '../vaults/texts.js';
import type { Vault } from '../vaults/vault.js';
import { Keyring } from './keyring.js';
import { RepositoryKeyStore } from './repository-key-store.js';

const KEY = 'key.age';
const FOR = 'recipients.txt';
/** In bytes: sealed to a hundred recipients it is a tenth of this. */
const LARGEST = 256 * 1024;
/** As `randomBytes(32)` is written in base64url. */
const PASSWORD = /^[A-Za-z0-9_-]{43}$/;

/**
 * The password of a repository: random, and beside it in the vault, sealed with age to everybody who may open it. Whoever can write
 * there can seal one of his own to us, and would read what we copy from then on: only the one that was seen first is taken.
 */
@Injectable()
export class RepositoryKey {
  constructor(
    private readonly keyring: Keyring,
    private readonly shelf: Shelf,
    private readonly store: RepositoryKeyStore,
    private readonly clock: Clock,
  ) {}

  /** Throws `no-such-object` where there is none, `no-identity` where our key does not open it, and `vault-key-swapped`. */
  async open(vault: Vault, folder: string): Promise<string> {
    return this.unsealed(await readBytes(vault, `${folder}/${KEY}`, LARGEST), vault, folder);
  }

  /** Makes one where there is none, and seals it anew where others may open it than before. */
  async openOrMake(vault: Vault, folder: string, others: readonly string[]): Promise<string> {
    const ours = [await this.keyring.recipient(), await identityToRecipient(await this.keyring.opener())];
    const wanted = [...new Set([...ours, ...this.shelf.escrowRecipients, ...others])].sort();
    const there = await vault.head(`${folder}/${KEY}`);
    const password = there ? await this.open(vault, folder) : await this.made(vault, folder);
    const sealedFor = there ? await this.recipients(vault, folder) : [];
    if (sealedFor.join() !== wanted.join()) await this.seal(password, vault, folder, wanted);
    return password;
  }

  /** As it lies in the first vault, once it is known to be the right one: the second may have no other. */
  async carry(folder: string, from: Vault, to: Vault): Promise<void> {
    const sealed = await readBytes(from, `${folder}/${KEY}`, LARGEST);
    const password = await this.unsealed(sealed, from, folder);
    await this.store.set({ vaultId: to.id, folder }, sha256(password), this.clock.now());
    await to.put(`${folder}/${KEY}`, Readable.from([sealed]));
    await writeText(to, `${folder}/${FOR}`, await readText(from, `${folder}/${FOR}`));
  }

  private async unsealed(sealed: Buffer, vault: Vault, folder: string): Promise<string> {
    const key = `${folder}/${KEY}`;
    const opened = await openSealed(sealed, [await this.keyring.opener()]).catch((error) => {
      throw error.code === 'backup.damaged'
        ? errors.damaged({ vault: vault.id, detail: `${key}: ${error.context.detail}` })
        : error;
    });
    const password = opened.toString().trim();
    // It stands in a configuration file later: what has lines of its own would give orders there.
    if (!PASSWORD.test(password)) throw errors.damaged({ vault: vault.id, detail: key });
    const known = await this.store.firstSeen({ vaultId: vault.id, folder }, sha256(password), this.clock.now());
    if (sha256(password) !== known) throw errors.vaultKeySwapped({ vault: vault.id, detail: key });
    return password;
  }

  /** Known before it lies there, so that whoever is killed in between makes another one. */
  private async made({ id }: Vault, folder: string): Promise<string> {
    const password = randomBytes(32).toString('base64url');
    await this.store.set({ vaultId: id, folder }, sha256(password), this.clock.now());
    return password;
  }

  /** Those it was sealed for; none where that was never written down, because its writer was killed. */
  private async recipients(vault: Vault, folder: string): Promise<string[]> {
    const there = await vault.head(`${folder}/${FOR}`);
    return there ? (await readText(vault, `${folder}/${FOR}`)).trim().split('\n') : [];
  }

  private async seal(password: string, vault: Vault, folder: string, recipients: string[]): Promise<void> {
    const sealed = await sealTo(recipients, `${password}\n`);
    await vault.put(`${folder}/${KEY}`, Readable.from([sealed]));
    await writeText(vault, `${folder}/${FOR}`, `${recipients.join('\n')}\n`);
  }
}
