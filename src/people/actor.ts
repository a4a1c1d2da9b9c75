import { defineErrors } from '../platform/index.js';
import { type Holder, holds, type Permission, type Role } from './permissions.js';

const errors = defineErrors('people', {
  'not-permitted': {
    kind: 'forbidden',
    message: 'this account may not do that',
    hint: 'ask an administrator for the role that may',
  },
  'not-signed-in': { kind: 'forbidden', message: 'this needs a signed-in account', hint: 'sign in and try again' },
});

/** The person on whom four eyes count: tokens made at the server's own terminal are one person, however many there are. */
export const TERMINAL = 'terminal';

/**
 * Who acts. `person` is an account id, `duty:<place on the roster>`, `office:<id>`, `terminal`, `system:<room>` or `public`; it
 * goes into the ledger, never a name.
 */
export class Actor {
  private constructor(
    readonly person: string,
    readonly holders: readonly Holder[],
    readonly name?: string,
  ) {}

  static account(accountId: string, roles: readonly Role[], name?: string): Actor {
    return new Actor(accountId, roles, name);
  }

  static terminal(roles: readonly Role[]): Actor {
    return new Actor(TERMINAL, roles);
  }

  static system(room: string): Actor {
    return new Actor(`system:${room}`, ['system']);
  }

  /** Somebody who proved by a link, a paper code or her number to be on duty, for this one act. */
  static duty(person: string, name?: string): Actor {
    return new Actor(person, ['duty'], name);
  }

  static public(): Actor {
    return new Actor('public', ['public']);
  }

  get isPerson(): boolean {
    return !this.holders.includes('system') && !this.holders.includes('public');
  }

  may(permission: Permission): boolean {
    return holds(this.holders, permission);
  }

  must(permission: Permission): void {
    if (this.may(permission)) return;
    throw this.holders.includes('public') ? errors.notSignedIn({ permission }) : errors.notPermitted({ permission });
  }
}
