import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from './actor.js';
import { Change } from './change.js';
import { errors } from './errors.js';
import { TokenStore } from './token-store.js';

const input = z.object({ tokenId: z.uuid() });

@Injectable()
export class RevokeToken extends Change<z.infer<typeof input>, void> {
  readonly name = 'people.revoke-token';
  readonly permission = 'token:issue';
  readonly input = input;

  constructor(private readonly tokens: TokenStore) {
    super();
  }

  protected async perform({ tokenId }: z.infer<typeof input>, _by: Actor) {
    if (!(await this.tokens.revoke(tokenId))) throw errors.noSuchToken();
    return { result: undefined, subject: { type: 'token', id: tokenId } };
  }
}
