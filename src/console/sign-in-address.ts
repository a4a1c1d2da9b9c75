import { safeReturn } from '../people/index.js';

/** A page of the sign-in that remembers where to go after it. */
export function signInAddress(path: string, next: unknown, more: Record<string, string> = {}): string {
  const target = safeReturn(next);
  const query = new URLSearchParams({ ...more, ...(target === '/dasbor' ? {} : { lanjut: target }) }).toString();
  return query ? `${path}?${query}` : path;
}
