import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type DayReport, dayReportInput, ReportDay } from '../../directory/index.js';
import { Actor, Change } from '../../people/index.js';
import { ReceivingHosts } from './receiving-hosts.js';

const input = dayReportInput.extend({
  token: z.string().min(1).max(100),
  /** The same tap sent twice counts once. */
  key: z.string().max(100).optional(),
});

/** A host says by its link how its day goes: open, so many served, people turned away. */
@Injectable()
export class ReportHostDay extends Change<z.infer<typeof input>, DayReport> {
  readonly name = 'rerouting.report-host-day';
  readonly permission = 'reroute:answer';
  readonly input = input;

  constructor(
    private readonly receiving: ReceivingHosts,
    private readonly report: ReportDay,
  ) {
    super();
  }

  protected async perform({ token, key, ...said }: z.infer<typeof input>) {
    const { id, rerouteId, officeId } = await this.receiving.byToken(token);
    const command = { ...said, officeId, via: 'link', key: key && `${id} ${key}` };
    const report = await this.report.run(Actor.system('rerouting'), command);
    return { result: report, subject: { type: 'reroute', id: rerouteId }, detail: { office: officeId, kind: report.kind } };
  }
}
