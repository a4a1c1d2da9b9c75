import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sentence } from '../../answers/index.js';
import { Actor } from '../../people/index.js';
import { Config, Texts } from '../../platform/index.js';
import { type HostLink, type HostRequest, isAsked, isDraft, isPublic, type Reroute, Reroutes } from '../../rerouting/index.js';
import { emptyForm, type Failed, failedForm, formAfter, localeOf, Pages } from '../../web/index.js';
import { sendPage } from '../send-page.js';
import { ReroutingView } from './rerouting.view.js';

/** The pages of reroutes: what stands on them. */
@Injectable()
export class ReroutingPages {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly reroutes: Reroutes,
    private readonly view: ReroutingView,
    private readonly config: Config,
  ) {}

  async list(request: FastifyRequest, reply: FastifyReply) {
    const all = await this.reroutes.all();
    const reroutes = await Promise.all(all.map((reroute) => this.view.line(reroute)));
    return sendPage(reply, this.pages.console(request, 'rerouting/list', { reroutes }));
  }

  async one(
    request: FastifyRequest,
    reply: FastifyReply,
    by: Actor,
    id: string,
    more: { failed?: Failed; link?: HostLink & { requestId: string } } = {},
  ) {
    const { plan, ...reroute } = await this.reroutes.get(id);
    const locale = localeOf(request);
    const hosts = await this.view.hosts(await this.reroutes.requests(id), locale);
    const linked = more.link && {
      url: this.config.url + more.link.path,
      office: hosts.find((host) => host.id === more.link!.requestId)?.office.name,
    };
    const data = {
      reroute: await this.view.line(reroute),
      cause: reroute.cause && sentence(reroute.cause, this.texts, locale),
      ...(await this.view.plan(plan, locale)),
      ...(await this.view.costs(plan, await this.reroutes.change(id), locale)),
      hosts,
      link: linked,
      form: formAfter(more.failed, this.texts, locale),
      ...(await this.actions(reroute, by)),
    };
    return sendPage(reply, this.pages.console(request, 'rerouting/one', data), more.failed ? 422 : 200);
  }

  async call(request: FastifyRequest, reply: FastifyReply, rerouteId: string, requestId: string, failed?: Failed) {
    const asked = await this.asked(rerouteId, requestId);
    const [host] = await this.view.hosts([asked], localeOf(request));
    const choices = await this.services(asked.officeId, rerouteId, request);
    const form = failed
      ? failedForm(this.texts, localeOf(request), { ...failed.sent }, failed.error)
      : emptyForm({ ...suggested(asked), calledAt: await this.view.nowAt(asked.officeId) });
    const data = { rerouteId, requestId, host, choices, form };
    return sendPage(reply, this.pages.console(request, 'rerouting/call', data), failed ? 422 : 200);
  }

  async zoneOf(rerouteId: string, requestId: string): Promise<string> {
    return this.view.zoneOf((await this.asked(rerouteId, requestId)).officeId);
  }

  private async asked(rerouteId: string, requestId: string): Promise<HostRequest> {
    const request = (await this.reroutes.requests(rerouteId)).find(({ id }) => id === requestId);
    return request ?? this.reroutes.request(requestId);
  }

  private async services(officeId: string, rerouteId: string, request: FastifyRequest) {
    const offered = await this.reroutes.servicesOfHost(rerouteId, officeId);
    return Promise.all(offered.map(async (value) => ({ value, text: await this.view.serviceName(value, localeOf(request)) })));
  }

  private async actions(reroute: Reroute, by: Actor) {
    const draft = isDraft(reroute);
    const live = isAsked(reroute) || isPublic(reroute);
    const own = by.person === reroute.proposedBy || by.person === reroute.declaredBy;
    const waiting = isAsked(reroute) && by.may('reroute:approve');
    return {
      mayAsk: reroute.state === 'proposed' && by.may('reroute:ask-hosts'),
      mayLink: live && by.may('reroute:ask-hosts'),
      mayLog: isAsked(reroute) && by.may('reroute:log-answer'),
      mayPlan: draft && by.may('reroute:plan'),
      mayAdapt: draft && by.may('reroute:propose'),
      mayApprove: waiting && !own,
      ownProposal: waiting && own,
      mayWithdraw: (draft || isPublic(reroute)) && by.may('reroute:withdraw'),
      ifNow: waiting ? await this.ifApprovedNow(reroute.id) : undefined,
    };
  }

  private async ifApprovedNow(id: string) {
    const { loads, gaps } = await this.reroutes.ifApprovedNow(id);
    const offices = await Promise.all(
      [...new Set(loads.flatMap(({ officeId }) => officeId ?? []))].map((officeId) => this.view.officeName(officeId)),
    );
    return { hosts: offices.join(', '), gaps: gaps.length };
  }
}

/** Filled in as if the host said yes to what was asked. */
function suggested({ asked, wantedFrom }: HostRequest): Record<string, unknown> {
  const perDay = asked.reduce((sum, service) => sum + service.perDay, 0);
  return { accept: 'true', services: asked.map(({ serviceId }) => serviceId), perDay: perDay || '', startOn: wantedFrom };
}
