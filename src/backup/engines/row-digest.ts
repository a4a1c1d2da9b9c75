import { createHash } from 'node:crypto';

const NEWLINE = 0x0a;
const [SEED_A, SEED_B] = [0x811c9dc5, 0x9747b28c];
const [PRIME_A, PRIME_B] = [0x01000193, 0x9e3779b1];
const END = lanesOf('\\.');

/**
 * Counts lines of COPY, and sums a hash of 64 bits of each, so that their order does not matter and none is held in memory. It
 * tells damage and loss, not a forger: what lies in a vault has its SHA-256 for that.
 */
export class RowDigest {
  rows = 0;
  private sums: [bigint, bigint] = [0n, 0n];
  private a = SEED_A | 0;
  private b = SEED_B | 0;
  private length = 0;

  /** Takes what stands in `chunk` from `at`, as far as the line that ends the rows; where it goes on behind that, or -1. */
  take(chunk: Buffer, at: number): number {
    let { a, b, length, rows } = this;
    let [sumA, sumB] = [0, 0];
    let end = -1;
    for (let index = at; index < chunk.length; index++) {
      const byte = chunk[index]!;
      if (byte !== NEWLINE) {
        a = Math.imul(a ^ byte, PRIME_A);
        b = Math.imul(((b << 5) | (b >>> 27)) ^ byte, PRIME_B);
        length++;
        continue;
      }
      if (length === END.length && a === END.a && b === END.b) end = index + 1;
      else {
        sumA += mixed(a ^ length);
        sumB += mixed((a + b) | 0);
        rows++;
      }
      a = SEED_A | 0;
      b = SEED_B | 0;
      length = 0;
      if (end >= 0) break;
    }
    Object.assign(this, { a, b, length, rows, sums: [this.sums[0] + BigInt(sumA), this.sums[1] + BigInt(sumB)] });
    return end;
  }

  get digest(): string {
    return createHash('sha256').update(`${this.rows}:${this.sums[0]}:${this.sums[1]}`).digest('hex');
  }
}

/** Murmur's last step: each bit of what goes in turns half of what comes out. */
function mixed(value: number): number {
  const first = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return (second ^ (second >>> 16)) >>> 0;
}

function lanesOf(text: string): { a: number; b: number; length: number } {
  let [a, b] = [SEED_A | 0, SEED_B | 0];
  for (const byte of Buffer.from(text)) {
    a = Math.imul(a ^ byte, PRIME_A);
    b = Math.imul(((b << 5) | (b >>> 27)) ^ byte, PRIME_B);
  }
  return { a, b, length: text.length };
}
