import { Injectable } from '@nestjs/common';
import { Directory } from '../directory/index.js';
import { Roster } from '../people/index.js';
import { formatDateTime, Texts } from '../platform/index.js';
import { DutyTokens } from './duty/duty-tokens.js';
import { IncidentStore } from './incident-store.js';
import { type Letter, Post } from './post.js';
import type { Call, CallOutcome, Channel } from './types.js';

/** Tells a member of the roster by mail or SMS, with her link, where a gateway is set up. */
@Injectable()
export class Messenger {
  constructor(
    private readonly texts: Texts,
    private readonly directory: Directory,
    private readonly incidents: IncidentStore,
    private readonly roster: Roster,
    private readonly tokens: DutyTokens,
    private readonly post: Post,
  ) {}

  /** Never throws: a gateway that refuses is an outcome. Sent again after a crash, a message keeps its key and its link. */
  async tell(call: Call & { channel: Exclude<Channel, 'none'> }): Promise<{ outcome: CallOutcome; error?: string }> {
    return this.post.send(call.channel, call.id, () => this.write(call));
  }

  private async write(call: Call): Promise<Letter> {
    const member = (await this.roster.members()).find(({ id }) => id === call.memberId);
    const to = call.channel === 'email' ? member?.email : member?.phone;
    if (!to) throw new Error('this place is no longer on the roster, or has lost its address');
    const incident = await this.incidents.get(call.incidentId);
    const office = await this.directory.office(incident.officeId);
    const others = incident.waveId ? (await this.incidents.ofWave(incident.waveId)).length - 1 : 0;
    const words = {
      office: others > 0 ? this.texts.t('id', 'incidents:call.and-others', { office: office.name, count: others }) : office.name,
      at: formatDateTime(incident.beganAt, 'id', office.zone),
      link: this.tokens.addressOf(call.id),
    };
    return {
      to,
      subject: this.texts.t('id', 'incidents:call.subject', words),
      text: this.texts.t('id', incident.via === 'sms' ? 'incidents:call.text-sms' : 'incidents:call.text', words),
    };
  }
}
