import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Directory, type Service, SetServiceStandard, standardComponents, standardScore } from '../../directory/index.js';
import type { Actor } from '../../people/index.js';
import { DomainError, Texts } from '../../platform/index.js';
import { By, emptyForm, type Form, failedForm, localeOf, Pages } from '../../web/index.js';
import { sendPage } from '../send-page.js';
import { bothWords, given, type Sent } from './sent.js';

const HERE = '/dasbor/pelayanan/standar';
const CERTAINTIES = ['V', 'V2', 'K'] as const;

/** How complete the standard of each service is, and the form in which a missing component is filled in. */
@ApiExcludeController()
@Controller('dasbor/pelayanan/standar')
export class StandardsDeskController {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly directory: Directory,
    private readonly setStandard: SetServiceStandard,
  ) {}

  @Get()
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const services = (await this.directory.services()).map((service) => ({
      id: service.id,
      name: service.names[localeOf(request)],
      ...standardScore(service.standard),
    }));
    return sendPage(reply, this.pages.console(request, 'offers/standards', { services }));
  }

  @Get(':service')
  async one(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('service') id: string) {
    const service = await this.directory.service(id);
    const locale = localeOf(request);
    const line = (component: (typeof standardComponents)['delivery' | 'management'][number]) => {
      const entry = service.standard?.[component];
      return { component, entry, text: entry?.texts[locale], unconfirmed: entry?.certainty === 'K' || entry?.certainty === 'U' };
    };
    const data = {
      id,
      name: service.names[locale],
      score: standardScore(service.standard),
      groups: Object.entries(standardComponents).map(([group, components]) => ({ group, lines: components.map(line) })),
      maySet: by.may('standard:set'),
    };
    return sendPage(reply, this.pages.console(request, 'offers/standard', data));
  }

  @Get(':service/:component')
  async form(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('service') id: string,
    @Param('component') component: string,
  ) {
    by.must('standard:set');
    const service = await this.directory.service(id);
    const entry = service.standard?.[component as keyof typeof service.standard];
    const values = {
      'texts.id': entry?.texts.id,
      'texts.en': entry?.texts.en,
      source: entry?.source,
      certainty: entry?.certainty,
    };
    return this.component(request, reply, service, component, emptyForm(values));
  }

  @Post(':service/:component')
  async fill(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @By() by: Actor,
    @Param('service') serviceId: string,
    @Param('component') component: string,
    @Body() sent: Sent = {},
  ) {
    const texts = bothWords(sent, 'texts') ?? {};
    const entry = { texts, source: given(sent, 'source'), certainty: given(sent, 'certainty') };
    const takeBack = given(sent, 'hapus') !== undefined;
    try {
      await this.setStandard.run(by, { serviceId, components: { [component]: takeBack ? null : entry } });
    } catch (error) {
      if (!by.may('standard:set')) throw error;
      const form = failedForm(this.texts, localeOf(request), sent, named(error, component));
      return this.component(request, reply, await this.directory.service(serviceId), component, form);
    }
    return reply.redirect(`${HERE}/${serviceId}?selesai=offers:done.standard-set`, 303);
  }

  private component(request: FastifyRequest, reply: FastifyReply, service: Service, component: string, form: Form) {
    const locale = localeOf(request);
    const say = (key: string) => this.texts.t(locale, `offers:standard.certainty-${key}`);
    const data = {
      id: service.id,
      name: service.names[locale],
      component,
      isFilled: service.standard?.[component as keyof typeof service.standard] !== undefined,
      certainties: CERTAINTIES.map((value) => ({ value, text: say(value) })),
      form,
    };
    return sendPage(reply, this.pages.console(request, 'offers/component', data), form.list.length > 0 ? 422 : 200);
  }
}

/** The verb names a field by its place in the command; the form by its own name. */
function named(error: unknown, component: string): unknown {
  if (error instanceof DomainError)
    for (const field of error.context.fields ?? []) field.field = field.field.replace(`components.${component}.`, '');
  return error;
}
