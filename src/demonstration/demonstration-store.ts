import { Injectable } from '@nestjs/common';
import { Db } from '../platform/index.js';

/** What a story leaves behind; accounts, the directory's facts and the instance itself stay. */
const STORY_SCHEMAS = [
  'audit',
  'incidents',
  'rerouting',
  'backup',
  'dispensation',
  'complaints',
  'outreach',
  'announcements',
  'playbooks',
  'answers',
];
const STORY_TABLES = [
  'platform.event',
  'platform.event_delivery',
  'directory.offering_status',
  'directory.day_report',
  'directory.visit',
];

@Injectable()
export class DemonstrationStore {
  constructor(private readonly db: Db) {}

  /** Empties the tables of a story, append-only ones too: this is not a record of anything that happened. */
  async forgetStory(): Promise<void> {
    const tables = await this.storyTables();
    for (const table of tables) await this.db.run(`alter table ${table} disable trigger user`);
    await this.db.run(`truncate ${tables.join(', ')}`);
    for (const table of tables) await this.db.run(`alter table ${table} enable trigger user`);
  }

  /** Workflows of the story before: what waits is not run, what runs ends at its next step. */
  async cancelWorkflows(): Promise<void> {
    await this.db.run(`update dbos.workflow_status set status = 'CANCELLED' where status in ('PENDING', 'ENQUEUED')`);
    await this.db.run('update platform.instance set held_since = null');
  }

  /** Whether no workflow waits or runs. */
  async isQuiet(): Promise<boolean> {
    const { quiet } = await this.db.one<{ quiet: boolean }>(
      `select not exists (select from dbos.workflow_status where status in ('PENDING', 'ENQUEUED') and coalesce(queue_name, '') not like 'held:%') as quiet`,
    );
    return quiet;
  }

  private async storyTables(): Promise<string[]> {
    const rows = await this.db.many<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname = any($1) or schemaname || '.' || tablename = any($2) order by 1`,
      [STORY_SCHEMAS, STORY_TABLES],
    );
    return rows.map((row) => row.name);
  }
}
