import { createHash } from 'node:crypto';
import { type Duplex, Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';
import { Decrypter, Encrypter } from 'age-encryption';
import { DomainError } from '../../platform/index.js';
import { errors } from '../errors.js';
import type { Content } from '../manifest.js';
import type { Vault } from '../vaults/vault.js';
import { Meter, PieceGate, release, Unparted } from './streams.js';

/** Level 3 is where zstd keeps up with pg_dump; its checksum lets `zstd -d` notice damage by itself. */
const CHUNK = 256 * 1024;
const COMPRESSION = {
  chunkSize: CHUNK,
  params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 },
};

/** Compresses (zstd), then encrypts (age). Undone by `age -d -i KEY | zstd -d`. */
export async function seal(body: Readable, recipients: readonly string[]): Promise<Readable> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const compressed = fed(body, createZstdCompress(COMPRESSION));
  return Readable.fromWeb((await encrypter.encrypt(Readable.toWeb(compressed) as never)) as unknown as ReadableStream);
}

/** Decrypts, then decompresses; throws `no-identity` when the key does not fit and `damaged` when the bytes do not. */
export async function unseal(body: Readable, identity: string): Promise<Readable> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const opened = await decrypter.decrypt(Readable.toWeb(body) as never).catch((error: Error) => {
    throw /no identity matched/.test(error.message) ? errors.noIdentity({ detail: error.message }) : asDamage(error);
  });
  const compressed = Readable.fromWeb(opened as unknown as ReadableStream);
  return joined(fed(compressed, createZstdDecompress({ chunkSize: CHUNK })), new Unparted());
}

/** Nothing but what was stored. */
export function genuine(body: Readable, pieces: readonly string[]): Readable {
  return joined(body, new PieceGate(pieces, (detail) => errors.damaged({ detail })));
}

/** Those of a point of before they were written down are known once it was read whole. Throws `damaged`. */
export async function piecesOf(
  vault: Vault,
  key: string,
  { pieces, sha256 }: Pick<Content, 'pieces' | 'sha256'>,
): Promise<string[]> {
  if (pieces) return pieces;
  const meter = new Meter();
  await pipeline(await vault.get(key), meter.resume()).catch((error) => {
    throw asDamage(error);
  });
  if (meter.sha256 !== sha256) throw errors.damaged({ vault: vault.id, detail: `${key}: ${meter.sha256} ≠ ${sha256}` });
  return meter.pieces;
}

/** A small one, whole; throws before anything of it is seen, unless it is what was stored. */
export async function openText(sealed: Buffer, digest: string, identity: string): Promise<string> {
  const found = createHash('sha256').update(sealed).digest('hex');
  if (found !== digest) throw errors.damaged({ detail: `${found} ≠ ${digest}` });
  return text(await unseal(Readable.from([sealed]), identity));
}

/** A break of the network or the disk says nothing of the copy; what age and zstd complain about is the bytes. */
export function asDamage(error: Error): Error {
  if (error instanceof DomainError) return error;
  const { code = '', message } = error as NodeJS.ErrnoException;
  const broke = /^E(?!RR_)[A-Z0-9]+$/.test(code) || code === 'ERR_STREAM_PREMATURE_CLOSE' || /aborted/.test(message);
  return broke ? errors.vaultUnreachable({ detail: message }) : errors.damaged({ detail: message });
}

function joined<T extends NodeJS.ReadWriteStream & Readable>(from: Readable, into: T): T {
  from.once('error', (error) => into.destroy(error));
  into.once('close', () => from.destroy());
  return from.pipe(into);
}

/** As `joined`; gives each chunk back once it was read. After a break somebody may still be reading. */
function fed<T extends Duplex>(from: Readable, into: T): T {
  const mouth = new Writable({
    write: (chunk, _encoding, done) =>
      into.write(chunk, (error) => {
        if (!error) release(chunk);
        done(error);
      }),
    final: (done) => void into.end(done),
  });
  from.once('error', (error) => into.destroy(error));
  into.once('close', () => from.destroy());
  from.pipe(mouth).on('error', (error) => into.destroy(error));
  return into;
}
