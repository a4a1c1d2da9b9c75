import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOkResponse, ApiOperation, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type ListedVisit, VisitCalendar, Visits } from '../directory/index.js';
import type { Actor } from '../people/index.js';
import { addDays, Clock, civilDate, parse, Texts } from '../platform/index.js';
import { By, Limited, Open } from '../web/index.js';
import { VisitVerbs } from './visits.verbs.js';

const LISTED_DAYS = 60;
/** What a calendar keeps of visits that are over. */
const PAST_DAYS = 30;
const LONGEST_DAYS = 366;

const id = z.string().trim().max(200).optional();
const which = z.object({ region: id, office: id, channel: id, service: id });
const between = which
  .extend({ from: z.iso.date().optional(), to: z.iso.date().optional() })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, { path: ['to'], message: 'before from' });
const feed = which.extend({ lang: z.enum(['id', 'en']).default('id') });
const TEXT = { type: 'string' };

/** Units that come to people: their days, as a calendar to follow, and for staff to plan. */
@ApiTags('visits')
@Controller('api/v1')
export class VisitsApi {
  constructor(
    private readonly visits: Visits,
    private readonly calendar: VisitCalendar,
    private readonly verbs: VisitVerbs,
    private readonly clock: Clock,
    private readonly texts: Texts,
  ) {}

  @Open()
  @Get('visits')
  @ApiOperation({ summary: 'The days on which units come, soonest first; for 60 days where no end is given' })
  @ApiQuery({
    name: 'region',
    required: false,
    description: 'for the people of this region or a part of it',
    example: '35.06.03',
  })
  @ApiQuery({ name: 'office', required: false })
  @ApiQuery({ name: 'channel', required: false })
  @ApiQuery({ name: 'service', required: false })
  @ApiQuery({ name: 'from', required: false, example: '2025-09-01' })
  @ApiQuery({ name: 'to', required: false })
  @ApiOkResponse({ description: 'date, opens and closes in local time, place, quota, whom it is for, status of the offering' })
  async days(@Query() asked: unknown) {
    const { from = this.today(), to = addDays(from, LISTED_DAYS), ...query } = parse(between, asked);
    const last = to < addDays(from, LONGEST_DAYS) ? to : addDays(from, LONGEST_DAYS);
    const days = await this.visits.days(queryOf(query), from, last);
    return days.map(({ visit, date, opens, closes, status, listed }) => ({
      date,
      opens,
      closes,
      status,
      ...shown(listed),
      visit,
    }));
  }

  @Open()
  @Get('visits.ics')
  @Limited('LOOKUPS')
  @ApiOperation({ summary: 'The same visits as iCalendar (RFC 5545), to follow with a telephone' })
  @ApiQuery({ name: 'region', required: false, example: '35.06.03' })
  @ApiQuery({ name: 'office', required: false })
  @ApiQuery({ name: 'channel', required: false })
  @ApiQuery({ name: 'service', required: false })
  @ApiQuery({ name: 'lang', required: false, enum: ['id', 'en'] })
  @ApiProduces('text/calendar')
  async ics(@Query() asked: unknown, @Res() reply: FastifyReply) {
    const { lang, ...query } = parse(feed, asked);
    const listed = await this.visits.find(queryOf(query), addDays(this.today(), -PAST_DAYS));
    const name = this.texts.t(lang, 'offers:visit.calendar', { region: query.region ?? query.office ?? query.channel ?? '' });
    const text = this.calendar.write(name.trim(), listed, await this.visits.statusesOf(listed), lang, this.clock.now());
    return reply
      .type('text/calendar; charset=utf-8')
      .header('cache-control', 'public, max-age=300')
      .header('content-disposition', 'inline; filename="kunjungan.ics"')
      .send(text);
  }

  @Open()
  @Get('visits/:id')
  @ApiOperation({ summary: 'One visit with its rule' })
  async one(@Param('id') visitId: string) {
    const listed = await this.visits.get(visitId);
    return { ...shown(listed), cancelledAt: listed.cancelledAt, visit: listed.visit };
  }

  @Post('visits')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Let a unit come, once or by a rule (RRULE) that ends within two years' })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['offeringId', 'place', 'regionCode', 'begins', 'ends'],
      properties: {
        offeringId: TEXT,
        place: TEXT,
        regionCode: { ...TEXT, example: '35.06.03' },
        begins: { ...TEXT, example: '2025-09-01T08:00' },
        ends: { ...TEXT, example: '12:00' },
        rrule: { ...TEXT, example: 'FREQ=WEEKLY;BYDAY=MO;COUNT=8' },
        quota: { type: 'integer' },
        serves: { type: 'array', items: TEXT },
        lat: { type: 'number' },
        lng: { type: 'number' },
      } as never,
    },
  })
  add(@By() by: Actor, @Body() body: unknown) {
    return this.verbs.add.run(by, body);
  }

  @Post('visits/:id/cancel')
  @HttpCode(200)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Cancel one day of a visit, or all that is still to come' })
  @ApiBody({ schema: { type: 'object', properties: { date: TEXT, because: TEXT } as never } })
  async cancel(@By() by: Actor, @Param('id') visitId: string, @Body() body: object) {
    const listed = await this.verbs.cancel.run(by, { ...body, visitId });
    return { ...shown(listed), cancelledAt: listed.cancelledAt, visit: listed.visit };
  }

  @Post('outreach')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Start an outreach unit of an office for a service that it gives' })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['officeId', 'serviceId', 'name', 'source'],
      properties: { officeId: TEXT, serviceId: TEXT, name: TEXT, source: TEXT } as never,
    },
  })
  start(@By() by: Actor, @Body() body: unknown) {
    return this.verbs.start.run(by, body);
  }

  private today(): string {
    return civilDate(this.clock.now());
  }
}

function queryOf({ region, office, channel, service }: z.infer<typeof which>) {
  return {
    regionCode: region || undefined,
    officeId: office || undefined,
    channelId: channel || undefined,
    serviceId: service || undefined,
  };
}

function shown({ serviceId, serviceNames, channelId, channel, officeId, phone }: ListedVisit) {
  return { serviceId, serviceNames, channelId, channel, officeId, phone };
}
