import { createHash, randomBytes } from 'node:crypto';

/** A secret that is shown once: 256 random bits, so that a plain digest of it is enough to keep. */
export function newSecret(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url');
}

export function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
