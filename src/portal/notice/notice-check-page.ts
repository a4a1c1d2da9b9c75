import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Directory } from '../../directory/index.js';
import { type NoticeCheck, Notices } from '../../dispensation/index.js';
import { formatDate, type Locale, Texts } from '../../platform/index.js';
import { emptyForm, localeOf, Pages } from '../../web/index.js';

interface Asked {
  code?: string;
  token?: string;
  plate?: string;
}

const TONES = { valid: 'ok', replaced: 'wait', revoked: 'stop', unknown: 'stop', forged: 'stop' } as const;

/** The page that says whether a letter holds: the answer first, then what the letter must say. */
@Injectable()
export class NoticeCheckPage {
  constructor(
    private readonly notices: Notices,
    private readonly directory: Directory,
    private readonly pages: Pages,
    private readonly texts: Texts,
  ) {}

  async send(request: FastifyRequest, reply: FastifyReply, asked: Asked) {
    const check = await this.notices.check(asked);
    const data = {
      ...check,
      ...(await this.facts(check, localeOf(request))),
      plate: asked.plate,
      form: emptyForm({ plat: asked.plate }),
    };
    const html = this.pages.portal(request, 'portal/checked', data, { noindex: true });
    const status = check.verdict === 'unknown' ? 404 : 200;
    return reply.status(status).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(html);
  }

  private async facts(check: NoticeCheck, locale: Locale) {
    const { facts, verdict } = check;
    const said = {
      tone: TONES[verdict],
      said: this.text(check, locale),
      known: check.number !== undefined,
      notReal: facts && facts.kind !== 'production',
    };
    if (!facts) return said;
    const office = await this.directory.office(facts.officeId).catch(() => undefined);
    const service = await this.directory.service(facts.serviceId).catch(() => undefined);
    return {
      ...said,
      parts: this.parts(check, locale),
      office: office?.name ?? facts.officeId,
      service: service?.names[locale] ?? facts.serviceId,
    };
  }

  private text(check: NoticeCheck, locale: Locale): string {
    const { verdict, facts, ending } = check;
    const t = (key: string, params?: object) => this.texts.t(locale, `dispensation:check.${key}`, { ...params });
    if (verdict === 'valid' && facts)
      return t('valid-text', { parts: this.parts(check, locale), payBy: formatDate(facts.payBy, locale) });
    if (ending) {
      const reason = this.texts.t(locale, `notice:reason.${ending.reason}`, { number: ending.number, reason: ending.words });
      return t('ended', { at: formatDate(ending.at, locale), reason });
    }
    if (verdict === 'unknown') return t(facts ? 'unknown-signed' : 'unknown-text');
    return t('forged-text');
  }

  private parts({ facts }: NoticeCheck, locale: Locale): string {
    const names = (facts?.parts ?? []).map((part) => this.texts.t(locale, `notice:short.${part}`));
    return new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
  }
}
