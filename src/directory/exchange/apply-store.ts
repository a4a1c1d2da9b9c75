import { Injectable } from '@nestjs/common';
import { Db } from '../../platform/index.js';

const WRITTEN = ['agency', 'service', 'office', 'channel', 'offering', 'catchment', 'search_term'].map(
  (table) => `directory.${table}`,
);

const item = (kind: string) => `from directory.import_item i where i.import_id = $1 and i.kind = '${kind}'`;

/** In the order in which things refer to each other. */
const MERGES = [
  `insert into directory.agency (id, sms_code, facts) select id, after ->> 'smsCode', after ${item('agency')}
   on conflict (id) do update set sms_code = excluded.sms_code, facts = excluded.facts`,
  `insert into directory.service (id, agency_id, facts) select id, after ->> 'agencyId', after - 'terms' ${item('service')}
   on conflict (id) do update set agency_id = excluded.agency_id, facts = excluded.facts`,
  `insert into directory.office (id, agency_id, region_code, confirmed_open, facts)
   select id, after ->> 'agencyId', after ->> 'regionCode', (after -> 'confirmedOpen')::boolean, after - 'terms' ${item('office')}
   on conflict (id) do update set agency_id = excluded.agency_id, region_code = excluded.region_code,
     confirmed_open = excluded.confirmed_open, facts = excluded.facts`,
  `insert into directory.channel (id, kind, office_id, facts) select id, after ->> 'kind', after ->> 'officeId', after - 'officeId' ${item('channel')}
   on conflict (id) do update set kind = excluded.kind, office_id = excluded.office_id, facts = excluded.facts`,
];

const OFFERINGS = `insert into directory.offering (id, service_id, channel_id, needs_parts, listed_at, facts)
  select id, after ->> 'serviceId', after ->> 'channelId', array(select jsonb_array_elements_text(after -> 'needsParts')), $2,
    after - 'channelId' - 'catchment' ${item('offering')}
  on conflict (id) do update set service_id = excluded.service_id, channel_id = excluded.channel_id,
    needs_parts = excluded.needs_parts, facts = excluded.facts`;

const BESIDES = [
  `delete from directory.catchment k using directory.import_item i
   where i.import_id = $1 and i.kind = 'offering' and k.offering_id = i.id and not i.after -> 'catchment' ? k.region_code`,
  `insert into directory.catchment (offering_id, region_code) select id, jsonb_array_elements_text(after -> 'catchment') ${item('offering')}
   on conflict do nothing`,
  `delete from directory.search_term t using directory.import_item i
   where i.import_id = $1 and i.kind in ('service', 'office') and (t.kind, t.ref_id) = (i.kind, i.id) and not i.after -> 'terms' ? t.term`,
  `insert into directory.search_term (kind, term, ref_id) select kind, jsonb_array_elements_text(after -> 'terms'), id
   from directory.import_item i where i.import_id = $1 and i.kind in ('service', 'office') on conflict do nothing`,
];

/** Writes a checked import into the directory. */
@Injectable()
export class ApplyStore {
  constructor(private readonly db: Db) {}

  /** Nobody else writes these facts until the transaction ends; who reads them does not wait. */
  async lock(): Promise<void> {
    await this.db.run(`lock table ${WRITTEN.join(', ')} in share row exclusive mode`);
  }

  async merge(importId: string, now: Date): Promise<void> {
    for (const sql of MERGES) await this.db.run(sql, [importId]);
    await this.db.run(OFFERINGS, [importId, now]);
    for (const sql of BESIDES) await this.db.run(sql, [importId]);
  }

  async close(importId: string, by: string, now: Date): Promise<void> {
    await this.db.run('update directory.import set applied_at = $2, applied_by = $3 where id = $1', [importId, now, by]);
  }

  /** Offerings that changed, or whose service, agency, channel or office did. */
  async touched(importId: string): Promise<string[]> {
    const rows = await this.db.many<{ id: string }>(
      `select distinct o.id from directory.offering o join directory.channel c on c.id = o.channel_id join directory.service s on s.id = o.service_id
       join directory.import_item i on i.import_id = $1 and (i.kind, i.id) in
         (values ('offering', o.id), ('service', o.service_id), ('channel', c.id), ('office', c.office_id), ('agency', s.agency_id)) order by o.id`,
      [importId],
    );
    return rows.map(({ id }) => id);
  }
}
