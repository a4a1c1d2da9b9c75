import { Readable } from 'node:stream';

/** How long a vault may say nothing, and how often a request or a read is begun anew before it counts as unreachable. */
export interface Patience {
  /** Milliseconds without a byte in either direction. */
  idleMs: number;
  attempts: number;
}

export const PATIENCE: Patience = { idleMs: 60_000, attempts: 3 };

/** Some bytes of an object: from `from`, up to and without `to`, or to its end. */
export interface Span {
  from: number;
  to?: number;
}

interface Reading {
  /** Opens the same object again at this byte. */
  open: (from: number) => Promise<Readable>;
  /** The bytes asked for, where the store has said how many there are. */
  bytes?: number;
  patience: Patience;
  explain: (error: unknown) => unknown;
}

/** A read that goes on by range where its connection broke or fell silent; it gives up after `attempts` without a single byte. */
export function resuming(first: Readable, span: Span, reading: Reading): Readable {
  return Readable.from(pieces(first, span, reading), { objectMode: false, highWaterMark: 256 * 1024 });
}

async function* pieces(first: Readable, { from, to }: Span, { open, bytes, patience, explain }: Reading) {
  const end = to ?? (bytes === undefined ? undefined : from + bytes);
  let body: Readable | undefined = first;
  let at = from;
  for (let failed = 0; ; ) {
    try {
      body ??= await open(at);
      for await (const piece of watched(body, patience.idleMs)) {
        at += piece.length;
        failed = 0;
        yield piece;
      }
      if (end === undefined || at >= end) return;
      throw Object.assign(new Error(`the read ended at byte ${at} of ${end}`), { code: 'ECONNRESET' });
    } catch (error) {
      body = undefined;
      failed += 1;
      if (failed >= patience.attempts) throw explain(error);
    }
  }
}

/** Silence counts only while somebody waits for the next piece: a slow reader is not a slow vault. */
async function* watched(body: Readable, idleMs: number): AsyncGenerator<Buffer> {
  const silent = () => body.destroy(Object.assign(new Error(`no byte for ${idleMs} ms`), { code: 'ETIMEDOUT' }));
  let timer = setTimeout(silent, idleMs);
  try {
    for await (const piece of body) {
      clearTimeout(timer);
      yield piece as Buffer;
      timer = setTimeout(silent, idleMs);
    }
  } finally {
    clearTimeout(timer);
    body.destroy();
  }
}
