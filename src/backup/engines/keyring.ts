import { existsSync } from 'node:fs';
import { link, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { Config, newId } from '../../platform/index.js';
import { errors } from '../errors.js';
import { identitiesIn } from '../escrow/age.js';
import { PointStore } from '../point-store.js';
import { RoleDuty } from '../vaults/role-duty.js';

/**
 * This installation's age identity, under SINAMBUNG_DATA/keys, readable by the server's user alone. The prover makes it at the
 * installation's first use and never again: once copies exist, a missing identity is an alarm and not a reason for a new one.
 * A server without the prover's role encrypts to the public half and never reads the identity; it has one of its own, to which
 * nothing is sealed but the keys of repositories.
 */
@Injectable()
export class Keyring {
  constructor(
    private readonly config: Config,
    private readonly points: PointStore,
    private readonly duty: RoleDuty,
  ) {}

  get file(): string {
    return path.join(this.config.data, 'keys', 'backup.age.txt');
  }

  get publicFile(): string {
    return path.join(this.config.data, 'keys', 'backup.age.pub');
  }

  /** The same of a server without the prover's role: for the shelf, so that repositories are sealed to it. */
  get ownPublicFile(): string {
    return path.join(this.config.data, 'keys', 'repository.age.pub');
  }

  private get ownFile(): string {
    return path.join(this.config.data, 'keys', 'repository.age.txt');
  }

  /** What opens the key of a repository here. Throws `key-lost`. */
  async opener(): Promise<string> {
    if (this.isProver) return this.identity();
    if (!existsSync(this.ownFile)) await make(this.ownFile);
    const [found] = identitiesIn(await readFile(this.ownFile, 'utf8'));
    if (!found) throw errors.keyLost({ file: this.ownFile });
    await writePublic(this.ownPublicFile, found);
    return found;
  }

  /** Throws `key-lost`, and `no-identity` on a server that is not the prover's. */
  async identity(): Promise<string> {
    if (!this.isProver) throw errors.noIdentity({ detail: 'SINAMBUNG_BACKUP_ROLES' });
    const [found] = identitiesIn(await this.text());
    if (!found) throw errors.keyLost({ file: this.file });
    return found;
  }

  /** Throws `key-lost`, and `no-recipient` where the public half was not brought to a writer's server. */
  async recipient(): Promise<string> {
    if (!this.isProver) return this.brought();
    return writePublic(this.publicFile, await this.identity());
  }

  private get isProver(): boolean {
    return this.duty.here.includes('prover');
  }

  private async brought(): Promise<string> {
    const text = await readFile(this.publicFile, 'utf8').catch(() => {
      throw errors.noRecipient({ file: this.publicFile });
    });
    return text.trim();
  }

  private async text(): Promise<string> {
    return readFile(this.file, 'utf8').catch(async (error) => {
      if (error.code !== 'ENOENT') throw error;
      if (await this.points.isAnyStored()) throw errors.keyLost({ file: this.file });
      await make(this.file);
      return readFile(this.file, 'utf8');
    });
  }
}

/** X25519 and not the hybrid kind, because the age of today's distributions opens it. Linked, so that two makers agree on one. */
async function make(file: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${newId()}`;
  const handle = await open(draft, 'wx', 0o600);
  const identity = await generateX25519Identity();
  await handle.writeFile(`# public key: ${await identityToRecipient(identity)}\n${identity}\n`);
  await handle.sync();
  await handle.close();
  await link(draft, file).catch(unlessThere);
  await rm(draft);
}

/** The recipient; a server that was killed before it had written it down does so the next time. */
async function writePublic(file: string, identity: string): Promise<string> {
  const recipient = await identityToRecipient(identity);
  await writeFile(file, `${recipient}\n`, { flag: 'wx', mode: 0o644 }).catch(unlessThere);
  return recipient;
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
