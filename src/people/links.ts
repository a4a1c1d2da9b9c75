import { Injectable } from '@nestjs/common';
import { Config } from '../platform/index.js';
import { AccountStore } from './account-store.js';
import { LinkStore } from './link-store.js';
import type { Role } from './permissions.js';
import type { Account } from './types.js';

/** What the page of a one-time link shows before it is used. */
@Injectable()
export class Links {
  constructor(
    private readonly store: LinkStore,
    private readonly accounts: AccountStore,
    private readonly config: Config,
  ) {}

  /** The account that the link lets in, or the role that the account made with it will hold. Throws `people.link-gone`. */
  async look(secret: string): Promise<{ account: Account } | { role: Role }> {
    const holder = await this.store.look(secret);
    return 'role' in holder ? holder : { account: await this.accounts.get(holder.accountId) };
  }

  addressOf(secret: string): string {
    return `${this.config.url}/masuk/sekali/${secret}`;
  }
}
