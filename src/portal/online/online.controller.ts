import { Controller, Get, Header, Param, Query, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Answers, type OnlineChannel } from '../../answers/index.js';
import { type EligibilityRule, isUnconfirmed, qualifies } from '../../directory/index.js';
import { type Locale, Texts } from '../../platform/index.js';
import { emptyForm, localeOf, Pages } from '../../web/index.js';
import { pathOf } from '../answer/answer-renderer.js';
import { caseOf, lateChoices, type OnlineForm, onlineForm } from './online-case.js';

const TONES = { yes: 'ok', no: 'stop', unknown: 'wait' } as const;

/** Whether a citizen's own case can be done online: a form of a few questions, of which nothing is kept. */
@ApiExcludeController()
@Controller('layanan/:service/:region/online')
export class OnlineController {
  constructor(
    private readonly pages: Pages,
    private readonly answers: Answers,
    private readonly texts: Texts,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  async check(
    @Req() request: FastifyRequest,
    @Param() { service: serviceId, region: regionCode }: { service: string; region: string },
    @Query() query: Record<string, unknown>,
  ): Promise<string> {
    const locale = localeOf(request);
    const { online, service, region } = await this.answers.answer(serviceId, regionCode);
    const sent = onlineForm.parse(query);
    const isSent = Object.values(sent).some((value) => value !== undefined);
    const data = {
      service: service.names[locale],
      region,
      back: pathOf(serviceId, regionCode),
      verdicts: isSent ? online.map((channel) => verdictOn(channel, sent, locale)) : undefined,
      any: online.length > 0,
      ...this.questions(online, locale),
      form: emptyForm({ ...sent, telat: sent.telat?.toString() }),
    };
    return this.pages.portal(request, 'portal/online', data, { noindex: true });
  }

  /** Only what some channel makes a condition is asked. */
  private questions(online: OnlineChannel[], locale: Locale) {
    const rules = online.flatMap(({ eligibility }) => eligibility);
    const asks = (code: EligibilityRule['code']) => rules.some((rule) => rule.code === code);
    const say = (key: string, params?: object) => this.texts.t(locale, `portal:online.${key}`, { ...params });
    const late = lateChoices(rules).map(({ days, most, more }) => ({
      value: String(days),
      text: most ? say('late-most', { days: most }) : more ? say('late-more', { days: more }) : say('late-0'),
    }));
    const choose = (yes: string, no: string, values = ['ya', 'tidak']) => [
      { value: values[0], text: say(yes) },
      { value: values[1], text: say(no) },
    ];
    return {
      annual: asks('annual-only') && choose('annual-yes', 'annual-no'),
      owner: asks('not-company') && choose('owner-private', 'owner-company', ['pribadi', 'badan']),
      publicTransport: asks('not-public-transport') && choose('no', 'yes', ['tidak', 'ya']),
      blocked: asks('not-blocked') && [...choose('no', 'yes', ['tidak', 'ya']), { value: 'tidak-tahu', text: say('unsure') }],
      late,
    };
  }
}

function verdictOn({ name, url, eligibility }: OnlineChannel, sent: OnlineForm, locale: Locale) {
  const { verdict, because } = qualifies(eligibility, caseOf(sent));
  const reasons =
    verdict === 'yes' ? [] : because.map((rule) => ({ text: rule.texts[locale], unconfirmed: isUnconfirmed(rule) }));
  return { name, url, verdict, tone: TONES[verdict], reasons };
}
