import type { EmbeddedPostgres } from '../../src/platform/index.js';

declare global {
  var testCluster: { embedded: EmbeddedPostgres; data: string } | undefined;
}
