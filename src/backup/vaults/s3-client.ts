import { S3Client } from '@aws-sdk/client-s3';
import { errors } from '../errors.js';
import { patientAgents } from './patient-agents.js';
import { type S3Address, SKEWED } from './s3-address.js';

/** The AWS client, as stores other than AWS need it. */
export function s3Client(vault: string, { endpoint, region, accessKey, secretKey, patience, caFile }: S3Address): S3Client {
  const agents = patientAgents(patience.idleMs, caFile);
  const client = new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
    // By default the client streams with a trailing checksum, which stores other than AWS refuse with 411.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: patience.attempts,
    requestHandler: { httpAgent: agents.http, httpsAgent: agents.https, connectionTimeout: patience.idleMs },
  });
  client.middlewareStack.add(
    (next) => (args) =>
      next(args).catch((error) => {
        throw SKEWED.includes(error.name) ? errors.clockWrong({ vault, detail: error.message }) : error;
      }),
    // Innermost, because the client would otherwise quietly follow the store's clock: then locks would end when nobody meant them to.
    { step: 'deserialize', priority: 'high', name: 'clockWrong' },
  );
  return client;
}
