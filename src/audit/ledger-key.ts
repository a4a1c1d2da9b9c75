import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config, ensureKeyFile } from '../platform/index.js';

/** The Ed25519 key that signs heads; made on first use, readable by the server's user alone. */
@Injectable()
export class LedgerKey {
  private key?: KeyObject;

  constructor(private readonly config: Config) {}

  sign(number: number, hash: Buffer): Buffer {
    return sign(null, headText(number, hash), this.privateKey());
  }

  get publicPem(): string {
    return createPublicKey(this.privateKey()).export({ type: 'spki', format: 'pem' }).toString();
  }

  /** SHA-256 of the public part (DER), in hex. */
  get fingerprint(): string {
    const der = createPublicKey(this.privateKey()).export({ type: 'spki', format: 'der' });
    return createHash('sha256').update(der).digest('hex');
  }

  private privateKey(): KeyObject {
    this.key ??= createPrivateKey(readFileSync(this.file()));
    return this.key;
  }

  private file(): string {
    const file = path.join(this.config.data, 'keys', 'ledger.pem');
    ensureKeyFile(file, () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
    return file;
  }
}

export function isSignedBy(
  publicPem: string,
  { number, hash, signature }: { number: number; hash: Buffer; signature: Buffer },
): boolean {
  return verify(null, headText(number, hash), createPublicKey(publicPem), signature);
}

function headText(number: number, hash: Buffer): Buffer {
  return Buffer.from(`sinambung ledger head ${number} ${hash.toString('hex')}`);
}
