import { Injectable } from '@nestjs/common';
import { AccountStore } from './account-store.js';
import type { Account } from './types.js';

/** Who may sign in, and what they may do. */
@Injectable()
export class Accounts {
  constructor(private readonly store: AccountStore) {}

  all(): Promise<Account[]> {
    return this.store.all();
  }

  /** Throws `people.no-such-account`. */
  get(id: string): Promise<Account> {
    return this.store.get(id);
  }

  byEmail(email: string): Promise<Account> {
    return this.store.byEmail(email);
  }
}
