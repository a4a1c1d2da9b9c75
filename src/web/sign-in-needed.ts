import { type ArgumentsHost, Catch, type ExceptionFilter, UnauthorizedException } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** A page of the console was asked for by somebody who is not signed in. */
export class SignInNeeded extends UnauthorizedException {
  constructor(readonly returnTo: string) {
    super('sign in first');
  }

  get location(): string {
    return this.returnTo === '/dasbor' ? '/masuk' : `/masuk?lanjut=${encodeURIComponent(this.returnTo)}`;
  }
}

/** Sends her to the sign-in page, and after it back to where she wanted to go. */
@Catch(SignInNeeded)
export class SignInRedirect implements ExceptionFilter<SignInNeeded> {
  catch(needed: SignInNeeded, host: ArgumentsHost): void {
    void host.switchToHttp().getResponse<FastifyReply>().redirect(needed.location, 303);
  }
}
