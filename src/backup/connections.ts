import { Inject, Injectable } from '@nestjs/common';
import { DATABASE_URL, Instance } from '../platform/index.js';
import { inDatabase } from './engines/pg-address.js';
import { errors } from './errors.js';
import type { DatabaseSource } from './shelf-schema.js';

/** Where sources are: each names the setting that holds its address, so that no address stands on the shelf. */
@Injectable()
export class Connections {
  constructor(
    @Inject(DATABASE_URL) private readonly own: string,
    private readonly instance: Instance,
  ) {}

  source({ connection }: DatabaseSource): string {
    const demonstration = this.instance.kind === 'demonstration' ? connection.demonstration : undefined;
    return (
      process.env[connection.setting] || (demonstration ? inDatabase(this.own, demonstration) : this.missing(connection.setting))
    );
  }

  /** The server on which copies are restored and proven, by the address of any of its databases. */
  target(source: DatabaseSource): string {
    const { restore } = source.connection;
    return (restore && process.env[restore]) || this.source(source);
  }

  private missing(setting: string): never {
    throw errors.settingMissing({ setting });
  }
}
