import { Inject, Injectable } from '@nestjs/common';
import { DATABASE_URL, Instance } from '../platform/index.js';
import { inDatabase } from './engines/pg-address.js';
import { errors } from './errors.js';
import type { ClusterSource, DatabaseSource } from './shelf-schema.js';

/** Where a whole server is: the address of one of its databases, its data directory, and the folder for our work with it. */
export interface ClusterPlace {
  url: string;
  data: string;
  work: string;
}

/** Where sources are: each names the setting that holds its address, so that no address stands on the shelf. */
@Injectable()
export class Connections {
  constructor(
    @Inject(DATABASE_URL) private readonly own: string,
    private readonly instance: Instance,
  ) {}

  /** Throws `setting-missing` or `wrong-address`. */
  source({ connection, system }: DatabaseSource): string {
    if (connection.own) return this.own;
    const demonstration = this.instance.kind === 'demonstration' ? connection.demonstration : undefined;
    const set = process.env[connection.setting];
    if (set) return addressOf(connection.setting, set, system);
    return demonstration ? inDatabase(this.own, demonstration) : this.missing(connection.setting);
  }

  /** The server on which copies are restored and proven, by the address of any of its databases. */
  target(source: DatabaseSource): string {
    const { restore } = source.connection;
    const set = restore && process.env[restore];
    return set ? addressOf(restore, set, source.system) : this.source(source);
  }

  /** Throws `setting-missing` or `wrong-address`. */
  cluster({ cluster: { setting, data, work } }: ClusterSource): ClusterPlace {
    const needed = (name: string) => process.env[name] || this.missing(name);
    return { url: addressOf(setting, needed(setting), 'postgresql'), data: needed(data), work: needed(work) };
  }

  /** The setting, or the file under SINAMBUNG_DATA, that holds the password of the user whom the source's own address names. */
  passwordIn({ connection }: DatabaseSource): string {
    const setting = connection.own ? 'DATABASE_URL' : connection.setting;
    return process.env[setting] ? setting : 'keys/postgres-password';
  }

  private missing(setting: string): never {
    throw errors.settingMissing({ setting });
  }
}

const SCHEMES = { postgresql: /^postgres(ql)?:$/, mariadb: /^(mariadb|mysql):$/ };

/** Without a database name nobody could say what is copied. */
function addressOf(setting: string, text: string, system: DatabaseSource['system']): string {
  const address = URL.canParse(text) ? new URL(text) : undefined;
  const named = address && (system === 'postgresql' || address.pathname.length > 1);
  if (!named || !SCHEMES[system].test(address.protocol)) throw errors.wrongAddress({ setting, system });
  return text;
}
