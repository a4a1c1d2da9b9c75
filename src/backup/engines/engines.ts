import { Injectable } from '@nestjs/common';
import type { Source } from '../shelf-schema.js';
import { DumpEngine } from './dump-engine.js';
import type { Engine } from './engine.js';

/** Every engine, by the kind of source that it copies. */
@Injectable()
export class Engines {
  private readonly all: readonly Engine[];

  constructor(dump: DumpEngine) {
    this.all = [dump];
  }

  of(source: Pick<Source, 'engine'>): Engine {
    return this.all.find(({ kind }) => kind === source.engine) as Engine;
  }
}
