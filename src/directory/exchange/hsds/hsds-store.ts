import { Injectable } from '@nestjs/common';
import { Db } from '../../../platform/index.js';

export interface HsdsQuery {
  page: number;
  perPage: number;
  search?: string;
  /** UUIDs of HSDS. */
  organizationId?: string;
  taxonomyTermId?: string;
}

export interface Ids {
  ids: string[];
  total: number;
}

const NAMED = `($3::text is null or concat_ws(' ', %.facts #>> '{names,id}', %.facts #>> '{names,en}') ilike '%' || $3 || '%')`;

/** Which of our things stand on a page of HSDS. */
@Injectable()
export class HsdsStore {
  constructor(private readonly db: Db) {}

  agencies(query: HsdsQuery): Promise<Ids> {
    return this.page(`select a.id from directory.agency a where ${NAMED.replaceAll('%.', 'a.')}`, query, []);
  }

  /** With a term: those that have an offering by a channel of that kind. */
  services({ organizationId, ...query }: HsdsQuery, kind: string | undefined): Promise<Ids> {
    return this.page(
      `select s.id from directory.service s where ${NAMED.replaceAll('%.', 's.')}
         and ($4::uuid is null or directory.hsds_id('agency', s.agency_id) = $4)
         and ($5::text is null or exists (select from directory.offering o join directory.channel c on c.id = o.channel_id
           where o.service_id = s.id and c.kind = $5))`,
      query,
      [organizationId ?? null, kind ?? null],
    );
  }

  offerings({ organizationId, ...query }: HsdsQuery, kind: string | undefined): Promise<Ids> {
    return this.page(
      `select o.id from directory.offering o join directory.service s on s.id = o.service_id join directory.channel c on c.id = o.channel_id
       left join directory.office f on f.id = c.office_id
       where (${NAMED.replaceAll('%.', 's.')} or concat_ws(' ', c.facts ->> 'name', f.facts ->> 'name', f.facts ->> 'address') ilike '%' || $3 || '%')
         and ($4::uuid is null or directory.hsds_id('agency', s.agency_id) = $4) and ($5::text is null or c.kind = $5)`,
      query,
      [organizationId ?? null, kind ?? null],
    );
  }

  /** Our id of what HSDS names by this UUID. */
  async idOf(kind: 'agency' | 'service' | 'offering', uuid: string): Promise<string | undefined> {
    const found = await this.db.maybe<{ id: string }>(
      `select id from directory.${kind} where directory.hsds_id('${kind}', id) = $1`,
      [uuid],
    );
    return found?.id;
  }

  private async page(sql: string, { page, perPage, search }: HsdsQuery, more: unknown[]): Promise<Ids> {
    const asked = [search?.replace(/[\\%_]/g, '\\$&') ?? null, ...more];
    const rows = await this.db.many<{ id: string; total: number }>(
      `select id, count(*) over () as total from (${sql}) found order by id limit $1 offset $2`,
      [perPage, (page - 1) * perPage, ...asked],
    );
    const total = rows[0]?.total ?? (page > 1 ? await this.count(sql, asked) : 0);
    return { ids: rows.map(({ id }) => id), total };
  }

  private async count(sql: string, asked: unknown[]): Promise<number> {
    const { total } = await this.db.one<{ total: number }>(
      `select count(*) as total from (${sql}) found where $1::integer is null and $2::integer is null`,
      [null, null, ...asked],
    );
    return total;
  }
}
