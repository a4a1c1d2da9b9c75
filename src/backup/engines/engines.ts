import { Injectable } from '@nestjs/common';
import type { Source } from '../shelf-schema.js';
import { DumpEngine } from './dump-engine.js';
import type { Engine } from './engine.js';
import { PgbackrestEngine } from './pgbackrest/pgbackrest-engine.js';
import { ResticEngine } from './restic/restic-engine.js';

/** Every engine, by the kind of source that it copies. */
@Injectable()
export class Engines {
  private readonly byKind: Record<Source['engine'], Engine>;

  constructor(dump: DumpEngine, restic: ResticEngine, pgbackrest: PgbackrestEngine) {
    this.byKind = { dump, restic, pgbackrest };
  }

  of(source: Pick<Source, 'engine'>): Engine {
    return this.byKind[source.engine];
  }
}
