import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Connections } from '../connections.js';
import { Shelf } from '../shelf.js';
import { SAMSAT_SOURCE } from './generate-samsat.js';
import { copyOut } from './samsat-copy.js';
import { OBLIGATIONS } from './samsat-sql.js';

/** What vehicle owners owe, as the generated database knows it: CSV with a header, in the columns that the dispensation room reads. */
@Injectable()
export class SamsatObligations {
  constructor(
    private readonly shelf: Shelf,
    private readonly connections: Connections,
  ) {}

  csv(): Promise<Readable> {
    return copyOut(this.connections.source(this.shelf.database(SAMSAT_SOURCE)), OBLIGATIONS);
  }
}
