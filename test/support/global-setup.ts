import { existsSync, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
// Not by the platform's door: where a cluster is kept, nothing else of it is needed, and loading it all takes two seconds.
import { openEmbedded } from '../../src/platform/database/embedded.js';
import { KeptCluster } from './kept-cluster.js';
import { describeCluster } from './postgres.js';

const FAST_AND_FORGETFUL = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_wal_size: '1GB',
  checkpoint_timeout: '1d',
  max_connections: '300',
};

const SHARED_MEMORY = '/dev/shm';
const MEMORY_NEEDED = 6 * 2 ** 30;

/** One real PostgreSQL for the whole run, with a migrated and filled template that each test file clones. */
export default async function globalSetup(): Promise<void> {
  if (globalThis.testCluster) return;
  process.env.SINAMBUNG_TEST_RUN = String(process.pid);
  const data = mkdtempSync(path.join(quickestFolder(), 'sinambung-test-'));
  const kept = new KeptCluster();
  if (!kept.unpack(data)) {
    await fill(data);
    kept.keep(data);
  }
  const embedded = await openEmbedded(data, FAST_AND_FORGETFUL);
  globalThis.testCluster = { embedded, data };
  describeCluster({ data, adminUrl: embedded.url('postgres') });
}

async function fill(data: string): Promise<void> {
  const { makeTemplate } = await import('./template.js');
  const embedded = await openEmbedded(data, FAST_AND_FORGETFUL);
  await makeTemplate(embedded, data);
  await embedded.stopIfIdle();
}

/** In memory where there is room: copying a template to the disk is a third of what the server does in a run. */
function quickestFolder(): string {
  if (!existsSync(SHARED_MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(SHARED_MEMORY);
  return bavail * bsize > MEMORY_NEEDED ? SHARED_MEMORY : tmpdir();
}
