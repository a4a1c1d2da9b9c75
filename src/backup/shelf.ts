import { readdirSync } from 'node:fs';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config, type FieldError } from '../platform/index.js';
import { errors } from './errors.js';
import { readShelfFile } from './shelf-file.js';
import { type DatabaseSource, type Source, sourceSchema, type VaultEntry, vaultsSchema } from './shelf-schema.js';

const VAULTS = 'vaults.yaml';

/** The shelf `backup/`: vaults and sources, read and checked once, at start. */
@Injectable()
export class Shelf {
  readonly vaults: readonly VaultEntry[];
  readonly sources: readonly Source[];

  constructor(config: Config) {
    const shelf = readShelf(config.shipped('backup'));
    this.vaults = shelf.vaults;
    this.sources = shelf.sources;
  }

  source(id: string): Source {
    const found = this.sources.find((source) => source.id === id);
    if (!found) throw errors.noSuchSource({ source: id });
    return found;
  }

  /** Throws `no-such-source` too for a source that is no database. */
  database(id: string): DatabaseSource {
    const found = this.source(id);
    if (!('system' in found)) throw errors.noSuchSource({ source: id });
    return found;
  }

  vault(id: string): VaultEntry {
    const found = this.vaults.find((vault) => vault.id === id);
    if (!found) throw errors.noSuchVault({ vault: id });
    return found;
  }
}

/** Throws `backup.wrong-shelf` with every wrong line of every file. */
export function readShelf(folder: string): { vaults: VaultEntry[]; sources: Source[] } {
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
  const sources = names.filter((name) => name !== VAULTS).map((name) => ({ name, source: read(name, sourceSchema) }));
  for (const { name, source } of sources)
    for (const vault of source?.vaults ?? [])
      if (vaults && !vaults.some(({ id }) => id === vault))
        wrong.push({ field: `${path.basename(folder)}/${name}`, message: `vaults: ${vault} is not in ${VAULTS}` });
  for (const { name, source } of sources)
    for (const vault of source?.engine === 'pgbackrest' ? source.vaults : [])
      if (vaults?.some(({ id, kind }) => id === vault && kind !== 'folder'))
        wrong.push({
          field: `${path.basename(folder)}/${name}`,
          message: `vaults: ${vault} is no folder, and engine: pgbackrest works with folders only`,
        });
  if (wrong.length > 0)
    throw errors.wrongShelf({ fields: wrong, detail: wrong.map(({ field, message }) => `${field}: ${message}`).join('; ') });
  return { vaults: vaults ?? [], sources: sources.flatMap(({ source }) => source ?? []) };
}
