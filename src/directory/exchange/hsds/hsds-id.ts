import { createHash } from 'node:crypto';

export type HsdsKind = 'agency' | 'service' | 'office' | 'channel' | 'offering' | 'part';

export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** HSDS wants a UUID for everything. The same as the function of this name in the database: an id that is a UUID stays it. */
export function hsdsId(kind: HsdsKind, id: string): string {
  if (UUID.test(id)) return id;
  const digits = [...createHash('md5').update(`sinambung:${kind}:${id}`).digest('hex')];
  digits[12] = '8';
  digits[16] = '8';
  return digits.join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Our id of what HSDS names by a UUID, where the two belong together; else the UUID is the id. Null where there is neither. */
export function ourId(kind: HsdsKind, ours: unknown, theirs: unknown): string | null {
  const known = typeof ours === 'string' && (typeof theirs !== 'string' || hsdsId(kind, ours) === theirs);
  const id = known ? ours : theirs;
  return typeof id === 'string' ? id : null;
}
