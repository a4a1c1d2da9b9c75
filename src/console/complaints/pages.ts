import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Complaint, Complaints, closeReasons } from '../../complaints/index.js';
import { Directory } from '../../directory/index.js';
import { Clock, civilDate, type Locale, newId, Texts } from '../../platform/index.js';
import { type Failed, formAfter, localeOf, Pages } from '../../web/index.js';
import { sendPage } from '../send-page.js';

const TAGS = {
  received: 'wait',
  'answered-automatically': 'wait',
  'handed-on': 'moved',
  answered: 'ok',
  closed: 'plain',
} as const;
const UNPROCESSABLE = 422;

/** What stands on the pages of the desk. */
@Injectable()
export class ComplaintPages {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly complaints: Complaints,
    private readonly directory: Directory,
    private readonly clock: Clock,
  ) {}

  async inbox(request: FastifyRequest, reply: FastifyReply) {
    const line = await this.liner();
    const data = {
      open: (await this.complaints.open()).map(line),
      closed: (await this.complaints.closed()).slice(0, 20).map(line),
      loose: (await this.complaints.loose()).slice(0, 20),
      stuck: await this.complaints.stuck(),
    };
    return sendPage(reply, this.pages.console(request, 'complaints/inbox', data));
  }

  async one(
    request: FastifyRequest,
    reply: FastifyReply,
    tracking: string,
    { number, failed }: { number?: string; failed?: Failed } = {},
  ) {
    const locale = localeOf(request);
    const folder = await this.complaints.folder(tracking, this.clock.now());
    const { state, closedAt } = folder.complaint;
    const data = {
      ...folder,
      ...(await this.liner())(folder.complaint),
      number,
      open: closedAt === undefined,
      form: formAfter(failed, this.texts, locale),
      offices: [{ value: '', text: '' }, ...(await this.directory.offices()).map(({ id, name }) => ({ value: id, text: name }))],
      reasons: this.reasons(locale, state),
    };
    return sendPage(reply, this.pages.console(request, 'complaints/one', data), failed ? UNPROCESSABLE : 200);
  }

  call(request: FastifyRequest, reply: FastifyReply, failed?: Failed) {
    const form = formAfter(failed, this.texts, localeOf(request));
    const data = { form, key: newId() };
    return sendPage(reply, this.pages.console(request, 'complaints/call', data), failed ? UNPROCESSABLE : 200);
  }

  /** What was never answered cannot be closed as answered: it is not offered. */
  private reasons(locale: Locale, state: string) {
    return closeReasons
      .filter((reason) => reason !== 'no-reply' && (reason !== 'answered' || state === 'answered'))
      .map((reason) => ({ value: reason, text: this.texts.t(locale, `complaints:reason.${reason}`) }));
  }

  private async liner() {
    const offices = new Map((await this.directory.offices()).map(({ id, name }) => [id, name]));
    const services = new Map((await this.directory.services()).map(({ id, names }) => [id, names]));
    const today = civilDate(this.clock.now());
    return (complaint: Complaint) => ({
      complaint,
      tag: TAGS[complaint.state],
      office: complaint.officeId && offices.get(complaint.officeId),
      handedTo: complaint.handedTo && offices.get(complaint.handedTo),
      service: complaint.serviceId && services.get(complaint.serviceId),
      late: complaint.answeredAt === undefined && complaint.replyBy < today,
    });
  }
}
