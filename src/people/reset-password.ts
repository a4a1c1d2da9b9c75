import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AccountStore } from './account-store.js';
import type { Actor } from './actor.js';
import { Change } from './change.js';
import { LinkStore } from './link-store.js';
import { Links } from './links.js';

const input = z.object({ email: z.string().trim() });

/** Voids the password, ends every session and gives a one-time link with which the holder sets a new one. */
@Injectable()
export class ResetPassword extends Change<z.infer<typeof input>, { url: string }> {
  readonly name = 'people.reset-password';
  readonly permission = 'account:manage';
  readonly input = input;

  constructor(
    private readonly accounts: AccountStore,
    private readonly store: LinkStore,
    private readonly links: Links,
  ) {
    super();
  }

  protected async perform({ email }: z.infer<typeof input>, _by: Actor) {
    const { id } = await this.accounts.byEmail(email);
    await this.accounts.dropPassword(id);
    await this.accounts.endSessions(id);
    const url = this.links.addressOf(await this.store.add({ accountId: id }));
    return { result: { url }, subject: { type: 'account', id } };
  }
}
