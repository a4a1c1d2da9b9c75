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
  await quietly(() => DBOS.migrate(url));
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

/** The engine tells of its migrations on stdout, which belongs to the answer of a command. */
async function quietly(work: () => Promise<void>): Promise<void> {
  const { log } = console;
  console.log = () => undefined;
  try {
    await work();
  } finally {
    console.log = log;
  }
}
