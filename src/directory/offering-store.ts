import { Injectable } from '@nestjs/common';
import { Db, withoutNulls } from '../platform/index.js';
import { errors } from './errors.js';
import { ID } from './ids.js';
import { OFFICE_FACTS } from './office-store.js';
import { lineage } from './region-rules.js';
import type { Channel, Offering, Office, SpecialDay, Visit } from './types.js';

/** What an import writes of an offering; the rest stands in tables of its own. */
export type OfferingFacts = Omit<Offering, 'channel' | 'office' | 'catchment' | 'visits'>;

/** What people recorded here of an offering. */
interface OfferingAmendments {
  emergency?: Offering['emergency'] | null;
  /** Null where the day of a file is taken back. */
  specialDays?: Record<string, SpecialDay | null>;
}

/** A channel and its place, as an import writes it. */
export interface ChannelRecord extends Channel {
  officeId?: string;
}

interface OfferingRow {
  facts: OfferingFacts;
  amendments: OfferingAmendments;
  channel: Channel;
  office: Office | null;
  catchment: string[];
  visits: Visit[];
}

const OFFERING = `
  select o.facts, o.amendments, c.facts as channel, ${OFFICE_FACTS} as office,
    coalesce((select jsonb_agg(v.facts order by v.id) from directory.visit v
      where v.offering_id = o.id and v.cancelled_at is null and not v.shelved), '[]') as visits,
    array(select k.region_code from directory.catchment k where k.offering_id = o.id order by k.region_code) as catchment
  from directory.offering o
  join directory.channel c on c.id = o.channel_id
  left join directory.office f on f.id = c.office_id`;

@Injectable()
export class OfferingStore {
  constructor(private readonly db: Db) {}

  async get(id: string): Promise<Offering> {
    const [offering] = ID.test(id) ? await this.read(`${OFFERING} where o.id = $1`, [id]) : [];
    if (!offering) throw errors.noSuchOffering({ offering: id });
    return offering;
  }

  at(officeId: string, part?: string): Promise<Offering[]> {
    return this.read(`${OFFERING} where c.office_id = $1 and ($2::text is null or $2 = any(o.needs_parts)) order by o.id`, [
      officeId,
      part ?? null,
    ]);
  }

  /** What is given at these offices, by id alone. */
  idsAt(officeIds: readonly string[]): Promise<{ id: string; officeId: string }[]> {
    return this.db.many(
      'select o.id, c.office_id from directory.offering o join directory.channel c on c.id = o.channel_id where c.office_id = any($1) order by o.id',
      [officeIds],
    );
  }

  /** In the order of their ids; unknown ids are left out. */
  byIds(ids: string[]): Promise<Offering[]> {
    return this.read(`${OFFERING} where o.id = any($1) order by o.id`, [ids]);
  }

  /** Of many offices by one question, in the order of their ids. */
  atAll(officeIds: readonly string[]): Promise<Offering[]> {
    return this.read(`${OFFERING} where c.office_id = any($1) order by o.id`, [officeIds]);
  }

  /** Units that come to people. */
  outreach(): Promise<Offering[]> {
    return this.read(`${OFFERING} where c.kind = 'outreach' order by o.id`, []);
  }

  of(serviceId: string): Promise<Offering[]> {
    return this.read(`${OFFERING} where o.service_id = $1 order by o.id`, [serviceId]);
  }

  /** The counter or outreach whose catchment holds the region, the narrowest first; online channels are nobody's usual place. */
  async usual(serviceId: string, regionCode: string): Promise<Offering | undefined> {
    const [usual] = await this.read(
      `${OFFERING} join directory.catchment h on h.offering_id = o.id
       where h.region_code = any($2) and o.service_id = $1 and c.kind in ('counter', 'outreach') order by length(h.region_code) desc, o.id limit 1`,
      [serviceId, lineage(regionCode)],
    );
    return usual;
  }

  async catchmentCodes(offeringIds: string[]): Promise<string[]> {
    const rows = await this.db.many<{ code: string }>(
      'select distinct region_code as code from directory.catchment where offering_id = any($1) order by code',
      [offeringIds],
    );
    return rows.map(({ code }) => code);
  }

  async saveChannel({ officeId, ...channel }: ChannelRecord): Promise<number> {
    return this.db.run(
      `insert into directory.channel as c (id, kind, office_id, facts) values ($1, $2, $3, $4)
       on conflict (id) do update set kind = excluded.kind, office_id = excluded.office_id, facts = excluded.facts
       where (c.office_id, c.facts) is distinct from (excluded.office_id, excluded.facts)`,
      [channel.id, channel.kind, officeId, channel],
    );
  }

  async saveOffering(facts: OfferingFacts, channelId: string, catchment: string[], now: Date): Promise<number> {
    const changed = await this.db.run(
      `insert into directory.offering as o (id, service_id, channel_id, needs_parts, listed_at, facts) values ($1, $2, $3, $4, $5, $6)
       on conflict (id) do update set service_id = excluded.service_id, channel_id = excluded.channel_id,
         needs_parts = excluded.needs_parts, facts = excluded.facts where (o.channel_id, o.facts) is distinct from (excluded.channel_id, excluded.facts)`,
      [facts.id, facts.serviceId, channelId, facts.needsParts, now, facts],
    );
    return changed + (await this.saveCatchment(facts.id, catchment));
  }

  /** One that is not in any file. Throws PostgreSQL's unique violation where the channel gives that service already. */
  async saveNewOffering(facts: OfferingFacts, channelId: string, now: Date): Promise<void> {
    await this.db.run(
      'insert into directory.offering (id, service_id, channel_id, needs_parts, listed_at, facts) values ($1, $2, $3, $4, $5, $6)',
      [facts.id, facts.serviceId, channelId, facts.needsParts, now, facts],
    );
  }

  private async saveCatchment(offeringId: string, codes: string[]): Promise<number> {
    const gone = await this.db.run('delete from directory.catchment where offering_id = $1 and region_code <> all($2)', [
      offeringId,
      codes,
    ]);
    const added = await this.db.run(
      'insert into directory.catchment (offering_id, region_code) select $1, code from unnest($2::text[]) as t (code) on conflict do nothing',
      [offeringId, codes],
    );
    return gone + added;
  }

  private async read(sql: string, parameters: unknown[]): Promise<Offering[]> {
    const rows = await this.db.many<OfferingRow>(sql, parameters);
    return rows.map(offeringOf);
  }
}

function offeringOf({ facts, amendments, channel, office, catchment, visits }: OfferingRow): Offering {
  const { specialDays, ...amended } = amendments;
  const days = withoutNulls<Record<string, SpecialDay>>({ ...facts.hours.specialDays, ...specialDays });
  const hours = specialDays ? { ...facts.hours, specialDays: days } : facts.hours;
  return withoutNulls({ ...facts, ...amended, hours, channel, office, catchment, visits });
}
