import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AccountStore } from './account-store.js';
import type { Actor } from './actor.js';
import { Change } from './change.js';
import { errors } from './errors.js';
import { LinkStore } from './link-store.js';
import { Links } from './links.js';
import { ROLES } from './permissions.js';
import type { LinkHolder } from './types.js';

const input = z.object({ email: z.string().trim().optional(), role: z.enum(ROLES).optional() });
type LinkCommand = z.infer<typeof input>;

/** A link that lets one person in once, within 30 minutes: the holder of `email`, or a new account with `role`. */
@Injectable()
export class IssueSignInLink extends Change<LinkCommand, { url: string }> {
  readonly name = 'people.issue-sign-in-link';
  readonly permission = 'account:manage';
  readonly input = input;

  constructor(
    private readonly accounts: AccountStore,
    private readonly store: LinkStore,
    private readonly links: Links,
  ) {
    super();
  }

  protected async perform(command: LinkCommand, _by: Actor) {
    const holder = await this.holder(command);
    const url = this.links.addressOf(await this.store.add(holder));
    const subject = 'role' in holder ? { type: 'role', id: holder.role } : { type: 'account', id: holder.accountId };
    return { result: { url }, subject };
  }

  private async holder({ email, role }: LinkCommand): Promise<LinkHolder> {
    if ((email === undefined) === (role === undefined)) throw errors.linkNeedsEmail();
    return role ? { role } : { accountId: (await this.accounts.byEmail(email!)).id };
  }
}
