import { Injectable } from '@nestjs/common';
import { Db, newId } from '../platform/index.js';
import { errors } from './errors.js';
import type { Role } from './permissions.js';
import { LINK_MINUTES } from './rules.js';
import { digest, newSecret } from './secrets.js';
import type { LinkHolder } from './types.js';

interface LinkRow {
  id: string;
  accountId?: string;
  role?: Role;
}

const USABLE = 'hash = $1 and used_at is null and expires_at > now()';

/** One-time sign-in links. Of a link's secret only a digest is kept. */
@Injectable()
export class LinkStore {
  constructor(private readonly db: Db) {}

  /** The secret of a new link. Earlier links of the same account end. */
  async add(holder: LinkHolder): Promise<string> {
    const secret = newSecret();
    const accountId = 'accountId' in holder ? holder.accountId : null;
    const role = 'role' in holder ? holder.role : null;
    await this.db.run('update people.sign_in_link set used_at = now() where used_at is null and account_id = $1', [accountId]);
    await this.db.run(
      'insert into people.sign_in_link (id, hash, account_id, role, expires_at) values ($1, $2, $3, $4, now() + make_interval(mins => $5))',
      [newId(), digest(secret), accountId, role, LINK_MINUTES],
    );
    return secret;
  }

  /** Whom a link that can still be used is for. Throws `people.link-gone`. */
  async look(secret: string): Promise<LinkHolder> {
    return holderOf(
      await this.db.maybe<LinkRow>(`select id, account_id, role from people.sign_in_link where ${USABLE}`, [digest(secret)]),
    );
  }

  /** Uses a link up, once: of two at the same moment one gets nothing. Throws `people.link-gone`. */
  async use(secret: string): Promise<LinkHolder> {
    return holderOf(
      await this.db.maybe<LinkRow>(
        `update people.sign_in_link set used_at = now() where ${USABLE} returning id, account_id, role`,
        [digest(secret)],
      ),
    );
  }
}

function holderOf(row: LinkRow | undefined): LinkHolder {
  if (row?.accountId) return { accountId: row.accountId };
  if (row?.role) return { role: row.role };
  throw errors.linkGone();
}
