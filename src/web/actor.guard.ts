import { type CanActivate, type ExecutionContext, Injectable, UnauthorizedException } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Sessions } from '../people/index.js';
import { OPEN } from './open.decorator.js';
import { SignInNeeded } from './sign-in-needed.js';
import { areaOf, type Visited } from './visitor.js';

/**
 * Finds out who calls, for every route: /api/v1 by bearer token, everything else by session cookie. /api/v1 and /dasbor are
 * closed to strangers unless the route is `@Open()`. What the caller may do there is the verb's own question.
 */
@Injectable()
export class ActorGuard implements CanActivate {
  constructor(
    private readonly sessions: Sessions,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<Visited>();
    const area = areaOf(request);
    request.actor ??= area === 'api' ? await this.byToken(request) : await this.sessions.actorOf(request);
    if (request.actor || area === 'public' || this.isOpen(context)) return true;
    if (area === 'api') throw new UnauthorizedException('a bearer token is needed');
    throw new SignInNeeded(request.method === 'GET' ? request.url : '/dasbor');
  }

  private async byToken(request: Visited) {
    const { authorization } = request.headers;
    if (authorization === undefined) return undefined;
    const actor = await this.sessions.actorOfToken(authorization);
    if (!actor) throw new UnauthorizedException('this token is unknown, expired or revoked');
    return actor;
  }

  private isOpen(context: ExecutionContext): boolean {
    return this.reflector.getAllAndOverride<boolean>(OPEN, [context.getHandler(), context.getClass()]) === true;
  }
}
