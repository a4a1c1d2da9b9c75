import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { Connections } from '../connections.js';
import { shown } from '../engines/pg-address.js';
import { errors } from '../errors.js';
import { Shelf } from '../shelf.js';
import { SAMSAT_SOURCE } from './generate-samsat.js';
import { OBLIGATIONS } from './samsat-sql.js';

/** What vehicle owners owe, as the generated database knows it: CSV with a header, in the columns that the dispensation room reads. */
@Injectable()
export class SamsatObligations {
  constructor(
    private readonly shelf: Shelf,
    private readonly connections: Connections,
  ) {}

  /** Streamed from the server; whoever stops reading early destroys the stream. */
  async csv(): Promise<Readable> {
    const url = this.connections.source(this.shelf.database(SAMSAT_SOURCE));
    const client = new pg.Client({ connectionString: url, application_name: 'sinambung-obligations' });
    await client.connect().catch((error: Error) => {
      throw errors.sourceUnreachable({ source: shown(url), detail: error.message });
    });
    const rows = client.query(copyTo(`copy (${OBLIGATIONS}) to stdout with (format csv, header)`));
    rows.once('close', () => void client.end().catch(() => undefined));
    client.on('error', (error) => rows.destroy(error));
    return rows;
  }
}
