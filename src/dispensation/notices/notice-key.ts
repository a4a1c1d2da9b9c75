import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config, ensureKeyFile } from '../../platform/index.js';
import { errors } from '../errors.js';
import { keyIdOf, rawPublicKey, signPayload } from './notice-token.js';

/** The Ed25519 key that signs notices: `keys/notice.pem` in the data folder, made on first use, readable by the server's user alone. */
@Injectable()
export class NoticeKey {
  private key?: KeyObject;

  constructor(private readonly config: Config) {}

  get id(): string {
    return keyIdOf(this.publicKey);
  }

  /** Raw, in base64url. */
  get publicKey(): string {
    return rawPublicKey(this.privateKey());
  }

  /** Raw, without making a key where there is none. Throws `dispensation.no-key`. */
  existing(): string {
    if (!existsSync(this.file)) throw errors.noKey({ file: this.file });
    return this.publicKey;
  }

  get publicPem(): string {
    return createPublicKey(this.privateKey()).export({ type: 'spki', format: 'pem' }).toString();
  }

  sign(payload: string): string {
    return signPayload(payload, this.privateKey());
  }

  private get file(): string {
    return path.join(this.config.data, 'keys', 'notice.pem');
  }

  private privateKey(): KeyObject {
    if (this.key) return this.key;
    const { file } = this;
    ensureKeyFile(file, () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
    try {
      this.key = createPrivateKey(readFileSync(file));
    } catch (error) {
      throw errors.brokenKey({ file, problem: (error as Error).message });
    }
    return this.key;
  }
}
