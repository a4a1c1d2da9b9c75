import { Injectable } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import { Directory } from '../directory/index.js';
import { Roster } from '../people/index.js';
import { Config, formatDateTime, Texts } from '../platform/index.js';
import { IncidentStore } from './incident-store.js';
import type { Call, CallOutcome } from './types.js';

const TIMEOUT_MS = 15_000;

interface Letter {
  to: string;
  subject: string;
  text: string;
}

/** Tells a member of the roster by mail or SMS, where a gateway is set up. */
@Injectable()
export class Messenger {
  constructor(
    private readonly config: Config,
    private readonly texts: Texts,
    private readonly directory: Directory,
    private readonly incidents: IncidentStore,
    private readonly roster: Roster,
  ) {}

  get gateways(): { mail: boolean; sms: boolean } {
    return { mail: this.config.get('SINAMBUNG_SMTP_URL') !== undefined, sms: this.config.get('SINAMBUNG_SMS_URL') !== undefined };
  }

  /** Never throws: a gateway that refuses is an outcome. Sent again after a crash, a message keeps its key. */
  async tell(call: Call): Promise<{ outcome: CallOutcome; error?: string }> {
    try {
      const letter = await this.write(call);
      await (call.channel === 'email' ? this.mail(letter, call.id) : this.sms(letter, call.id));
      return { outcome: 'delivered' };
    } catch (error) {
      return { outcome: 'failed', error: error instanceof Error ? error.message : String(error) };
    }
  }

  private async write(call: Call): Promise<Letter> {
    const member = (await this.roster.members()).find(({ id }) => id === call.memberId);
    const to = call.channel === 'email' ? member?.email : member?.phone;
    if (!to) throw new Error('this place is no longer on the roster, or has lost its address');
    const incident = await this.incidents.get(call.incidentId);
    const office = await this.directory.office(incident.officeId);
    const words = {
      office: office.name,
      at: formatDateTime(incident.beganAt, 'id', office.zone),
      link: `${this.config.url}/dasbor/kejadian/${incident.id}`,
    };
    return {
      to,
      subject: this.texts.t('id', 'incidents:call.subject', words),
      text: this.texts.t('id', 'incidents:call.text', words),
    };
  }

  private async mail({ to, subject, text }: Letter, key: string): Promise<void> {
    const transport = createTransport({
      url: this.config.get('SINAMBUNG_SMTP_URL'),
      connectionTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
    });
    const host = new URL(this.config.url).hostname;
    await transport.sendMail({
      from: this.config.get('SINAMBUNG_MAIL_FROM'),
      to,
      subject,
      text,
      messageId: `<call-${key}@${host}>`,
    });
  }

  private async sms({ to, text }: Letter, key: string): Promise<void> {
    const response = await fetch(this.config.get('SINAMBUNG_SMS_URL') ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ to, text }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`the SMS gateway answered ${response.status}`);
  }
}
