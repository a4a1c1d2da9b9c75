import { readdirSync } from 'node:fs';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config, type FieldError } from '../platform/index.js';
import { errors } from './errors.js';
import { readShelfFile } from './shelf-file.js';
import { type Escrow, escrowSchema, type Source, sourceSchema, type VaultEntry, vaultsSchema } from './shelf-schema.js';

const VAULTS = 'vaults.yaml';
const ESCROW = 'escrow.yaml';

/** The shelf `backup/`: vaults and sources, read and checked once, at start. */
@Injectable()
export class Shelf {
  readonly folder: string;
  readonly escrow: Escrow;
  readonly vaults: readonly VaultEntry[];
  readonly sources: readonly Source[];

  constructor(config: Config) {
    this.folder = path.resolve(config.get('SINAMBUNG_BACKUP_SHELF') ?? config.shipped('backup'));
    const shelf = readShelf(this.folder);
    this.escrow = shelf.escrow;
    this.vaults = shelf.vaults;
    this.sources = shelf.sources;
  }

  source(id: string): Source {
    const found = this.sources.find((source) => source.id === id);
    if (!found) throw errors.noSuchSource({ source: id });
    return found;
  }

  get escrowRecipients(): string[] {
    return this.escrow.recipients.map(({ recipient }) => recipient);
  }

  /** Those that any source names. */
  get vaultsInUse(): string[] {
    return [...new Set(this.sources.flatMap(({ vaults }) => vaults))];
  }

  vault(id: string): VaultEntry {
    const found = this.vaults.find((vault) => vault.id === id);
    if (!found) throw errors.noSuchVault({ vault: id });
    return found;
  }
}

/** Throws `backup.wrong-shelf` with every wrong line of every file. */
export function readShelf(folder: string): { vaults: VaultEntry[]; sources: Source[]; escrow: Escrow } {
  const wrong: FieldError[] = [];
  const read = <T>(name: string, schema: Parameters<typeof readShelfFile<T>>[2]): T | undefined => {
    const found = readShelfFile(path.join(folder, name), `${path.basename(folder)}/${name}`, schema);
    wrong.push(...(found.wrong ?? []));
    return found.value;
  };
  const names = readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort();
  const vaults = read(VAULTS, vaultsSchema)?.vaults;
  const escrow = read(ESCROW, escrowSchema) ?? { recipients: [], drill: 0 };
  const sources = names
    .filter((name) => name !== VAULTS && name !== ESCROW)
    .map((name) => ({ name, source: read(name, sourceSchema) }));
  for (const { name, source } of sources)
    for (const vault of source?.vaults ?? [])
      if (vaults && !vaults.some(({ id }) => id === vault))
        wrong.push({ field: `${path.basename(folder)}/${name}`, message: `vaults: ${vault} is not in ${VAULTS}` });
  if (wrong.length > 0)
    throw errors.wrongShelf({ fields: wrong, detail: wrong.map(({ field, message }) => `${field}: ${message}`).join('; ') });
  return { escrow, vaults: vaults ?? [], sources: sources.flatMap(({ source }) => source ?? []) };
}
