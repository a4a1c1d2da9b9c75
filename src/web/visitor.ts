import type { FastifyRequest } from 'fastify';
import type { Actor, Visit } from '../people/index.js';

/** A request after the guard has looked at it. */
export interface Visited extends FastifyRequest {
  actor?: Actor;
}

/**
 * The matched route decides how a caller shows who she is: a bearer token for the API, a session cookie for pages. Never the URL
 * as it was sent: `/%64asbor`, `http://host/dasbor` and `/dasbor#x` all lead to the same route.
 */
export function areaOf({ routeOptions }: Pick<FastifyRequest, 'routeOptions'>): 'api' | 'console' | 'public' {
  const route = routeOptions.url ?? '/';
  if (route === '/api/v1' || route.startsWith('/api/v1/')) return 'api';
  if (route === '/dasbor' || route.startsWith('/dasbor/')) return 'console';
  return 'public';
}

/** What the sign-in verbs need of a request. */
export function visitOf(request: FastifyRequest): Visit {
  return { cookie: request.headers.cookie, userAgent: request.headers['user-agent']?.slice(0, 1000), ip: request.ip };
}
