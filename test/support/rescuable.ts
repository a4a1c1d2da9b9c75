import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { TakeBackup } from '../../src/backup/index.js';
import { Durable } from '../../src/platform/index.js';
import type { House } from './house.js';

/** A shelf with this product's own database alone, in one vault, and with one escrow key that lies in a file. */
export async function writeOwnShelf(shelf: string, vault: string, keyFile: string): Promise<void> {
  const identity = await generateX25519Identity();
  writeFileSync(keyFile, `# dibuat pejabat\n${identity}\n`);
  mkdirSync(shelf);
  cpSync('backup/sinambung.yaml', path.join(shelf, 'sinambung.yaml'));
  writeFileSync(path.join(shelf, 'vaults.yaml'), `vaults:\n  - { id: lokal, ${vault} }\n`);
  const recipient = await identityToRecipient(identity);
  const escrow = `recipients:\n  - { holder: Kepala Bidang TI, recipient: ${recipient}, kept: brankas kantor }\ndrill: 180d\n`;
  writeFileSync(path.join(shelf, 'escrow.yaml'), escrow);
}

/** A copy of this product's own database, verified and in the catalogue, by a server that runs no queues. */
export async function copyOwn(house: House): Promise<string> {
  const { id } = await house.get(TakeBackup).run(house.as('recovery-officer'), { sourceId: 'sinambung-db' });
  for (const [name, input] of [
    ['take', id],
    ['verify', id],
    ['look', []],
    ['publish', []],
  ] as const)
    await house.get(Durable).runInline(`backup.${name}`, [input]);
  return id;
}
