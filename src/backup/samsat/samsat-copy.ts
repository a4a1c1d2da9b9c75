import type { Readable } from 'node:stream';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { shown } from '../engines/pg-address.js';
import { errors } from '../errors.js';

/** What a query gives, as CSV with a header, streamed from the server; whoever stops reading early destroys the stream. */
export async function copyOut(url: string, query: string, delimiter = ','): Promise<Readable> {
  const client = new pg.Client({ connectionString: url, application_name: 'sinambung-obligations' });
  await client.connect().catch((error: Error) => {
    throw errors.sourceUnreachable({ source: shown(url), detail: error.message });
  });
  const rows = client.query(copyTo(`copy (${query}) to stdout with (format csv, header, delimiter '${delimiter}')`));
  rows.once('close', () => void client.end().catch(() => undefined));
  client.on('error', (error) => rows.destroy(error));
  return rows;
}
