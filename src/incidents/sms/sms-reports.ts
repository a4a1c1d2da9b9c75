import { Injectable } from '@nestjs/common';
import { Directory, type IncomingSms } from '../../directory/index.js';
import { Actor } from '../../people/index.js';
import { Clock } from '../../platform/index.js';
import { readChoice, readClosure } from './read-closure.js';
import { RegisteredNumbers } from './registered-numbers.js';
import { ReportBySms } from './report-by-sms.js';
import { SmsStore } from './sms-store.js';

/** The first that looks at an incoming SMS: reports of closures, from registered numbers alone. */
@Injectable()
export class SmsReports {
  constructor(
    private readonly numbers: RegisteredNumbers,
    private readonly directory: Directory,
    private readonly messages: SmsStore,
    private readonly report: ReportBySms,
    private readonly clock: Clock,
  ) {}

  /** Undefined where it is not for this room: whatever an unregistered number writes, nothing closes. */
  async tryHandle({ from, text, at, key }: IncomingSms): Promise<{ reply: string } | undefined> {
    const sender = await this.numbers.of(from);
    if (!sender || !(await this.concerns(sender.place, text, key))) return undefined;
    const { reply } = await this.report.run(Actor.public(), { key, from, text: text.slice(0, 500), at });
    return { reply };
  }

  /** A report, the answer to our question, or a message that was dealt with here before. */
  private async concerns(place: string, text: string, key: string): Promise<boolean> {
    const codes = (await this.directory.agencies()).flatMap(({ smsCode }) => smsCode ?? []);
    if (readClosure(text, codes) || (await this.messages.byKey(key))) return true;
    const asked = await this.messages.asked(place, this.clock.now());
    return asked !== undefined && readChoice(text, await this.directory.officesByIds(asked.officeIds)) !== undefined;
  }
}
