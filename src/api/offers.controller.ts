import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, type ApiBodyOptions, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Directory, differences, isUnconfirmed, qualifies, reasonOn, spansOn, standardScore } from '../directory/index.js';
import type { Actor } from '../people/index.js';
import { addDays, Calendar, Clock, parse } from '../platform/index.js';
import { By, Open } from '../web/index.js';
import { OfferVerbs } from './offers.verbs.js';

const MOST_DAYS = 92;
const days = z
  .object({ from: z.iso.date(), to: z.iso.date(), at: z.iso.datetime({ offset: true }).optional() })
  .refine(({ from, to }) => from <= to && to <= addDays(from, MOST_DAYS), {
    path: ['to'],
    message: `up to ${MOST_DAYS} days after from`,
  });
const yesNo = z
  .enum(['true', 'false'])
  .transform((value) => value === 'true')
  .optional();
const givenCase = z.object({
  annual: yesNo,
  owner: z.enum(['private', 'company']).optional(),
  publicTransport: yesNo,
  blocked: yesNo,
  daysLate: z.coerce.number().int().min(0).max(36_500).optional(),
});

const TEXT = { type: 'string' };
const body = (properties: Record<string, object>, ...required: string[]): ApiBodyOptions => ({
  schema: { type: 'object', required, properties: properties as never },
});

/** How what is offered differs from day to day and from case to case, and the standard that is published of a service. */
@ApiTags('offers')
@Controller('api/v1')
export class OffersApi {
  constructor(
    private readonly directory: Directory,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
    private readonly verbs: OfferVerbs,
  ) {}

  @Open()
  @Get('offerings/:id/days')
  @ApiOperation({ summary: 'Opening times of each day, with the reason where a day differs; with at, as it was known then' })
  @ApiQuery({ name: 'from', example: '2025-08-15' })
  @ApiQuery({ name: 'to', example: '2025-08-20' })
  @ApiQuery({ name: 'at', required: false, example: '2025-07-30T12:00:00+07:00' })
  @ApiOkResponse({ description: 'one entry a day: date, spans that begin on it (close above 24:00 is the next morning), reason' })
  async days(@Param('id') id: string, @Query() asked: unknown) {
    const { from, to, at } = parse(days, asked);
    const { hours } = await this.directory.offering(id);
    const holidays = this.calendar.knownAt(at ? new Date(at) : this.clock.now());
    const shown = [];
    for (let date = from; date <= to; date = addDays(date, 1))
      shown.push({ date, spans: spansOn(hours, date, holidays), reason: reasonOn(hours, date, holidays) });
    return shown;
  }

  @Open()
  @Get('offerings/:id/differences')
  @ApiOperation({ summary: 'What differs from the usual while it serves people of a closed office, or is limited' })
  async differences(@Param('id') id: string) {
    return differences(await this.directory.offering(id));
  }

  @Open()
  @Get('offerings/:id/qualifies')
  @ApiOperation({ summary: 'Whether a channel takes a case: yes, no, or unknown, and because of which rules' })
  @ApiQuery({ name: 'annual', required: false, enum: ['true', 'false'] })
  @ApiQuery({ name: 'owner', required: false, enum: ['private', 'company'] })
  @ApiQuery({ name: 'publicTransport', required: false, enum: ['true', 'false'] })
  @ApiQuery({ name: 'blocked', required: false, enum: ['true', 'false'] })
  @ApiQuery({ name: 'daysLate', required: false, example: '30' })
  async qualifies(@Param('id') id: string, @Query() asked: unknown) {
    const { verdict, because } = qualifies((await this.directory.offering(id)).eligibility, parse(givenCase, asked));
    return { verdict, because: because.map((rule) => ({ ...rule, unconfirmed: isUnconfirmed(rule) })) };
  }

  @Open()
  @Get('services/:id/standard')
  @ApiOperation({ summary: 'The service standard (UU 25/2009 article 21), how complete it is and what is missing' })
  async standard(@Param('id') id: string) {
    const { standard = {} } = await this.directory.service(id);
    return { standard, score: standardScore(standard) };
  }

  @Post('services/:id/standard')
  @HttpCode(200)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Fill in components of a service standard; null takes one back' })
  @ApiBody(body({ components: { type: 'object' } }, 'components'))
  setStandard(@By() by: Actor, @Param('id') serviceId: string, @Body() sent: object) {
    return this.verbs.standard.run(by, { ...sent, serviceId });
  }

  @Post('offerings/:id/emergency')
  @HttpCode(200)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'How an offering is given in an emergency: other papers, hours, limits; null: as usual' })
  @ApiBody(body({ variant: { type: 'object' } }, 'variant'))
  setEmergency(@By() by: Actor, @Param('id') offeringId: string, @Body() sent: object) {
    return this.verbs.emergency.run(by, { ...sent, offeringId });
  }

  @Post('special-days')
  @HttpCode(200)
  @ApiBearerAuth()
  @ApiOperation({
    summary: 'One day that differs, for an offering, an office or all offices of a region; spans null takes it back',
  })
  @ApiBody(
    body(
      { officeId: TEXT, offeringId: TEXT, regionCode: TEXT, date: TEXT, spans: { type: 'array' }, reason: { type: 'object' } },
      'date',
    ),
  )
  setSpecialDay(@By() by: Actor, @Body() sent: unknown) {
    return this.verbs.specialDay.run(by, sent);
  }

  @Post('offices/:id/accessibility')
  @HttpCode(200)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'How people who walk, hear or wait with difficulty can use an office; null: nobody knows' })
  @ApiBody(body({ features: { type: 'object', example: { 'step-free': true, 'sign-language': null } } }, 'features'))
  async setAccessibility(@By() by: Actor, @Param('id') officeId: string, @Body() sent: object) {
    const { id, accessibility } = await this.verbs.accessibility.run(by, { ...sent, officeId });
    return { id, accessibility };
  }

  @Post('regions/:code/road-factor')
  @HttpCode(200)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Kilometres by road for one in a straight line, for a region and what lies in it; null: as assumed' })
  @ApiBody(body({ factor: { type: 'number', example: 1.4 }, because: TEXT }, 'factor', 'because'))
  setRoadFactor(@By() by: Actor, @Param('code') regionCode: string, @Body() sent: object) {
    return this.verbs.roadFactor.run(by, { ...sent, regionCode });
  }
}
