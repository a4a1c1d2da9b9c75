import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { allWithoutNulls, Db, withoutNulls } from '../../platform/index.js';
import { errors } from '../errors.js';
import type { Wave } from './types.js';

const COLUMNS = 'id, declared_at, declared_by, cause';

@Injectable()
export class WaveStore {
  constructor(private readonly db: Db) {}

  async add({ id, declaredAt, declaredBy, cause }: Wave): Promise<void> {
    await this.db.run(`insert into incidents.wave (${COLUMNS}) values ($1, $2, $3, $4)`, [id, declaredAt, declaredBy, cause]);
  }

  async get(id: string): Promise<Wave> {
    const known = z.uuid().safeParse(id).success;
    const row = known && (await this.db.maybe(`select ${COLUMNS} from incidents.wave where id = $1`, [id]));
    if (!row) throw errors.noSuchWave({ waveId: id });
    return withoutNulls<Wave>(row);
  }

  /** Newest first, with how many of its incidents are open. */
  async newest(limit: number): Promise<(Wave & { offices: number; open: number })[]> {
    return allWithoutNulls(
      await this.db.many(
        `select w.id, w.declared_at, w.declared_by, w.cause, count(i.id) as offices,
           count(i.id) filter (where i.state in ('reported', 'confirmed')) as open
         from incidents.wave w left join incidents.incident i on i.wave_id = w.id
         group by w.id order by w.declared_at desc limit $1`,
        [limit],
      ),
    );
  }
}
