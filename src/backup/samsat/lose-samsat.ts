import { Injectable } from '@nestjs/common';
import pg from 'pg';
import { Instance } from '../../platform/index.js';
import { Connections } from '../connections.js';
import { databaseOf, inDatabase } from '../engines/pg-address.js';
import { withSession } from '../engines/pg-session.js';
import { Shelf } from '../shelf.js';
import { SAMSAT_SOURCE } from './generate-samsat.js';

/** The fire, for the demonstration's database: it is gone, whoever was connected. Refused outside a demonstration. */
@Injectable()
export class LoseSamsat {
  constructor(
    private readonly shelf: Shelf,
    private readonly connections: Connections,
    private readonly instance: Instance,
  ) {}

  async run(): Promise<void> {
    this.instance.requireDemonstration();
    const url = this.connections.source(this.shelf.database(SAMSAT_SOURCE));
    const name = pg.escapeIdentifier(databaseOf(url));
    await withSession(inDatabase(url, 'postgres'), (client) => client.query(`drop database if exists ${name} with (force)`));
  }
}
