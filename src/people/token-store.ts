import { Injectable } from '@nestjs/common';
import { Db } from '../platform/index.js';
import type { Role } from './permissions.js';
import type { TokenRecord } from './types.js';

const COLUMNS = 'id, role, account_id, created_at, expires_at, revoked_at, revoked_at is null and expires_at > now() as live';

@Injectable()
export class TokenStore {
  constructor(private readonly db: Db) {}

  all(): Promise<TokenRecord[]> {
    return this.db.many<TokenRecord>(`select ${COLUMNS} from people.token order by created_at, id`);
  }

  /** A token that is neither expired nor revoked. Lifetimes of secrets are real time, also where a demonstration's clock stands still. */
  live(hash: Buffer): Promise<TokenRecord | undefined> {
    return this.db.maybe<TokenRecord>(
      `select ${COLUMNS} from people.token where hash = $1 and revoked_at is null and expires_at > now()`,
      [hash],
    );
  }

  async add(token: { id: string; hash: Buffer; role: Role; accountId?: string; days: number }): Promise<TokenRecord> {
    return this.db.one<TokenRecord>(
      `insert into people.token (id, hash, role, account_id, expires_at) values ($1, $2, $3, $4, now() + make_interval(days => $5)) returning ${COLUMNS}`,
      [token.id, token.hash, token.role, token.accountId ?? null, token.days],
    );
  }

  async revoke(id: string): Promise<boolean> {
    return (await this.db.run('update people.token set revoked_at = now() where id = $1 and revoked_at is null', [id])) > 0;
  }
}
