import { Injectable } from '@nestjs/common';
import { Db } from '../../platform/index.js';

/** One reference of a kind of thing to another; the columns are those of the sheets. */
const REFERENCES = [
  { kind: 'service', key: 'agencyId', column: 'agency_id', to: 'agency', problem: 'unknown-agency' },
  { kind: 'office', key: 'agencyId', column: 'agency_id', to: 'agency', problem: 'unknown-agency' },
  { kind: 'channel', key: 'officeId', column: 'office_id', to: 'office', problem: 'unknown-office' },
  { kind: 'offering', key: 'serviceId', column: 'service_id', to: 'service', problem: 'unknown-service' },
  { kind: 'offering', key: 'channelId', column: 'channel_id', to: 'channel', problem: 'unknown-channel' },
] as const;

const COMPLAIN = 'insert into incoming (sheet, row, column_name, problem, value)';

/** What only shows when all that was proposed is seen together with what is known. */
@Injectable()
export class ReferenceStore {
  constructor(private readonly db: Db) {}

  /** Records a problem for each thing that names one that is not there, or takes what belongs to another. */
  async check(): Promise<void> {
    await this.db.run('analyze candidate');
    for (const { kind, key, column, to, problem } of REFERENCES)
      await this.db.run(
        `${COMPLAIN} select c.sheet, c.row, $3, $5, c.after ->> $2 from candidate c
         where c.kind = $1 and c.after ->> $2 is not null
           and not exists (select from candidate t where t.kind = $4 and t.id = c.after ->> $2)
           and not exists (select from directory.${to} t where t.id = c.after ->> $2)`,
        [kind, key, column, to, problem],
      );
    await this.parts();
    await this.sharedChannels();
    await this.sharedSmsCodes();
  }

  /** Of offerings that were proposed, and of those whose office or channel was. */
  private async parts(): Promise<void> {
    await this.db.run(
      `${COMPLAIN} select o.sheet, o.row, 'needs_parts', 'unknown-part', part
       from candidate o
       join lateral (select coalesce(
         (select after ->> 'officeId' from candidate where kind = 'channel' and id = o.after ->> 'channelId'),
         (select office_id from directory.channel where id = o.after ->> 'channelId')) as id) home on true
       join lateral (select coalesce(
         (select after from candidate where kind = 'office' and id = home.id),
         (select facts from directory.office where id = home.id)) -> 'parts' as parts) has on true
       cross join jsonb_array_elements_text(o.after -> 'needsParts') as part
       where o.kind = 'offering' and not coalesce(has.parts, '[]') @> jsonb_build_array(jsonb_build_object('id', part))`,
    );
    await this.db.run(
      `${COMPLAIN} select c.sheet, c.row, 'id', 'part-in-use', part from candidate c
       join directory.channel h on h.office_id = c.id join directory.offering o on o.channel_id = h.id
       cross join unnest(o.needs_parts) as part
       where c.kind = 'office' and not coalesce(c.after -> 'parts', '[]') @> jsonb_build_array(jsonb_build_object('id', part))
         and not exists (select from candidate t where t.kind = 'offering' and t.id = o.id)
       group by c.sheet, c.row, part`,
    );
  }

  /** One channel gives one service once. */
  private async sharedChannels(): Promise<void> {
    await this.db.run(
      `with pairs as (
         select id, sheet, row, after ->> 'serviceId' as service, after ->> 'channelId' as channel from candidate where kind = 'offering'
         union all
         select id, null, null, service_id, channel_id from directory.offering o
         where not exists (select from candidate c where c.kind = 'offering' and c.id = o.id)
       ), shared as (select *, count(*) over (partition by service, channel) as times, min(id) over (partition by service, channel) as first from pairs)
       ${COMPLAIN} select sheet, row, 'channel_id', 'channel-taken', channel from shared where times > 1 and sheet is not null and id <> first
       or times > 1 and sheet is not null and exists (select from pairs p where p.sheet is null and (p.service, p.channel) = (shared.service, shared.channel))`,
    );
  }

  private async sharedSmsCodes(): Promise<void> {
    await this.db.run(
      `with codes as (
         select id, sheet, row, after ->> 'smsCode' as code from candidate where kind = 'agency'
         union all
         select id, null, null, sms_code from directory.agency a where not exists (select from candidate c where c.kind = 'agency' and c.id = a.id)
       ), shared as (select *, count(*) over (partition by code) as times from codes where code is not null)
       ${COMPLAIN} select sheet, row, 'sms_code', 'sms-code-taken', code from shared where times > 1 and sheet is not null`,
    );
  }
}
