import { DomainError } from '../../platform/index.js';
import { errors } from '../errors.js';
import type { Patience } from './resuming.js';

/** Where an S3 bucket is and how to open it. `partBytes` is held in memory once or twice while an object is stored. */
export interface S3Address {
  endpoint: string;
  region: string;
  bucket: string;
  accessKey: string;
  secretKey: string;
  partBytes: number;
  patience: Patience;
  /** The certificate of who vouches for the store, where no public authority does. */
  caFile?: string;
  /** Whether the bucket's objects are locked, so that it keeps all versions. */
  locks?: boolean;
}

export const PART_BYTES = 16 * 1024 * 1024;

const REFUSED = [
  'AccessDenied',
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'Forbidden',
  'UserSuspended',
  'ExpiredToken',
  'TokenRefreshRequired',
  'InvalidToken',
];
/** The store compares the time of a request with its own and allows a quarter of an hour. */
export const SKEWED = ['RequestTimeTooSkewed', 'RequestInTheFuture'];
const FULL = ['QuotaExceeded', 'XMinioStorageFull', 'EntityTooLarge', 'ENOSPC'];
const UNTRUSTED = [
  'SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
];
const GONE = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'ECONNRESET',
  'EPIPE',
  'TimeoutError',
  'EAI_AGAIN',
  'ERR_STREAM_PREMATURE_CLOSE',
  'socket hang up',
];

/** An error of either S3 client in this room's words; an error that came through the stored stream stays as it is. */
export function translateS3(vault: string, error: unknown): unknown {
  if (error instanceof DomainError) return error;
  const { name, code, message } = error as Error & { code?: string };
  // The AWS client wraps some errors and keeps the system's code in the message alone.
  const is = (names: string[]) => names.some((known) => known === name || known === code || message?.includes(known));
  const context = { vault, detail: message && message !== 'UnknownError' ? message : name };
  if (is(['NoSuchBucket'])) return errors.vaultVanished(context);
  if (is(SKEWED)) return errors.clockWrong(context);
  if (is(REFUSED)) return errors.vaultRefused(context);
  if (is(FULL)) return errors.vaultFull(context);
  if (UNTRUSTED.some((known) => code?.includes(known))) return errors.vaultUntrusted(context);
  if (is(GONE)) return errors.vaultUnreachable(context);
  const fromStore = '$metadata' in (error as object) || name === 'S3Error' || code !== undefined;
  return fromStore ? errors.vaultFailed(context) : error;
}
