import { existsSync, readFileSync } from 'node:fs';
import { Decrypter, Encrypter } from 'age-encryption';
import { errors } from '../errors.js';

/** Few bytes, sealed: `age -d -i KEY` opens them. */
export async function sealTo(recipients: readonly string[], content: Uint8Array | string): Promise<Buffer> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return Buffer.from(await encrypter.encrypt(typeof content === 'string' ? content : new Uint8Array(content)));
}

/** Throws `no-identity` when none of these keys opens it, and `damaged`. */
export async function openSealed(sealed: Buffer, identities: readonly string[]): Promise<Buffer> {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  const opened = await decrypter.decrypt(new Uint8Array(sealed)).catch((error: Error) => {
    throw /no identity matched/.test(error.message)
      ? errors.noIdentity({ detail: error.message })
      : errors.damaged({ detail: error.message });
  });
  return Buffer.from(opened);
}

/** The age identities in a text as age-keygen writes it. */
export function identitiesIn(text: string): string[] {
  return text.match(/^AGE-SECRET-KEY-[A-Z0-9-]+(?=\s*$)/gm) ?? [];
}

/** Those in a file. Throws `no-key-file`. */
export function identitiesOf(file: string): string[] {
  if (!existsSync(file)) throw errors.noKeyFile({ file });
  const found = identitiesIn(readFileSync(file, 'utf8'));
  if (found.length === 0) throw errors.noKeyFile({ file, detail: 'AGE-SECRET-KEY-…' });
  return found;
}
