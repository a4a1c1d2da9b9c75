import { createHash, createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuthSecrets } from '../people/index.js';

const BYTES = 24;

/** Only this is stored: who reads the database cannot answer for a host. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Makes the link of a host from a key outside the database: the same one can be sent again each day though it is kept nowhere. */
@Injectable()
export class HostTokens {
  constructor(private readonly secrets: AuthSecrets) {}

  token(requestId: string, issue: number): string {
    const mac = createHmac('sha256', this.secrets.current()).update(`host link ${requestId} ${issue}`).digest();
    return mac.subarray(0, BYTES).toString('base64url');
  }
}
