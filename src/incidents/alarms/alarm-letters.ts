import { Injectable } from '@nestjs/common';
import { Directory } from '../../directory/index.js';
import { personOf, Roster } from '../../people/index.js';
import { Config, Texts } from '../../platform/index.js';
import type { Letter } from '../post.js';
import type { Alarm, AlarmCall } from '../types.js';

/** The words of an alarm. */
@Injectable()
export class AlarmLetters {
  constructor(
    private readonly config: Config,
    private readonly texts: Texts,
    private readonly directory: Directory,
    private readonly roster: Roster,
  ) {}

  async write({ kind, officeId, by, incidentId }: Alarm, call: AlarmCall): Promise<Letter> {
    const members = await this.roster.members();
    const member = members.find(({ id }) => id === call.memberId);
    const to = call.channel === 'email' ? member?.email : member?.phone;
    if (!to) throw new Error('this place is no longer on the roster, or has lost its address');
    const actor = members.find((one) => personOf(one) === by)?.functionName ?? 'Sinambung';
    const office = (await this.directory.office(officeId)).name;
    const link = `${this.config.url}/dasbor${incidentId ? `/kejadian/${incidentId}` : ''}`;
    const subject = this.texts.t('id', `incidents:alarm.${kind}`, { office, actor });
    return { to, subject, text: `${subject} ${link}` };
  }
}
