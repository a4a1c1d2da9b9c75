import { Injectable } from '@nestjs/common';
import { type Answer, smsText } from '../answers/index.js';
import { Directory } from '../directory/index.js';
import { formatDate, type Locale, Texts } from '../platform/index.js';
import { fitSms } from './sms-text.js';
import type { Choice, Complaint } from './types.js';

/** The words of automatic replies; each fits one SMS. What is said about a service comes from the answers room as it is. */
@Injectable()
export class Say {
  constructor(
    private readonly texts: Texts,
    private readonly directory: Directory,
  ) {}

  answer(answer: Answer, complaint: Complaint): string[] {
    return [smsText(answer, complaint.locale, this.texts), this.about('answered', complaint)];
  }

  receipt(complaint: Complaint): string {
    return this.about('receipt', complaint);
  }

  added(complaint: Complaint): string {
    return this.about('added', complaint);
  }

  status(complaint: Complaint): string {
    const open = complaint.state !== 'answered' && complaint.state !== 'closed';
    const state = this.texts.t(complaint.locale, `complaints:state.${complaint.state}`);
    return this.about(open ? 'status' : 'status-done', complaint, { state });
  }

  askRegion(complaint: Complaint): string {
    return this.about('ask-region', complaint);
  }

  askRegionAgain(locale: Locale, said: string): string {
    return this.words(locale, 'ask-region-again', { said: shortened(said) });
  }

  askPlace(locale: Locale, said: string, choices: Choice[]): string {
    return this.listed(this.words(locale, 'ask-choice', { said: shortened(said) }), choices);
  }

  askService(complaint: Complaint, choices: Choice[]): string {
    return this.listed(this.about('ask-service', complaint), choices);
  }

  async howTo(locale: Locale, key: 'unknown-agency' | 'empty'): Promise<string> {
    const code = (await this.directory.agencies()).find((agency) => agency.smsCode)?.smsCode ?? '';
    return this.words(locale, key, { code });
  }

  plain(locale: Locale, key: 'flood' | 'unknown-tracking'): string {
    return this.words(locale, key);
  }

  private about(key: string, complaint: Complaint, more: object = {}): string {
    const day = formatDate(complaint.replyBy, complaint.locale);
    return this.words(complaint.locale, key, { tracking: complaint.tracking, day, ...more });
  }

  private listed(question: string, choices: Choice[]): string {
    return fitSms(`${question} ${choices.map((choice, at) => `${at + 1} ${choice.name}`).join('; ')}`);
  }

  private words(locale: Locale, key: string, params: object = {}): string {
    return fitSms(this.texts.t(locale, `complaints:sms.${key}`, { ...params }));
  }
}

function shortened(said: string): string {
  return said.length > 30 ? `${said.slice(0, 29)}...` : said;
}
