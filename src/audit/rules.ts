import { createHash } from 'node:crypto';

/** An entry as it is hashed. `at` is ISO 8601 in UTC, `detail` the very text that is stored. */
export interface SealedText {
  number: number;
  entryId: number;
  at: string;
  verb: string;
  actor: string;
  subjectType: string;
  subjectId: string;
  detail: string;
}

export const GENESIS = Buffer.alloc(32);

/** SHA-256 over the previous hash and the entry's canonical text: a JSON array, whose quoting keeps fields apart. */
export function sealHash(previous: Buffer, entry: SealedText): Buffer {
  const text = JSON.stringify([
    entry.number,
    entry.entryId,
    entry.at,
    entry.verb,
    entry.actor,
    entry.subjectType,
    entry.subjectId,
    entry.detail,
  ]);
  return createHash('sha256').update(previous).update(text).digest();
}

/** JSON with sorted keys: the same facts give the same text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
