import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DayReports, dayReportKinds, figuresOf } from '../../directory/index.js';
import { Actor } from '../../people/index.js';
import { Clock, civilDate, Texts } from '../../platform/index.js';
import { disclosures, isDraft, isPublic, Reroutes } from '../../rerouting/index.js';
import { type Failed, formAfter, localeOf, Pages } from '../../web/index.js';
import { sendPage } from '../send-page.js';
import { ReroutingView } from './rerouting.view.js';

/** The page of one host. */
@Injectable()
export class HostDeskPage {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly reroutes: Reroutes,
    private readonly reports: DayReports,
    private readonly view: ReroutingView,
    private readonly clock: Clock,
  ) {}

  async show(request: FastifyRequest, reply: FastifyReply, by: Actor, requestId: string, failed?: Failed) {
    const locale = localeOf(request);
    const asked = await this.reroutes.request(requestId);
    const reroute = await this.reroutes.get(asked.rerouteId);
    const [host] = await this.view.hosts([asked], locale);
    const { zone } = host!.office;
    const today = await this.reports.of(asked.officeId, civilDate(this.clock.now(), zone));
    const live = isDraft(reroute) || isPublic(reroute);
    const data = {
      host,
      rerouteId: reroute.id,
      reports: today.map((report) => ({ ...report, counted: report.people !== undefined })),
      full: figuresOf(today)?.turningAwaySince !== undefined,
      mayReport: asked.state === 'accepted' && by.may('day:report'),
      mayDisclose: live && by.may('reroute:disclose'),
      kinds: dayReportKinds.map((value) => ({ value, text: this.texts.t(locale, `hosting:day.tap-${value}`) })),
      choices: disclosures.map((value) => ({ value, text: this.texts.t(locale, `hosting:disclosure.${value}`) })),
      form: formAfter(failed, this.texts, locale, { disclosure: asked.disclosure }),
    };
    return sendPage(reply, this.pages.console(request, 'rerouting/host-desk', data, { zone }), failed ? 422 : 200);
  }

  async officeOf(requestId: string): Promise<string> {
    return (await this.reroutes.request(requestId)).officeId;
  }
}
