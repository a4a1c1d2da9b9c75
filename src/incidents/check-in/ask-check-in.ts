import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { DayReports, Directory } from '../../directory/index.js';
import { type Actor, Change } from '../../people/index.js';
import { Calendar, Tx } from '../../platform/index.js';
import { RaiseAlarm } from '../alarms/raise-alarm.js';
import { CheckInStore } from './check-in-store.js';
import { ASK_OFFICE } from './check-in-workflow.js';
import { opensOn, settled, stepOn } from './rules.js';
import type { CheckIn } from './types.js';

const input = z.object({ officeId: z.string().min(1), date: z.iso.date() });

/**
 * An office has not said that it is open: first its contact is asked, then the roster is alarmed. Asks nothing where it has said so
 * meanwhile, is closed by an incident, or does not open that day after all.
 */
@Injectable()
export class AskCheckIn extends Change<z.output<typeof input>, CheckIn | undefined> {
  readonly name = 'incidents.ask-check-in';
  readonly permission = 'check-in:ask';
  readonly input = input;

  constructor(
    private readonly directory: Directory,
    private readonly reports: DayReports,
    private readonly calendar: Calendar,
    private readonly checkIns: CheckInStore,
    private readonly alarm: RaiseAlarm,
    private readonly tx: Tx,
  ) {
    super();
  }

  protected async perform({ officeId, date }: z.output<typeof input>, by: Actor, now: Date) {
    const checkIn = await this.checkIns.lock(officeId, date);
    const subject = { type: 'office', id: officeId };
    const step = checkIn && stepOn(checkIn, now);
    if (!step) return { result: undefined, subject, detail: { date, asked: false } };
    const result = await this.instead(step, now);
    await this.checkIns.save(result);
    if (result.state === 'asked') await this.tx.start(ASK_OFFICE, `ask-office-${officeId}-${date}`, officeId, date);
    if (result.state === 'alarmed') await this.alarm.run(by, { kind: 'not-open', officeId });
    return { result, subject, detail: { date, state: result.state } };
  }

  /** What the day has become, where there is nothing to ask. */
  private async instead(step: CheckIn, now: Date): Promise<CheckIn> {
    const { officeId, date } = step;
    if ((await this.reports.of(officeId, date)).length > 0) return settled(step, 'open');
    const office = await this.directory.office(officeId);
    const { status } = await this.directory.officeStatus(officeId, now);
    const isClosed = status === 'suspended' || status === 'moved';
    const opens = opensOn(office, await this.directory.offeringsAt(officeId), this.calendar.holidays, date);
    return isClosed || !opens ? settled(step, 'shut') : step;
  }
}
