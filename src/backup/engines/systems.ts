import { Injectable } from '@nestjs/common';
import type { DatabaseSource } from '../shelf-schema.js';
import type { DatabaseSystem } from './database-system.js';
import { MariaSystem } from './maria-system.js';
import { PgSystem } from './pg-system.js';

/** Every database system, by its name on the shelf. */
@Injectable()
export class Systems {
  private readonly byName: Record<DatabaseSource['system'], DatabaseSystem>;

  constructor(postgresql: PgSystem, mariadb: MariaSystem) {
    this.byName = { postgresql, mariadb };
  }

  of(source: Pick<DatabaseSource, 'system'>): DatabaseSystem {
    return this.byName[source.system];
  }
}
