import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Announcements, cancelReasons, Subscribers } from '../../announcements/index.js';
import { Actor } from '../../people/index.js';
import { Texts } from '../../platform/index.js';
import { emptyForm, localeOf, Pages } from '../../web/index.js';
import { sendPage } from '../send-page.js';
import { AnnouncementSources } from './sources.js';

/** What stands on the pages of announcements. */
@Injectable()
export class AnnouncementPages {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly announcements: Announcements,
    private readonly subscribers: Subscribers,
    private readonly sources: AnnouncementSources,
  ) {}

  async list(request: FastifyRequest, reply: FastifyReply, by: Actor) {
    const locale = localeOf(request);
    const all = await this.announcements.all();
    const announced = new Set(all.filter(({ state }) => state === 'current').map(({ incidentId }) => incidentId));
    const data = {
      announcements: all.map((one) => ({
        ...one,
        said: one.messages.at(-1)?.words[locale],
        tag: one.state === 'current' ? 'stop' : 'plain',
      })),
      ready: by.may('announcement:publish') ? (await this.sources.open()).filter(({ id }) => !announced.has(id)) : [],
      mail: this.subscribers.offered,
      subscribers: await this.subscribers.count(),
    };
    return sendPage(reply, this.pages.console(request, 'announcements/desk', data));
  }

  async preview(request: FastifyRequest, reply: FastifyReply, incidentId: string) {
    const { message, cap, atom } = await this.announcements.preview(incidentId);
    const current = await this.announcements.ofIncident(incidentId);
    const said = [message.words.id, message.words.en];
    const data = { said, atom: lines(atom), cap: lines(cap), incidentId, current };
    return sendPage(reply, this.pages.console(request, 'announcements/preview', data));
  }

  async one(request: FastifyRequest, reply: FastifyReply, by: Actor, id: string) {
    const locale = localeOf(request);
    const announcement = await this.announcements.get(id);
    const current = announcement.state === 'current';
    const data = {
      announcement,
      messages: announcement.messages.toReversed().map((message) => ({ ...message, said: message.words[locale] })),
      said: announcement.messages.at(-1)?.words[locale],
      mails: await this.subscribers.tally(id),
      mayUpdate: current && by.may('announcement:publish'),
      mayCancel: current && by.may('announcement:cancel'),
      reasons: cancelReasons.map((value) => ({ value, text: this.texts.t(locale, `announcements:reason.${value}`) })),
      form: emptyForm({ reason: 'withdrawn' }),
    };
    return sendPage(reply, this.pages.console(request, 'announcements/file', data));
  }
}

/** One element a line, for reading. */
function lines(xml: string): string {
  return xml.replaceAll('><', '>\n<');
}
