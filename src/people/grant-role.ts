import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AccountStore } from './account-store.js';
import type { Actor } from './actor.js';
import { Change } from './change.js';
import { ROLES } from './permissions.js';
import type { Account } from './types.js';

const input = z.object({ email: z.string().trim(), role: z.enum(ROLES) });

@Injectable()
export class GrantRole extends Change<z.infer<typeof input>, Account> {
  readonly name = 'people.grant-role';
  readonly permission = 'account:manage';
  readonly input = input;

  constructor(private readonly accounts: AccountStore) {
    super();
  }

  protected async perform({ email, role }: z.infer<typeof input>, by: Actor, now: Date) {
    const { id } = await this.accounts.byEmail(email);
    const changed = await this.accounts.grant(id, role, by.person, now);
    return { result: await this.accounts.get(id), subject: { type: 'account', id }, detail: { role, changed } };
  }
}
