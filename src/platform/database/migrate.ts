import { DBOS } from '@dbos-inc/dbos-sdk';
import { openMigrationSource } from './data-source.js';

/** Brings a database to the newest schema: ours by numbered migrations, the workflow engine's by its own. */
export async function migrate(url: string): Promise<void> {
  const source = await openMigrationSource(url);
  try {
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
  await DBOS.migrate(url);
}

/** Takes back the newest `count` migrations. */
export async function revert(url: string, count = 1): Promise<void> {
  const source = await openMigrationSource(url);
  try {
    for (let undone = 0; undone < count; undone++) await source.undoLastMigration();
  } finally {
    await source.destroy();
  }
}
