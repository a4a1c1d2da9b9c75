import { Injectable } from '@nestjs/common';
import { Db } from '../platform/index.js';
import type { DutyMember } from './types.js';

const COLUMNS = 'id, position, function_name, phone, email, account_id, is_sample';

@Injectable()
export class RosterStore {
  constructor(private readonly db: Db) {}

  members(): Promise<DutyMember[]> {
    return this.db.many<DutyMember>(`select ${COLUMNS} from people.duty_member order by position`);
  }

  /** The roster, for one writer at a time. */
  async lock(): Promise<DutyMember[]> {
    await this.db.run('lock table people.duty_member in share row exclusive mode');
    return this.members();
  }

  async add({ id, position, functionName, phone, email, accountId, isSample }: DutyMember): Promise<void> {
    await this.db.run(`insert into people.duty_member (${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7)`, [
      id,
      position,
      functionName,
      phone ?? null,
      email ?? null,
      accountId ?? null,
      isSample,
    ]);
  }

  async remove(id: string): Promise<void> {
    await this.db.run('delete from people.duty_member where id = $1', [id]);
  }

  async place(members: readonly DutyMember[]): Promise<void> {
    for (const { id, position } of members)
      await this.db.run('update people.duty_member set position = $2 where id = $1 and position <> $2', [id, position]);
  }
}
