import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { identityToRecipient } from 'age-encryption';
import { errors } from '../errors.js';
import { openSealed, sealTo } from '../escrow/age.js';
import { Shelf } from '../shelf.js';
import { readText, writeText } from '../vaults/texts.js';
import type { Vault } from '../vaults/vault.js';
import { Keyring } from './keyring.js';

const KEY = 'key.age';
const FOR = 'recipients.txt';

/** The password of a repository: random, and beside it in the vault, sealed with age to everybody who may open it. */
@Injectable()
export class RepositoryKey {
  constructor(
    private readonly keyring: Keyring,
    private readonly shelf: Shelf,
  ) {}

  /** Throws `no-such-object` where there is none, and `no-identity` where our key does not open it. */
  async open(vault: Vault, folder: string): Promise<string> {
    const key = `${folder}/${KEY}`;
    const opened = await openSealed(await buffer(await vault.get(key)), [await this.keyring.opener()]).catch((error) => {
      throw error.code === 'backup.damaged'
        ? errors.damaged({ vault: vault.id, detail: `${key}: ${error.context.detail}` })
        : error;
    });
    return opened.toString().trim();
  }

  /** Makes one where there is none, and seals it anew where others may open it than before. */
  async openOrMake(vault: Vault, folder: string, others: readonly string[]): Promise<string> {
    const ours = [await this.keyring.recipient(), await identityToRecipient(await this.keyring.opener())];
    const wanted = [...new Set([...ours, ...this.shelf.escrowRecipients, ...others])].sort();
    const there = await vault.head(`${folder}/${KEY}`);
    const password = there ? await this.open(vault, folder) : randomBytes(32).toString('base64url');
    const sealedFor = there ? await this.recipients(vault, folder) : [];
    if (sealedFor.join() !== wanted.join()) await this.seal(password, vault, folder, wanted);
    return password;
  }

  /** Those it was sealed for; none where that was never written down, because its writer was killed. */
  async recipients(vault: Vault, folder: string): Promise<string[]> {
    const there = await vault.head(`${folder}/${FOR}`);
    return there ? (await readText(vault, `${folder}/${FOR}`)).trim().split('\n') : [];
  }

  private async seal(password: string, vault: Vault, folder: string, recipients: string[]): Promise<void> {
    const sealed = await sealTo(recipients, `${password}\n`);
    await vault.put(`${folder}/${KEY}`, Readable.from([sealed]));
    await writeText(vault, `${folder}/${FOR}`, `${recipients.join('\n')}\n`);
  }
}
