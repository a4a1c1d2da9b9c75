import { readdirSync } from 'node:fs';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config, type FieldError } from '../platform/index.js';
import { errors } from './errors.js';
import { crossed } from './shelf-crossings.js';
import { readShelfFile } from './shelf-file.js';
import {
  type ArchiveClass,
  classesSchema,
  type DatabaseSource,
  type Escrow,
  escrowSchema,
  type Source,
  type System,
  sourceSchema,
  systemsSchema,
  type VaultEntry,
  vaultsSchema,
} from './shelf-schema.js';

const VAULTS = 'vaults.yaml';
const CLASSES = 'archive-classes.yaml';
const SYSTEMS = 'systems.yaml';
export const ESCROW = 'escrow.yaml';
const NO_SOURCE = [VAULTS, CLASSES, SYSTEMS, ESCROW];

export interface ShelfContent {
  vaults: VaultEntry[];
  sources: Source[];
  classes: ArchiveClass[];
  systems: System[];
  escrow: Escrow;
}

/** The shelf `backup/`: vaults, sources, archive classes and systems, read and checked once, at start. */
@Injectable()
export class Shelf {
  readonly folder: string;
  readonly escrow: Escrow;
  readonly vaults: readonly VaultEntry[];
  readonly sources: readonly Source[];
  readonly classes: readonly ArchiveClass[];
  readonly systems: readonly System[];

  constructor(config: Config) {
    this.folder = path.resolve(config.get('SINAMBUNG_BACKUP_SHELF') ?? config.shipped('backup'));
    const shelf = readShelf(this.folder);
    this.escrow = shelf.escrow;
    this.vaults = shelf.vaults;
    this.sources = shelf.sources;
    this.classes = shelf.classes;
    this.systems = shelf.systems;
  }

  /** The names of its files, as errors name them. */
  get files(): string[] {
    return filesOf(this.folder).map((name) => `${path.basename(this.folder)}/${name}`);
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
export function readShelf(folder: string): ShelfContent {
  const wrong: FieldError[] = [];
  const read = <T>(name: string, schema: Parameters<typeof readShelfFile<T>>[2]): T | undefined => {
    const found = readShelfFile(path.join(folder, name), `${path.basename(folder)}/${name}`, schema);
    wrong.push(...(found.wrong ?? []));
    return found.value;
  };
  const names = filesOf(folder);
  const vaults = read(VAULTS, vaultsSchema)?.vaults;
  const classes = names.includes(CLASSES) ? read(CLASSES, classesSchema)?.classes : [];
  const systems = names.includes(SYSTEMS) ? read(SYSTEMS, systemsSchema)?.systems : [];
  const escrow = read(ESCROW, escrowSchema) ?? { recipients: [], drill: 0 };
  const files = names.filter((name) => !NO_SOURCE.includes(name)).map((name) => ({ name, source: read(name, sourceSchema) }));
  wrong.push(...crossed(folder, { files, vaults, classes, systems }));
  if (wrong.length > 0) throw errors.wrongShelf({ fields: wrong });
  const sources = files.flatMap(({ source }) => source ?? []);
  return { escrow, vaults: vaults ?? [], sources, classes: classes ?? [], systems: systems ?? [] };
}

function filesOf(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort();
}
