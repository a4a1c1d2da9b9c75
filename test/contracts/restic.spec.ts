import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { engineContract } from './engine-contract.js';
import { resticIn } from './restic-under-test.js';

const FOLDER = process.env.SINAMBUNG_TEST_CEPH ?? path.resolve('.tmp', 'ceph');
const ceph = (verb: 'up' | 'down') =>
  execFileSync(process.execPath, ['test/support/ceph.mjs', verb, FOLDER], { encoding: 'utf8' });

afterAll(() => {
  if (!process.env.SINAMBUNG_TEST_CEPH) ceph('down');
});

engineContract('restic: a folder vault', resticIn('lokal'));
engineContract('restic: S3 on Ceph', resticIn('s3', s3));

function s3(): NodeJS.ProcessEnv {
  const { endpoint, accessKey, secretKey } = JSON.parse(ceph('up'));
  return {
    SINAMBUNG_S3_ENDPOINT: endpoint,
    SINAMBUNG_S3_ACCESS_KEY: accessKey,
    SINAMBUNG_S3_SECRET_KEY: secretKey,
    SINAMBUNG_S3_BUCKET: `restic-${process.pid}`,
  };
}
