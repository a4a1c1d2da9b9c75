import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../../people/index.js';
import { Calendar, Clock, civilDate, Texts } from '../../platform/index.js';
import { By, emptyForm, type Form, failedForm, localeOf, Pages } from '../../web/index.js';
import { sendPage } from '../send-page.js';
import { CalendarVerbs } from './calendar-verbs.js';
import { bothWords, given, type Sent } from './sent.js';

const HERE = '/dasbor/pelayanan/kalender';

/** The civil calendar: a year as it is known, or was known on some day; holidays are added and taken back. */
@ApiExcludeController()
@Controller('dasbor/pelayanan/kalender')
export class CalendarDeskController {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
    private readonly verbs: CalendarVerbs,
  ) {}

  @Get()
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Query() asked: Sent) {
    return this.page(request, reply, by, asked, emptyForm());
  }

  @Post()
  add(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Body() sent: Sent = {}) {
    const holiday = {
      date: given(sent, 'date'),
      kind: given(sent, 'kind'),
      names: bothWords(sent, 'names') ?? {},
      source: given(sent, 'source'),
    };
    return this.change(request, reply, by, sent, 'added', () => this.verbs.add.run(by, holiday));
  }

  @Post('hapus')
  remove(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Body() sent: Sent = {}) {
    const day = { date: given(sent, 'date'), source: given(sent, 'source') };
    return this.change(request, reply, by, sent, 'removed', () => this.verbs.remove.run(by, day));
  }

  private async change(
    request: FastifyRequest,
    reply: FastifyReply,
    by: Actor,
    sent: Sent,
    done: 'added' | 'removed',
    work: () => Promise<unknown>,
  ) {
    try {
      await work();
    } catch (error) {
      if (!by.may('calendar:change')) throw error;
      return this.page(request, reply, by, {}, failedForm(this.texts, localeOf(request), sent, error));
    }
    return reply.redirect(`${HERE}?selesai=offers:done.holiday-${done}`, 303);
  }

  private page(request: FastifyRequest, reply: FastifyReply, by: Actor, asked: Sent, form: Form) {
    const today = civilDate(this.clock.now());
    const year = /^\d{4}$/.exec(given(asked, 'tahun') ?? '')?.[0] ?? today.slice(0, 4);
    const asOf = /^\d{4}-\d{2}-\d{2}$/.exec(given(asked, 'pada') ?? '')?.[0];
    const holidays = [...this.calendar.knownAt(endOf(asOf) ?? this.clock.now()).values()].filter(({ date }) =>
      date.startsWith(year),
    );
    const data = {
      year,
      years: [-1, 0, 1, 2].map((step) => String(Number(today.slice(0, 4)) + step)),
      asOf,
      holidays,
      estimated: holidays.some(({ estimated }) => estimated),
      mayChange: by.may('calendar:change') && asOf === undefined,
      kinds: ['joint-leave', 'national'].map((value) => ({
        value,
        text: this.texts.t(localeOf(request), `offers:calendar.kind-${value}`),
      })),
      form,
    };
    return sendPage(reply, this.pages.console(request, 'offers/calendar', data), form.list.length > 0 ? 422 : 200);
  }
}

/** The last moment of a civil day in WIB; undefined for what is no day. */
function endOf(date: string | undefined): Date | undefined {
  const at = new Date(`${date}T23:59:59+07:00`);
  return Number.isNaN(at.getTime()) ? undefined : at;
}
