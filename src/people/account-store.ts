import { Injectable } from '@nestjs/common';
import { Db } from '../platform/index.js';
import { errors } from './errors.js';
import type { Role } from './permissions.js';
import type { Account } from './types.js';

const ACCOUNT = `
  select a.id, a.name, a.email,
    coalesce(array_agg(g.role order by g.role) filter (where g.role is not null), '{}') as roles,
    exists (select from people.credential c where c."userId" = a.id and c.password is not null) as has_password,
    coalesce(a."twoFactorEnabled", false) as has_second_factor
  from people.account a left join people.role_grant g on g.account_id = a.id`;

@Injectable()
export class AccountStore {
  constructor(private readonly db: Db) {}

  all(): Promise<Account[]> {
    return this.db.many<Account>(`${ACCOUNT} group by a.id order by a.email`);
  }

  maybe(id: string): Promise<Account | undefined> {
    return this.db.maybe<Account>(`${ACCOUNT} where a.id = $1 group by a.id`, [id]);
  }

  maybeByEmail(email: string): Promise<Account | undefined> {
    return this.db.maybe<Account>(`${ACCOUNT} where a.email = lower($1) group by a.id`, [email]);
  }

  async get(id: string): Promise<Account> {
    const account = await this.maybe(id);
    if (!account) throw errors.noSuchAccount();
    return account;
  }

  async byEmail(email: string): Promise<Account> {
    const account = await this.maybeByEmail(email);
    if (!account) throw errors.noSuchAccount({ email });
    return account;
  }

  async idOfSession(token: string): Promise<string | undefined> {
    const row = await this.db.maybe<{ userId: string }>('select "userId" from people.session where token = $1', [token]);
    return row?.userId;
  }

  /** Locked, so that two administrators who leave at once do not both succeed. */
  async lockAdmins(): Promise<string[]> {
    const rows = await this.db.many<{ accountId: string }>(
      `select account_id from people.role_grant where role = 'admin' order by account_id for update`,
    );
    return rows.map(({ accountId }) => accountId);
  }

  /** Whether this changed anything. */
  async grant(accountId: string, role: Role, by: string, at: Date): Promise<boolean> {
    const values = [accountId, role, at, by];
    return (
      (await this.db.run(
        'insert into people.role_grant (account_id, role, granted_at, granted_by) values ($1, $2, $3, $4) on conflict do nothing',
        values,
      )) > 0
    );
  }

  async revoke(accountId: string, role: Role): Promise<boolean> {
    return (await this.db.run('delete from people.role_grant where account_id = $1 and role = $2', [accountId, role])) > 0;
  }

  /** Whether this code of the phone is used for the first time while it can be right. */
  async useCode(accountId: string, code: string): Promise<boolean> {
    await this.db.run(`delete from people.used_code where account_id = $1 and at < now() - interval '5 minutes'`, [accountId]);
    return (
      (await this.db.run('insert into people.used_code (account_id, code) values ($1, $2) on conflict do nothing', [
        accountId,
        code,
      ])) > 0
    );
  }

  async dropSecondFactor(accountId: string): Promise<void> {
    await this.db.run('delete from people.second_factor where "userId" = $1', [accountId]);
    await this.db.run('update people.account set "twoFactorEnabled" = false where id = $1', [accountId]);
  }

  async dropPassword(accountId: string): Promise<void> {
    await this.db.run(`delete from people.credential where "userId" = $1 and "providerId" = 'credential'`, [accountId]);
  }

  async endSession(token: string): Promise<void> {
    await this.db.run('delete from people.session where token = $1', [token]);
  }

  async endSessions(accountId: string): Promise<void> {
    await this.db.run('delete from people.session where "userId" = $1', [accountId]);
  }

  /** What nobody can use any more. */
  async sweep(): Promise<void> {
    await this.db.run('delete from people.session where "expiresAt" < now()');
    await this.db.run('delete from people.verification where "expiresAt" < now()');
    await this.db.run(`delete from people.sign_in_link where expires_at < now() - interval '1 day'`);
  }
}
