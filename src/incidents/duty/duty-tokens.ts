import { createHash, createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuthSecrets } from '../../people/index.js';
import { Config } from '../../platform/index.js';

const BYTES = 18;

/**
 * The secret of the link in a message to the roster. It is computed from the id of the call and a key outside the database, so
 * that it is written down nowhere and a message that is sent again after a crash has the same link.
 */
@Injectable()
export class DutyTokens {
  constructor(
    private readonly secrets: AuthSecrets,
    private readonly config: Config,
  ) {}

  addressOf(callId: string): string {
    return `${this.config.url}/piket/${this.of(callId)}`;
  }

  of(callId: string): string {
    const mac = createHmac('sha256', this.secrets.current()).update(`duty link ${callId}`).digest();
    return mac.subarray(0, BYTES).toString('base64url');
  }

  /** Only this is stored: who reads the database cannot confirm. */
  digest(token: string): Buffer {
    return createHash('sha256').update(token).digest();
  }
}
