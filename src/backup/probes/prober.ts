import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Clock, Config } from '../../platform/index.js';
import { Shelf } from '../shelf.js';
import { attempt } from '../trouble.js';
import { Credentials, type S3Entry } from '../vaults/credentials.js';
import { FolderVault } from '../vaults/folder-vault.js';
import type { VaultRole } from '../vaults/roles.js';
import { s3Client } from '../vaults/s3-client.js';
import { S3Vault } from '../vaults/s3-vault.js';
import type { Vault } from '../vaults/vault.js';
import { Vaults } from '../vaults/vaults.js';
import { Attempts } from './attempts.js';
import { OURS, probeFolder, probePlain } from './probe-plain.js';
import { S3Probe } from './probe-s3.js';
import type { Check, Probe } from './rules.js';

const HARMFUL: readonly Check[] = ['delete', 'checksum'];
const HARMFUL_TO_LOCKS: readonly Check[] = [
  'lock',
  'multipart-lock',
  'delete-locked',
  'shorten-lock',
  'bypass-lock',
  'suspend-versions',
];

/** Tries a vault as one role. What could harm is tried only in the place that its shelf entry names as `probe`. */
@Injectable()
export class Prober {
  constructor(
    private readonly shelf: Shelf,
    private readonly vaults: Vaults,
    private readonly credentials: Credentials,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** With what ended it early, where something did. Throws what kept the vault from being opened at all. */
  async probe(vaultId: string, role: VaultRole): Promise<Pick<Probe, 'apart' | 'findings' | 'trouble'>> {
    const entry = this.shelf.vault(vaultId);
    if (this.credentials.shared(entry).includes(role)) return { apart: false, findings: [] };
    const vault = await this.vaults.open(vaultId, role);
    const attempts = new Attempts();
    const done = await attempt(() => this.attack(vault, role, attempts));
    return { apart: true, findings: attempts.findings, trouble: done.ok ? undefined : done.trouble };
  }

  private async attack(vault: Vault, role: VaultRole, attempts: Attempts): Promise<void> {
    const entry = this.shelf.vault(vault.id);
    await probePlain(vault, attempts);
    if (entry.kind !== 'folder') return this.probeS3(entry, role, attempts);
    const place = entry.probe && new FolderVault(entry.id, path.resolve(this.config.data, entry.probe));
    await probeFolder(vault, place || undefined, attempts);
  }

  private async probeS3(entry: S3Entry, role: VaultRole, attempts: Attempts): Promise<void> {
    const address = this.credentials.address(entry, role);
    const bucket = entry.probe ?? '';
    const probe = new S3Probe(entry.id, s3Client(entry.id, address), bucket, role, entry.lock?.mode);
    await probe.here(address.bucket, OURS, attempts);
    if (!bucket) return attempts.skip([...HARMFUL, ...(entry.lock ? HARMFUL_TO_LOCKS : [])], 'probe');
    if (role === 'writer') await new S3Vault(entry.id, { ...address, bucket }).prepare();
    await probe.attack(attempts, this.clock.real());
  }
}
