import { type Config, ensureDatabase, migrate, openEmbedded } from './platform/index.js';

export interface OpenDatabase {
  url: string;
  /** Ends the embedded server unless somebody else uses it. */
  close(): Promise<void>;
}

const DATABASE = 'sinambung';

/** The database of this installation, migrated: the one that is set, else the embedded one. */
export async function openDatabase(config: Config): Promise<OpenDatabase> {
  const given = config.get('DATABASE_URL');
  if (given) {
    await migrate(given);
    return { url: given, close: async () => undefined };
  }
  const embedded = await openEmbedded(config.data);
  await ensureDatabase(embedded, DATABASE);
  const url = embedded.url(DATABASE);
  await migrate(url);
  return { url, close: () => embedded.stopIfIdle() };
}
