import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AddHoliday, RemoveHoliday } from '../directory/index.js';
import type { Actor } from '../people/index.js';
import { Calendar, Clock, parse } from '../platform/index.js';
import { By, Open } from '../web/index.js';

const query = z.object({
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  at: z.iso.datetime({ offset: true }).optional(),
});
const TEXT = { type: 'string' };
const NAMES = { type: 'object', properties: { id: TEXT, en: TEXT } };

/** The civil calendar: national holidays and joint leave, as they are known now or were known at a moment. */
@ApiTags('calendar')
@Controller('api/v1/calendar')
export class CalendarApi {
  constructor(
    private readonly calendar: Calendar,
    private readonly clock: Clock,
    private readonly addHoliday: AddHoliday,
    private readonly removeHoliday: RemoveHoliday,
  ) {}

  @Open()
  @Get()
  @ApiOperation({ summary: 'Holidays and joint leave between two civil dates; with at, as they were known at that moment' })
  @ApiQuery({ name: 'from', required: false, example: '2025-08-01' })
  @ApiQuery({ name: 'to', required: false, example: '2025-12-31' })
  @ApiQuery({ name: 'at', required: false, example: '2025-07-30T12:00:00+07:00' })
  @ApiOkResponse({ description: 'knownUntil, and for each day date, name, kind, estimated, source and since when it is known' })
  holidays(@Query() asked: unknown) {
    const { from = '0000', to = '9999', at } = parse(query, asked);
    const known = this.calendar.knownAt(at ? new Date(at) : this.clock.now());
    return {
      knownUntil: this.calendar.knownUntil,
      holidays: [...known.values()].filter(({ date }) => date >= from && date <= to),
    };
  }

  @Open()
  @Get(':date')
  @ApiOperation({ summary: 'Everything that was ever known of one day, in the order in which it became known' })
  history(@Param('date') date: string) {
    return this.calendar.history(parse(z.iso.date(), date));
  }

  @Post('holidays')
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Add a holiday, or confirm an estimated one, from now on' })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['date', 'kind', 'names', 'source'],
      properties: { date: TEXT, kind: { enum: ['national', 'joint-leave'] }, names: NAMES, source: TEXT } as never,
    },
  })
  add(@By() by: Actor, @Body() body: unknown) {
    return this.addHoliday.run(by, body);
  }

  @Post('holidays/:date/remove')
  @HttpCode(200)
  @ApiBearerAuth()
  @ApiOperation({ summary: 'Take a holiday back, from now on' })
  @ApiBody({ schema: { type: 'object', required: ['source'], properties: { source: TEXT } as never } })
  remove(@By() by: Actor, @Param('date') date: string, @Body() body: object) {
    return this.removeHoliday.run(by, { ...body, date });
  }
}
