import { refuseUnfinished } from './backup/index.js';
import { type Config, EMBEDDED_DATABASE, ensureDatabase, migrate, openEmbedded } from './platform/index.js';

export interface OpenDatabase {
  url: string;
  /** Ends the embedded server unless somebody else uses it. */
  close(): Promise<void>;
}

/** The database of this installation, migrated: the one that is set, else the embedded one. Throws `backup.rescue-unfinished`. */
export async function openDatabase(config: Config): Promise<OpenDatabase> {
  refuseUnfinished(config.data);
  const given = config.get('DATABASE_URL');
  if (given) {
    await migrate(given);
    return { url: given, close: async () => undefined };
  }
  const embedded = await openEmbedded(config.data);
  await ensureDatabase(embedded, EMBEDDED_DATABASE);
  const url = embedded.url(EMBEDDED_DATABASE);
  await migrate(url);
  return { url, close: () => embedded.stopIfIdle() };
}
