import { randomBytes } from 'node:crypto';

const COUNTED = 0x1000;
let millisecond = 0;
let counter = 0;

/**
 * A UUID version 7 (RFC 9562, with the counter of its section 6.2 in `rand_a`): sorts by the time it was made, also within a
 * millisecond of this process, so that indexes grow at their end and news stand in the order in which they came about.
 */
export function newId(): string {
  const bytes = randomBytes(16);
  count(bytes.readUInt16BE(6));
  bytes.writeUIntBE(millisecond, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A new millisecond begins in the lower half of the counter; one that is full borrows from the next. */
function count(random: number): void {
  const now = Date.now();
  counter += 1;
  if (now <= millisecond && counter < COUNTED) return;
  millisecond = Math.max(now, millisecond + 1);
  counter = random % (COUNTED / 2);
}
