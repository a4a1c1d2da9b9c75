import { type CanActivate, type ExecutionContext, ForbiddenException, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Config } from '../platform/index.js';
import { originOf } from './same-origin.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const STAFF = /^\/(dasbor|masuk|keluar)(\/|\?|$)/;

/**
 * Refuses state-changing requests that another site's page makes with a visitor's browser. Staff pages and any request that
 * carries a cookie must prove that they come from here; the API takes no cookies, so it needs no proof.
 */
@Injectable()
export class SameOriginGuard implements CanActivate {
  constructor(private readonly config: Config) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const { method, url, headers } = context.switchToHttp().getRequest<FastifyRequest>();
    if (SAFE.has(method) || url.startsWith('/api/')) return true;
    const origin = originOf(headers as Record<string, string | undefined>, new URL(this.config.url).origin);
    const mustProve = STAFF.test(url) || headers.cookie !== undefined;
    if (origin === 'same' || (origin === 'unknown' && !mustProve)) return true;
    throw new ForbiddenException('this form was not sent from a page of this server');
  }
}
