import { Injectable } from '@nestjs/common';
import { Directory } from '../../directory/index.js';
import { addDays, Config, formatDate, MailGateway, SmsGateway, Texts } from '../../platform/index.js';
import { HostStore } from '../host-store.js';
import { HostTokens } from '../host-token.js';
import { PlanStore } from '../plan-store.js';
import type { HostRequest } from '../types.js';
import { hostPath } from './host-links.js';
import type { HostMessage, MessageOutcome } from './host-message-store.js';

@Injectable()
export class HostGateways {
  constructor(
    readonly mail: MailGateway,
    readonly sms: SmsGateway,
    readonly config: Config,
  ) {}
}

/** What is written to the contact of a host, and how it goes out. */
@Injectable()
export class HostLetters {
  constructor(
    private readonly hosts: HostStore,
    private readonly plans: PlanStore,
    private readonly directory: Directory,
    private readonly tokens: HostTokens,
    private readonly texts: Texts,
    private readonly out: HostGateways,
  ) {}

  get gateways(): { mail: boolean; sms: boolean } {
    return { mail: this.out.mail.isSetUp, sms: this.out.sms.isSetUp };
  }

  /** Never throws what a gateway says: that is an outcome. Sent again after a crash, a message keeps its key. */
  async send(message: HostMessage): Promise<{ outcome: MessageOutcome; error?: string }> {
    const request = await this.hosts.find(message.requestId);
    const { contact } = await this.directory.office(request.officeId);
    const text = await this.text(message, request);
    const subject = this.texts.t('id', `hosting:message.subject-${message.kind}`);
    const to = (message.channel === 'email' ? contact?.email : contact?.phone) ?? '';
    const { id } = message;
    const posted =
      message.channel === 'email' ? this.out.mail.post({ id, to, subject, text }) : this.out.sms.post({ id, to, text });
    const { ok, error } = await posted;
    return ok ? { outcome: 'delivered' } : { outcome: 'failed', error };
  }

  private async text({ kind, day }: HostMessage, { id, rerouteId, officeId, linkIssue }: HostRequest): Promise<string> {
    const { name: office } = await this.directory.office(officeId);
    const returning = (await this.plans.returnsOf(rerouteId)).find(({ date }) => date === day);
    const services = await Promise.all((returning?.services ?? []).map((service) => this.directory.service(service)));
    return this.texts.t('id', `hosting:message.${kind}`, {
      office,
      closed: await this.closedOffice(rerouteId),
      link: this.out.config.url + hostPath(this.tokens.token(id, linkIssue)),
      date: formatDate(day),
      last: formatDate(addDays(day, -1)),
      services: services.map(({ name }) => name).join(', '),
    });
  }

  /** Where its people usually go. */
  private async closedOffice(rerouteId: string): Promise<string> {
    const [cover] = await this.plans.coveredBy(rerouteId);
    const usual = cover && (await this.directory.usualOffering(cover.serviceId, cover.regionCode));
    return usual?.office?.name ?? this.texts.t('id', 'hosting:message.closed-unknown');
  }
}
