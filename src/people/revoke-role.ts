import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AccountStore } from './account-store.js';
import type { Actor } from './actor.js';
import { Change } from './change.js';
import { errors } from './errors.js';
import { ROLES } from './permissions.js';
import { wouldOrphan } from './rules.js';
import type { Account } from './types.js';

const input = z.object({ email: z.string().trim(), role: z.enum(ROLES) });

/** Takes a role away; not the last administrator's. It counts from the next request on, also for tokens of the account. */
@Injectable()
export class RevokeRole extends Change<z.infer<typeof input>, Account> {
  readonly name = 'people.revoke-role';
  readonly permission = 'account:manage';
  readonly input = input;

  constructor(private readonly accounts: AccountStore) {
    super();
  }

  protected async perform({ email, role }: z.infer<typeof input>, _by: Actor) {
    const { id } = await this.accounts.byEmail(email);
    if (wouldOrphan(role, id, await this.accounts.lockAdmins())) throw errors.lastAdmin();
    if (!(await this.accounts.revoke(id, role))) throw errors.roleNotHeld({ role });
    return { result: await this.accounts.get(id), subject: { type: 'account', id }, detail: { role } };
  }
}
