import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureDatabase, migrate, openEmbedded } from '../../src/platform/index.js';
import { describeCluster, TEMPLATE } from './postgres.js';
import { fillTemplate } from './template.js';

const FAST_AND_FORGETFUL = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };

/** One real PostgreSQL for the whole run, with a migrated and filled template that each test file clones. */
export default async function globalSetup(): Promise<void> {
  if (globalThis.testCluster) return;
  process.env.SINAMBUNG_TEST_RUN = String(process.pid);
  const data = mkdtempSync(path.join(tmpdir(), 'sinambung-test-'));
  const embedded = await openEmbedded(data, FAST_AND_FORGETFUL);
  globalThis.testCluster = { embedded, data };
  describeCluster({ data, adminUrl: embedded.url('postgres') });
  await ensureDatabase(embedded, TEMPLATE);
  await migrate(embedded.url(TEMPLATE));
  await fillTemplate(embedded.url(TEMPLATE), data);
}
