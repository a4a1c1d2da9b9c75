import { Controller, Get, Header, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../people/index.js';
import { type Locale, Texts } from '../../platform/index.js';
import { By, localeOf, Pages } from '../../web/index.js';
import { sourceView } from '../backup/views.js';
import { Words } from '../backup/words.js';
import type { Duty } from './duty.js';
import { HomeBoard } from './home-board.js';

/** What an officer sees first: what is closed, what waits for her, and whether the data can be brought back. */
@ApiExcludeController()
@Controller('dasbor')
export class HomeController {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly board: HomeBoard,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-store')
  async home(@Req() request: FastifyRequest, @By() by: Actor): Promise<string> {
    const locale = localeOf(request);
    const { open, alarms, duties, sources } = await this.board.of(by);
    const worded = duties.map((duty) => this.inWords(duty, locale));
    return this.pages.console(request, 'console/home', {
      open,
      alarms,
      maySee: by.may('alarm:acknowledge'),
      mine: worded.filter(({ mine }) => mine),
      others: worded.filter(({ mine }) => !mine),
      sources: sources?.map((source) => sourceView(source, new Words(this.texts, locale))),
      mayRead: by.may('backup:read'),
      mayDeclare: by.may('incident:declare'),
    });
  }

  private inWords({ text, params, ...duty }: Duty, locale: Locale) {
    const { titles, ...named } = params as { titles?: Record<Locale, string> };
    return { ...duty, text: this.texts.t(locale, `console:duty.${text}`, titles ? { ...named, title: titles[locale] } : named) };
  }
}
