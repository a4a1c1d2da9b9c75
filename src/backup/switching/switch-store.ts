import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, withoutNulls } from '../../platform/index.js';
import { asJson } from '../point-store.js';
import type { Switch } from '../types.js';

const COLUMNS = 'id, restore_id, source_id, way, place, kept, drops_kept, state, begun_at, ended_at, trouble';

@Injectable()
export class SwitchStore {
  constructor(private readonly db: Db) {}

  async get(id: string): Promise<Switch> {
    return withoutNulls(await this.db.one<Switch>(`select ${COLUMNS} from backup.switch where id = $1`, [id]));
  }

  /** Newest first. */
  async ofRestore(restoreId: string): Promise<Switch[]> {
    const rows = await this.db.many<Switch>(
      `select ${COLUMNS} from backup.switch where restore_id = $1 order by begun_at desc, id desc`,
      [restoreId],
    );
    return allWithoutNulls(rows);
  }

  /** The last one that worked, of any restore. */
  async newestOfSource(sourceId: string): Promise<Switch | undefined> {
    const row = await this.db.maybe<Switch>(
      `select ${COLUMNS} from backup.switch where source_id = $1 and state = 'done' order by begun_at desc, id desc limit 1`,
      [sourceId],
    );
    return withoutNulls(row);
  }

  async add(one: Switch): Promise<void> {
    await this.db.run(
      `insert into backup.switch (id, restore_id, source_id, way, place, kept, drops_kept, state, begun_at, ended_at, trouble)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        one.id,
        one.restoreId,
        one.sourceId,
        one.way,
        one.place,
        one.kept,
        one.dropsKept,
        one.state,
        one.begunAt,
        one.endedAt,
        asJson(one.trouble),
      ],
    );
  }

  async end({ id, state, endedAt, dropsKept, trouble }: Switch): Promise<void> {
    await this.db.run('update backup.switch set state = $2, ended_at = $3, drops_kept = $4, trouble = $5 where id = $1', [
      id,
      state,
      endedAt,
      dropsKept,
      asJson(trouble),
    ]);
  }
}
