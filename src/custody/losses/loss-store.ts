import { Injectable } from '@nestjs/common';
import { allWithoutNulls, Db } from '../../platform/index.js';
import { errors } from '../errors.js';
import { missingNotices } from '../rules.js';
import type { DataLoss, LossNotice } from '../types.js';

const COLUMNS = `l.id, l.incident_id, l.office_id, l.discovered_at, l.due_at, l.data, l.how, l.measures, l.people, l.reported_by,
  l.reported_at, l.warned_at`;

@Injectable()
export class LossStore {
  constructor(private readonly db: Db) {}

  async add(loss: DataLoss): Promise<void> {
    await this.db.run(
      `insert into custody.data_loss (id, incident_id, office_id, discovered_at, due_at, data, how, measures, people, reported_by, reported_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        loss.id,
        loss.incidentId,
        loss.officeId,
        loss.discoveredAt,
        loss.dueAt,
        loss.data,
        loss.how,
        loss.measures,
        loss.people,
        loss.reportedBy,
        loss.reportedAt,
      ],
    );
  }

  async lock(id: string): Promise<DataLoss> {
    await this.db.many('select from custody.data_loss where id = $1 for update', [id]);
    const [loss] = await this.list('where l.id = $1', [id]);
    if (!loss) throw errors.noSuchLoss({ lossId: id });
    return loss;
  }

  ofIncident(incidentId: string): Promise<DataLoss[]> {
    return this.list('where l.incident_id = $1', [incidentId]);
  }

  /** Of those whose deadline comes before `before` and of which nobody was warned: who has yet to be told of something. */
  async due(before: Date): Promise<DataLoss[]> {
    const losses = await this.list('where l.warned_at is null and l.due_at <= $1', [before]);
    return losses.filter((loss) => missingNotices(loss).length > 0);
  }

  /** Whose law asks for a notice that is not recorded. */
  async waiting(): Promise<DataLoss[]> {
    const losses = await this.list(
      `where (select count(*) from custody.loss_notice n where n.loss_id = l.id and n.recipient <> 'public') < 2`,
      [],
    );
    return losses.filter((loss) => missingNotices(loss).length > 0);
  }

  async warned(id: string, at: Date): Promise<boolean> {
    return (await this.db.run('update custody.data_loss set warned_at = $2 where id = $1 and warned_at is null', [id, at])) > 0;
  }

  /** False when this recipient was recorded before. */
  async addNotice(lossId: string, { recipient, sentAt, means, recordedBy }: LossNotice): Promise<boolean> {
    const sql = `insert into custody.loss_notice (loss_id, recipient, sent_at, means, recorded_by) values ($1, $2, $3, $4, $5)
      on conflict do nothing`;
    return (await this.db.run(sql, [lossId, recipient, sentAt, means, recordedBy])) > 0;
  }

  private async list(where: string, parameters: unknown[]): Promise<DataLoss[]> {
    const losses = allWithoutNulls<Omit<DataLoss, 'notices'>>(
      await this.db.many(`select ${COLUMNS} from custody.data_loss l ${where} order by l.due_at, l.id`, parameters),
    );
    const notices = await this.db.many<LossNotice & { lossId: string }>(
      `select loss_id, recipient, sent_at, means, recorded_by from custody.loss_notice where loss_id = any($1) order by sent_at`,
      [losses.map(({ id }) => id)],
    );
    return losses.map((loss) => ({ ...loss, notices: notices.filter(({ lossId }) => lossId === loss.id).map(noticeOf) }));
  }
}

const noticeOf = ({ lossId: _, ...notice }: LossNotice & { lossId: string }): LossNotice => notice;
