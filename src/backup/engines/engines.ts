import { Injectable } from '@nestjs/common';
import type { Source } from '../shelf-schema.js';
import { DumpEngine } from './dump-engine.js';
import type { Engine } from './engine.js';
import { PgbackrestEngine } from './pgbackrest/pgbackrest-engine.js';

/** Every engine, by the kind of source that it copies. */
@Injectable()
export class Engines {
  private readonly all: readonly Engine[];

  constructor(dump: DumpEngine, pgbackrest: PgbackrestEngine) {
    this.all = [dump, pgbackrest];
  }

  of(source: Pick<Source, 'engine'>): Engine {
    return this.all.find(({ kind }) => kind === source.engine) as Engine;
  }
}
