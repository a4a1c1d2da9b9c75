import { rmSync } from 'node:fs';
import { clusterNote, onServer } from './postgres.js';

export default async function globalTeardown(): Promise<void> {
  const cluster = globalThis.testCluster;
  if (!cluster) return;
  globalThis.testCluster = undefined;
  await onServer((client) =>
    client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    ),
  );
  await cluster.embedded.stopIfIdle();
  rmSync(cluster.data, { recursive: true, force: true });
  rmSync(clusterNote(), { force: true });
}
