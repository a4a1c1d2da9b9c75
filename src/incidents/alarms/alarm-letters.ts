import { Injectable } from '@nestjs/common';
import { Sources } from '../../backup/index.js';
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
    private readonly sources: Sources,
  ) {}

  async write(alarm: Alarm, call: AlarmCall): Promise<Letter> {
    const members = await this.roster.members();
    const member = members.find(({ id }) => id === call.memberId);
    const to = call.channel === 'email' ? member?.email : member?.phone;
    if (!to) throw new Error('this place is no longer on the roster, or has lost its address');
    const actor = members.find((one) => personOf(one) === alarm.by)?.functionName ?? 'Sinambung';
    const { subject, detail } = alarm.sourceId ? await this.ofSource(alarm.sourceId) : await this.ofOffice(alarm, actor);
    return { to, subject, text: `${subject}${detail} ${this.config.url}/dasbor${wayTo(alarm)}` };
  }

  private async ofOffice({ kind, officeId }: Alarm, actor: string): Promise<{ subject: string; detail: string }> {
    const office = (await this.directory.office(officeId as string)).name;
    return { subject: this.texts.t('id', `incidents:alarm.${kind}`, { office, actor }), detail: '' };
  }

  /** With what is wrong at the moment of telling. */
  private async ofSource(sourceId: string): Promise<{ subject: string; detail: string }> {
    const { source, alarms } = await this.sources.get(sourceId);
    const reasons = alarms.map((alarm) => this.texts.t('id', `backup:alarm.${alarm}`));
    return { subject: this.texts.t('id', 'incidents:alarm.backup', { office: source.name }), detail: `: ${reasons.join(' ')}` };
  }
}

function wayTo({ incidentId, sourceId }: Alarm): string {
  if (sourceId) return `/pemulihan/${sourceId}`;
  return incidentId ? `/kejadian/${incidentId}` : '';
}
