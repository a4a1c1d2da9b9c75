import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db } from '../../platform/index.js';
import { errors } from '../errors.js';
import type { Archive } from './types.js';

const COLUMNS = `id, office_id, service_id, series, first_year, last_year, class, files, scanned, metres::float8 as metres, building, room, scans_source,
  condition, checked_on, registered_at, registered_by`;

@Injectable()
export class ArchiveStore {
  constructor(private readonly db: Db) {}

  /** New ones are added; what is known by its office, service, series and years is brought up to date. Returns how many are new. */
  async merge(archives: readonly Archive[]): Promise<number> {
    const made = await this.db.many<{ isNew: boolean }>(
      `insert into backup.archive as known (id, office_id, service_id, series, first_year, last_year, class, files, scanned, metres, building, room,
         scans_source, condition, checked_on, registered_at, registered_by)
       select a.id, a."officeId", a."serviceId", a.series, a."firstYear", a."lastYear", a.class, a.files, a.scanned, a.metres, a.building, a.room,
         a."scansSource", a.condition, a."checkedOn", a."registeredAt", a."registeredBy"
       from jsonb_to_recordset($1::jsonb) as a (id uuid, "officeId" text, "serviceId" text, series text, "firstYear" int, "lastYear" int, class text,
         files int, scanned int, metres numeric, building text, room text, "scansSource" text, condition text, "checkedOn" date,
         "registeredAt" timestamptz, "registeredBy" text)
       on conflict (office_id, service_id, series, first_year, last_year) do update set (class, files, scanned, metres, building, room, scans_source,
         condition, checked_on, registered_at, registered_by) = row(excluded.class, excluded.files, excluded.scanned, excluded.metres,
         excluded.building, excluded.room, excluded.scans_source, excluded.condition, excluded.checked_on, excluded.registered_at, excluded.registered_by)
       returning xmax = 0 as is_new`,
      [JSON.stringify(archives)],
    );
    return made.filter(({ isNew }) => isNew).length;
  }

  async get(id: string): Promise<Archive> {
    const [archive] = await this.select('id = $1', [id]);
    if (!archive) throw errors.noSuchArchive({ archive: id });
    return archive;
  }

  async remove(id: string): Promise<void> {
    await this.db.run('delete from backup.archive where id = $1', [id]);
  }

  /** Of these offices, or of all; by office, the least scanned first. */
  of(officeIds?: readonly string[]): Promise<Archive[]> {
    return this.select('$1::text[] is null or office_id = any($1)', [officeIds]);
  }

  private async select(where: string, parameters: unknown[]): Promise<Archive[]> {
    const sql = `select ${COLUMNS} from backup.archive where ${where} order by office_id, scanned::float8 / files, series, first_year, id`;
    return allWithoutNulls(await this.db.many(sql, parameters));
  }
}
