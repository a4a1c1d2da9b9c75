import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db, withoutNulls } from '../../platform/index.js';
import { errors } from '../errors.js';
import type { Hold } from './types.js';

const COLUMNS = 'id, source_id, point_id, reason, basis, set_by, set_at, lifted_at';

@Injectable()
export class HoldStore {
  constructor(private readonly db: Db) {}

  async get(id: string): Promise<Hold> {
    const hold = await this.db.maybe<Hold>(`select ${COLUMNS} from backup.hold where id = $1`, [id]);
    if (!hold) throw errors.noSuchHold({ hold: id });
    return withoutNulls(hold);
  }

  /** Newest first, those that were lifted too. */
  async ofSource(sourceId: string): Promise<Hold[]> {
    const rows = await this.db.many<Hold>(
      `select ${COLUMNS} from backup.hold where source_id = $1 order by set_at desc, id desc`,
      [sourceId],
    );
    return allWithoutNulls(rows);
  }

  /** The sources of which something is held. */
  async heldSources(): Promise<Set<string>> {
    const rows = await this.db.many<{ sourceId: string }>('select distinct source_id from backup.hold where lifted_at is null');
    return new Set(rows.map(({ sourceId }) => sourceId));
  }

  /** Whether anything holds this point, or its whole source. */
  async covers(pointId: string): Promise<boolean> {
    const sql = `select exists (select from backup.hold h join backup.point p on p.source_id = h.source_id
      where p.id = $1 and coalesce(h.point_id, p.id) = p.id and h.lifted_at is null) as held`;
    return (await this.db.one<{ held: boolean }>(sql, [pointId])).held;
  }

  async add({ id, sourceId, pointId, reason, basis, setBy, setAt }: Hold): Promise<void> {
    await this.db.run(
      'insert into backup.hold (id, source_id, point_id, reason, basis, set_by, set_at) values ($1, $2, $3, $4, $5, $6, $7)',
      [id, sourceId, pointId, reason, basis, setBy, setAt],
    );
  }

  async lift(id: string, now: Date): Promise<void> {
    await this.db.run('update backup.hold set lifted_at = $2 where id = $1', [id, now]);
  }
}
