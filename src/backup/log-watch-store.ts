import { Injectable } from '@nestjs/common';
import { Db, Tx } from '../platform/index.js';
import type { Reach } from './reach.js';

/** What was last seen of a server's log in its vault. */
export interface LogWatch {
  sourceId: string;
  lookedAt: Date;
  segment: string;
  /** When this segment was first seen as the last one. */
  segmentSince: Date;
  reach: Reach;
}

type Row = Omit<LogWatch, 'reach'> & { reach: Stored };
interface Stored extends Omit<Reach, 'from' | 'to' | 'gaps'> {
  from: string;
  to: string;
  gaps: { after: string; before?: string; missing: string[] }[];
}

@Injectable()
export class LogWatchStore {
  constructor(
    private readonly db: Db,
    private readonly tx: Tx,
  ) {}

  async of(sourceId: string): Promise<LogWatch | undefined> {
    return (await this.all()).get(sourceId);
  }

  /** By source. */
  async all(): Promise<Map<string, LogWatch>> {
    const rows = await this.db.many<Row>('select source_id, looked_at, segment, segment_since, reach from backup.log_watch');
    return new Map(rows.map((row) => [row.sourceId, { ...row, reach: revived(row.reach) }]));
  }

  /** The first sight of a segment stays, however often it is seen again. */
  async save(sourceId: string, reach: Reach, now: Date): Promise<void> {
    const upsert = () =>
      this.db.run(
        `insert into backup.log_watch as w (source_id, looked_at, segment, segment_since, reach) values ($1, $2, $3, $2, $4)
         on conflict (source_id) do update set looked_at = excluded.looked_at, reach = excluded.reach, segment = excluded.segment,
           segment_since = case when w.segment = excluded.segment then w.segment_since else excluded.segment_since end`,
        [sourceId, now, reach.segment, JSON.stringify(reach)],
      );
    await this.tx.housekeeping('backup.log-watch', upsert);
  }
}

function revived({ from, to, gaps, segment }: Stored): Reach {
  const at = (text: string) => new Date(text);
  const lasting = gaps.map(({ after, before, missing }) => ({
    after: at(after),
    before: before ? at(before) : undefined,
    missing,
  }));
  return { from: at(from), to: at(to), gaps: lasting, segment };
}
