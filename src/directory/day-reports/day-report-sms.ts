import { Injectable } from '@nestjs/common';
import { Actor } from '../../people/index.js';
import { civilDate, formatDate, normalNumber, Texts } from '../../platform/index.js';
import type { Office } from '../types.js';
import { DayReportStore } from './day-report-store.js';
import { readDayReport, type SaidBySms } from './day-report-text.js';
import { ReportDay } from './report-day.js';

export interface IncomingSms {
  from: string;
  text: string;
  at: Date;
  /** The gateway's own id of the message: dealt with once. */
  key: string;
}

const NOTE_SHOWN = 40;

/**
 * "BUKA", "TERLAYANI 40" or "DITOLAK 3 blangko habis" from the registered number of an office's contact. Everything else, and
 * everybody else, is left to others: undefined.
 */
@Injectable()
export class DayReportSms {
  constructor(
    private readonly store: DayReportStore,
    private readonly report: ReportDay,
    private readonly texts: Texts,
  ) {}

  async tryHandle({ from, text, at, key }: IncomingSms): Promise<{ reply: string } | undefined> {
    const said = readDayReport(text);
    if (!said) return undefined;
    const offices = await this.store.officesOfContact(normalNumber(from));
    const [office] = offices;
    if (!office) return undefined;
    if (offices.length > 1) return this.reply('several', { offices: offices.map(({ name }) => name).join(', ') });
    if (said === 'unclear') return this.reply('unclear', {});
    const date = civilDate(at, office.zone);
    await this.report.run(Actor.system('directory'), { ...said, officeId: office.id, date, via: 'sms', key: `sms ${key}` });
    return this.confirmation(said, office, date);
  }

  private confirmation({ kind, people, note }: SaidBySms, office: Office, date: string): { reply: string } {
    const facts = { office: office.name, date: formatDate(date), count: people, note: note?.slice(0, NOTE_SHOWN) };
    if (kind !== 'turned-away') return this.reply(kind, facts);
    return this.reply(people === undefined ? 'turned-away' : 'turned-away-count', facts);
  }

  private reply(key: string, params: object): { reply: string } {
    return { reply: this.texts.t('id', `day-reports:sms.${key}`, { ...params }) };
  }
}
