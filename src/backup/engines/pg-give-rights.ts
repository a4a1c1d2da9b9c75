import pg from 'pg';
import type { RightsGiven } from '../manifest.js';
import { withSession } from './pg-session.js';
import { statementsOf } from './rights-script.js';

/** What is written down of those that fail; the others are counted. */
const TOLD = 50;

/**
 * Each statement by itself, so that one whose role is not here stops no other. Event triggers that came with the database see nothing of it,
 * where the user may say so.
 */
export function givePgRights(url: string, name: string, script: string): Promise<RightsGiven> {
  return withSession(url, async (client) => {
    await client.query(`set search_path = ''`);
    await client.query('set session_replication_role = replica').catch(() => undefined);
    const given: RightsGiven = { given: 0, lacking: 0, first: [] };
    for (const sql of statementsOf(script, pg.escapeIdentifier(name))) {
      const reason = await refusal(client, sql);
      if (reason === undefined) given.given += 1;
      else given.lacking += 1;
      if (reason !== undefined && given.first.length < TOLD) given.first.push({ sql, reason });
    }
    return given;
  });
}

/** In the extended protocol the server takes one statement, whatever the text holds. */
async function refusal(client: pg.Client, text: string): Promise<string | undefined> {
  try {
    await client.query({ text, queryMode: 'extended' } as pg.QueryConfig);
    return undefined;
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    return error.message;
  }
}
