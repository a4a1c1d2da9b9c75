export type Origin = 'same' | 'cross' | 'unknown';

interface OriginHeaders {
  'sec-fetch-site'?: string;
  origin?: string;
  host?: string;
}

/**
 * Where a browser says that a request comes from. `Sec-Fetch-Site` is believed first (a page cannot forge it), then `Origin`
 * against the host that was called or the address the server is known under. `same-site` is another host, so it is `cross`.
 */
export function originOf(headers: OriginHeaders, knownOrigin: string): Origin {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none' ? 'same' : 'cross';
  const { origin, host } = headers;
  if (origin === undefined || origin === 'null' || !URL.canParse(origin)) return 'unknown';
  const from = new URL(origin);
  return from.origin === knownOrigin || from.host === host ? 'same' : 'cross';
}
