import { Injectable } from '@nestjs/common';
import { DayReportSms, type IncomingSms } from '../directory/index.js';
import { SmsReports } from '../incidents/index.js';
import { SmsVisitRequests } from '../outreach/index.js';

/** Which room an incoming SMS is for, asked one after the other; what none of them knows is a citizen's message. */
@Injectable()
export class SmsChain {
  private readonly rooms: { tryHandle(sms: IncomingSms): Promise<{ reply: string } | undefined> }[];

  constructor(reports: SmsReports, days: DayReportSms, visits: SmsVisitRequests) {
    this.rooms = [reports, days, visits];
  }

  async handle(sms: IncomingSms): Promise<{ reply: string } | undefined> {
    for (const room of this.rooms) {
      const said = await room.tryHandle(sms);
      if (said) return said;
    }
    return undefined;
  }
}
