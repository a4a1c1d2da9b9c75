import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants, gzip } from 'node:zlib';
import type { Standing } from '../../answers/index.js';
import type { Encoding } from './encoding.js';

/** A page as it was made: its text, and the answer it is made of. */
export interface MadePage {
  type: string;
  text: string;
  standing: Standing;
}

/** A page ready to be sent. Only its brotli form is always held; the others are made of it when somebody needs them. */
export interface ReadyPage {
  type: string;
  br: Buffer;
  gzip?: Buffer;
  /** Of the text; each encoding adds its own end to it. */
  tag: string;
  /** Instants of the clock, in milliseconds. */
  madeAt: number;
  until: number;
  standing: Standing;
}

const BROTLI_QUALITY = 5;
const TAG_LENGTH = 22;
/** What a page takes beside its bytes: its entry, its key, the answer it was made of. */
const OVERHEAD_BYTES = 4096;
const toBrotli = promisify(brotliCompress);
const fromBrotli = promisify(brotliDecompress);
const toGzip = promisify(gzip);

export async function compress({ type, text, standing }: MadePage, until: number): Promise<ReadyPage> {
  const bytes = Buffer.from(text);
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const br = await toBrotli(bytes, { params });
  const tag = createHash('sha256').update(bytes).digest('base64url').slice(0, TAG_LENGTH);
  return { type, br, tag, madeAt: Date.parse(standing.answer.at), until, standing };
}

/** In the encoding that was asked for. */
export async function bytesOf(page: ReadyPage, encoding: Encoding): Promise<Buffer> {
  if (encoding === 'br') return page.br;
  if (encoding === 'identity') return fromBrotli(page.br);
  if (page.gzip) return page.gzip;
  const zipped = await toGzip(await fromBrotli(page.br));
  page.gzip ??= zipped;
  return page.gzip;
}

export function sizeOf({ br, gzip: zipped }: ReadyPage): number {
  return br.length + (zipped?.length ?? 0) + OVERHEAD_BYTES;
}
