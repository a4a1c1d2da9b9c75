import type { FastifyRequest } from 'fastify';
import type { Actor, Visit } from '../people/index.js';

/** A request after the guard has looked at it. */
export interface Visited extends FastifyRequest {
  actor?: Actor;
}

/** A URL's path decides how a caller shows who she is: a bearer token for the API, a session cookie for pages. */
export function areaOf(url: string): 'api' | 'console' | 'public' {
  const path = url.split('?', 1)[0] ?? '/';
  if (path === '/api/v1' || path.startsWith('/api/v1/')) return 'api';
  if (path === '/dasbor' || path.startsWith('/dasbor/')) return 'console';
  return 'public';
}

/** What the sign-in verbs need of a request. */
export function visitOf(request: FastifyRequest): Visit {
  return { cookie: request.headers.cookie, userAgent: request.headers['user-agent']?.slice(0, 1000), ip: request.ip };
}
