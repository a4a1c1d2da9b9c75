import { createHash, randomBytes } from 'node:crypto';

const BYTES = 24;

export function newToken(): string {
  return randomBytes(BYTES).toString('base64url');
}

/** Only this is stored: who reads the database cannot answer for a host. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
