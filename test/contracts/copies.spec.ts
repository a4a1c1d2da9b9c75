import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CreateBucketCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { BucketPlace } from '../../src/answers/copies/bucket-place.js';
import type { CopyPlace } from '../../src/answers/copies/copy-place.js';
import { FolderPlace } from '../../src/answers/copies/folder-place.js';

const FOLDER = process.env.SINAMBUNG_TEST_CEPH ?? path.resolve('.tmp', 'ceph');
const BUCKET = `salinan-${process.pid}`;
const ceph = (verb: 'up' | 'down') =>
  execFileSync(process.execPath, ['test/support/ceph.mjs', verb, FOLDER], { encoding: 'utf8' });
const folder = mkdtempSync(path.join(tmpdir(), 'sinambung-copies-'));
let known: { endpoint: string; accessKey: string; secretKey: string };
const bucket = (more: object = {}) => new BucketPlace({ ...known, region: 'us-east-1', bucket: BUCKET, ...more });

beforeAll(async () => {
  known = JSON.parse(ceph('up'));
  const { endpoint, accessKey: accessKeyId, secretKey: secretAccessKey } = known;
  const client = new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
  });
  await client.send(new CreateBucketCommand({ Bucket: BUCKET }));
  const everyone = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${BUCKET}/*` };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [everyone] });
  await client.send(new PutBucketPolicyCommand({ Bucket: BUCKET, Policy }));
}, 300_000);
afterAll(() => {
  ceph('down');
  rmSync(folder, { recursive: true, force: true });
});

describe.each<[string, () => CopyPlace]>([
  ['a folder', () => new FolderPlace(folder)],
  ['a bucket', () => bucket()],
])('copies in %s', (_, open) => {
  it('are read as they were written, replaced whole, and taken away', async () => {
    const place = open();
    const paths = Array.from({ length: 30 }, (_, at) => `layanan/x/35.06.${at + 10}/index.html`);
    await place.write(paths.map((file) => ({ path: file, text: `Jangan datang – ${file}` })));
    await place.write([{ path: paths[0]!, text: 'baru' }]);
    expect(await Promise.all(paths.slice(0, 2).map((file) => place.read(file)))).toEqual(['baru', `Jangan datang – ${paths[1]}`]);
    await place.remove([...paths, 'tidak/ada.html']);
    expect(await place.read(paths[0]!)).toBeUndefined();
  });
});

describe('a bucket on other premises', () => {
  it('is read by anybody, as a page', async () => {
    await bucket().write([{ path: 'index.html', text: '<!doctype html>Kras' }]);
    const answer = await fetch(`${known.endpoint}/${BUCKET}/index.html`);
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      'text/html; charset=utf-8',
      '<!doctype html>Kras',
    ]);
  });

  it.each([
    ['away', { endpoint: 'http://127.0.0.1:9' }],
    ['refused', { secretKey: 'salah' }],
    ['missing', { bucket: 'tidak-ada-sama-sekali' }],
  ])('that is %s is named', async (_, wrong) => {
    const write = bucket(wrong).write([{ path: 'index.html', text: 'x' }]);
    await expect(write).rejects.toMatchObject({ code: 'answers.copies-away' });
  });
});
