import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { newId } from '../platform/index.js';
import { AccountStore } from './account-store.js';
import type { Actor } from './actor.js';
import { Change } from './change.js';
import { errors } from './errors.js';
import { ROLES } from './permissions.js';
import { digest, newSecret } from './secrets.js';
import { TokenStore } from './token-store.js';
import type { TokenRecord } from './types.js';

const DEFAULT_DAYS = 30;
const input = z.object({
  role: z.enum(ROLES),
  email: z.string().trim().optional(),
  days: z.coerce.number().int().min(1).max(366).default(DEFAULT_DAYS),
});

/**
 * An API token, shown once. With `email` it acts as that account, in one of the roles it holds; without, as the person
 * `terminal`: all such tokens are one pair of eyes.
 */
@Injectable()
export class IssueToken extends Change<z.infer<typeof input>, TokenRecord & { token: string }> {
  readonly name = 'people.issue-token';
  readonly permission = 'token:issue';
  readonly input = input;

  constructor(
    private readonly tokens: TokenStore,
    private readonly accounts: AccountStore,
  ) {
    super();
  }

  protected async perform({ role, email, days }: z.infer<typeof input>, _by: Actor) {
    const account = email === undefined ? undefined : await this.accounts.byEmail(email);
    if (account && !account.roles.includes(role)) throw errors.roleNotHeld({ role });
    const token = newSecret('snb_');
    const record = await this.tokens.add({ id: newId(), hash: digest(token), role, accountId: account?.id, days });
    return {
      result: { ...record, token },
      subject: { type: 'token', id: record.id },
      detail: { role, accountId: account?.id ?? null, days },
    };
  }
}
