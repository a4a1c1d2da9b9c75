import { Injectable } from '@nestjs/common';
import { Db } from '../../platform/index.js';
import type { Kind, Listed } from './types.js';

const BATCH = 500;

/** An office with what its HSDS location needs besides. */
export interface OfficeWithChannels {
  listed: Listed;
  label: string;
  channels: Listed[];
}

/** Reads what was imported, batch by batch. */
@Injectable()
export class ExportStore {
  constructor(private readonly db: Db) {}

  /** All things of a kind in the order of their ids. */
  async *all(kind: Kind): AsyncGenerator<Listed> {
    for await (const { listed } of this.batches<{ id: string; listed: Listed }>(
      'select id, listed from directory.listed where kind = $1 and id > $2 order by id limit $3',
      kind,
    ))
      yield listed;
  }

  offices(): AsyncGenerator<OfficeWithChannels> {
    return this.batches<OfficeWithChannels & { id: string }>(
      `select l.id, l.listed, r.label,
         (select coalesce(jsonb_agg(c.facts || jsonb_build_object('officeId', c.office_id) order by c.id), '[]')
          from directory.channel c where c.office_id = l.id) as channels
       from directory.listed l join directory.region r on r.code = l.listed ->> 'regionCode'
       where l.kind = $1 and l.id > $2 order by l.id limit $3`,
      'office',
    );
  }

  /** Offerings with the office of their channel. */
  offerings(): AsyncGenerator<{ listed: Listed; officeId: string | null }> {
    return this.batches<{ id: string; listed: Listed; officeId: string | null }>(
      `select l.id, l.listed, c.office_id from directory.listed l join directory.channel c on c.id = l.listed ->> 'channelId'
       where l.kind = $1 and l.id > $2 order by l.id limit $3`,
      'offering',
    );
  }

  private async *batches<T extends { id: string }>(sql: string, kind: Kind): AsyncGenerator<T> {
    for (let after = ''; ; ) {
      const rows = await this.db.many<T>(sql, [kind, after, BATCH]);
      yield* rows;
      const last = rows.at(-1);
      if (!last || rows.length < BATCH) return;
      after = last.id;
    }
  }
}
