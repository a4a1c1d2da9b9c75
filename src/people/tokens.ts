import { Injectable } from '@nestjs/common';
import { TokenStore } from './token-store.js';
import type { TokenRecord } from './types.js';

/** The API tokens that were made, without their secrets. */
@Injectable()
export class Tokens {
  constructor(private readonly store: TokenStore) {}

  all(): Promise<TokenRecord[]> {
    return this.store.all();
  }
}
