import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config, ensureKeyFile } from '../../platform/index.js';

/** The Ed25519 key that signs this installation's catalogues; made on first use, readable by the server's user alone. */
@Injectable()
export class CatalogueKey {
  private key?: KeyObject;

  constructor(private readonly config: Config) {}

  /** In base64, on a line of its own. */
  sign(text: string): string {
    return asLine(sign(null, Buffer.from(text), this.privateKey()));
  }

  get publicPem(): string {
    return createPublicKey(this.privateKey()).export({ type: 'spki', format: 'pem' }).toString();
  }

  get fingerprint(): string {
    return fingerprintOf(this.publicPem);
  }

  private privateKey(): KeyObject {
    const file = path.join(this.config.data, 'keys', 'catalogue.pem');
    ensureKeyFile(file, () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
    this.key ??= createPrivateKey(readFileSync(file));
    return this.key;
  }
}

/** SHA-256 of the public part (DER), in hex: `openssl pkey -pubin -outform DER | sha256sum` says the same. */
export function fingerprintOf(publicPem: string): string {
  return createHash('sha256')
    .update(createPublicKey(publicPem).export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

export function isKey(publicPem: string): boolean {
  try {
    return createPublicKey(publicPem).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}

/** `signature` to the letter as it was laid: base64 reads the same from several texts, and a changed one tells of a changed vault. */
export function isSigned(text: string, signature: string, publicPem: string): boolean {
  const bytes = Buffer.from(signature, 'base64');
  return signature === asLine(bytes) && verify(null, Buffer.from(text), createPublicKey(publicPem), bytes);
}

export function asLine(signature: Buffer): string {
  return `${signature.toString('base64')}\n`;
}
