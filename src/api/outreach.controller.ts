import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, type ApiBodyOptions, ApiOperation, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import {
  CancelHomeVisit,
  CrewSheets,
  MakeCrewSheet,
  MergeCrewFile,
  needs,
  outcomes,
  outreachErrors,
  ProposeRoster,
  PublishHomeVisit,
  RequestVisit,
  ResolveConflict,
  Roster,
  requestStates,
  VisitRequests,
  WithdrawVisitRequest,
} from '../outreach/index.js';
import { Actor } from '../people/index.js';
import { parse } from '../platform/index.js';
import { By, Limited, Open } from '../web/index.js';

const MAY = 'visit:handle';
const region = z
  .string()
  .regex(/^[\d.]{2,13}$/)
  .optional();
const listQuery = z.object({ state: z.enum(requestStates).optional(), region, service: z.string().max(100).optional() });
const rosterQuery = z.object({ from: z.iso.date().default('2000-01-01') });
const sheetBody = z.object({ format: z.enum(['html', 'pdf']).default('html') });
const fields = (properties: Record<string, object>, ...required: string[]): ApiBodyOptions => ({
  schema: { type: 'object', required, properties: properties as never },
});
const TEXT = { type: 'string' };
const NUMBER = { type: 'integer' };

/** Requests for a visit at home: anybody may make one and follow it by its number. */
@ApiTags('home visits')
@ApiBearerAuth()
@Controller('api/v1/visit-requests')
export class VisitRequestsApi {
  constructor(
    private readonly requests: VisitRequests,
    private readonly requestVisit: RequestVisit,
    private readonly withdraw: WithdrawVisitRequest,
    private readonly resolve: ResolveConflict,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Requests, the longest waiting first; who asked is left out' })
  @ApiQuery({ name: 'state', required: false, enum: requestStates })
  @ApiQuery({ name: 'region', required: false, description: 'a kab/kota, kecamatan or village by its Kemendagri code' })
  @ApiQuery({ name: 'service', required: false })
  async list(@By() by: Actor, @Query() query: unknown) {
    by.must(MAY);
    const { state, region: under, service: serviceId } = parse(listQuery, query);
    return (await this.requests.list({ state, under, serviceId })).map(shown);
  }

  @Get('coverage')
  @ApiOperation({ summary: 'By village: asked, planned, served and still waiting, as requests and as people' })
  @ApiQuery({ name: 'region', required: false })
  @ApiQuery({ name: 'service', required: false })
  coverage(@By() by: Actor, @Query() query: unknown) {
    by.must(MAY);
    const { region: under, service: serviceId } = parse(listQuery, query);
    return this.requests.coverage({ under, serviceId });
  }

  @Get('conflicts')
  @ApiOperation({ summary: 'Requests whose records do not fit together' })
  async conflicts(@By() by: Actor) {
    by.must(MAY);
    return (await this.requests.inConflict()).map(shown);
  }

  @Open()
  @Post()
  @Limited('MESSAGES')
  @ApiOperation({ summary: 'Ask for a visit; the same key is taken once, the same number, service and week is refused with 409' })
  @ApiBody(
    fields(
      {
        key: TEXT,
        serviceId: { ...TEXT, example: 'pkb-tahunan' },
        villageCode: { ...TEXT, example: '35.06.03.2016' },
        people: NUMBER,
        needs: { type: 'array', items: { enum: [...needs] } },
        name: TEXT,
        phone: TEXT,
        directions: TEXT,
      },
      'key',
      'serviceId',
      'villageCode',
    ),
  )
  async ask(@Body() body: object) {
    const { request, known } = await this.requestVisit.run(Actor.public(), { ...body, door: 'web' });
    if (known) throw outreachErrors.askedAlready();
    return this.requests.status(request.tracking);
  }

  @Open()
  @Get(':tracking')
  @Limited('LOOKUPS')
  @ApiOperation({ summary: 'How far a request is, and when the crew comes' })
  one(@Param('tracking') tracking: string) {
    return this.requests.status(tracking);
  }

  @Open()
  @Post(':tracking/withdraw')
  @Limited('MESSAGES')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take a request back' })
  async takeBack(@Param('tracking') tracking: string) {
    await this.withdraw.run(Actor.public(), { tracking });
    return this.requests.status(tracking);
  }

  @Post(':tracking/resolve')
  @HttpCode(200)
  @ApiOperation({ summary: 'Say what is true where records do not fit together; the records stay' })
  @ApiBody(fields({ outcome: { enum: [...outcomes, 'withdrawn'] }, note: TEXT }, 'outcome', 'note'))
  async settled(@By() by: Actor, @Param('tracking') tracking: string, @Body() body: object) {
    by.must(MAY);
    const { id } = await this.requests.byTracking(tracking);
    return shown(await this.resolve.run(by, { ...body, requestId: id }));
  }
}

/** The roster of visits, the crew's sheet, and what crews bring back: for staff. */
@ApiTags('home visits')
@ApiBearerAuth()
@Controller('api/v1/home-visits')
export class HomeVisitsApi {
  constructor(
    private readonly roster: Roster,
    private readonly sheets: CrewSheets,
    private readonly propose: ProposeRoster,
    private readonly publish: PublishHomeVisit,
    private readonly cancel: CancelHomeVisit,
    private readonly makeSheet: MakeCrewSheet,
    private readonly merge: MergeCrewFile,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Visits from a day on, without those called off' })
  @ApiQuery({ name: 'from', required: false, example: '2025-09-08' })
  list(@By() by: Actor, @Query() query: unknown) {
    by.must(MAY);
    return this.roster.from(parse(rosterQuery, query).from);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One visit with those on it, the most urgent first; numbers are masked' })
  one(@By() by: Actor, @Param('id') id: string) {
    by.must(MAY);
    return this.roster.file(parse(z.uuid(), id));
  }

  @Post('propose')
  @HttpCode(200)
  @ApiOperation({ summary: 'Share those who wait out to drafts of visits by village, the most urgent first' })
  @ApiBody(
    fields(
      {
        serviceId: { ...TEXT, example: 'pkb-tahunan' },
        regionCode: { ...TEXT, example: '35.06.03' },
        from: { ...TEXT, format: 'date' },
        crews: { type: 'array', items: TEXT, example: ['Regu 1'] },
        quota: { ...NUMBER, example: 10 },
        most: NUMBER,
        opens: { ...TEXT, example: '09:00' },
        closes: { ...TEXT, example: '12:00' },
      },
      'serviceId',
      'regionCode',
      'from',
      'crews',
      'quota',
    ),
  )
  proposed(@By() by: Actor, @Body() body: object) {
    return this.propose.run(by, body);
  }

  @Post(':id/publish')
  @HttpCode(200)
  @ApiOperation({ summary: 'Make a draft hold: those on it are told, places that are left become public' })
  published(@By() by: Actor, @Param('id') id: string) {
    return this.publish.run(by, { visitId: id });
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @ApiOperation({ summary: 'Call a visit off; those on it wait again' })
  cancelled(@By() by: Actor, @Param('id') id: string) {
    return this.cancel.run(by, { visitId: id });
  }

  @Post(':id/sheet')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: "The crew's sheet with names and numbers, as one offline HTML file or as PDF; noted in the ledger" })
  @ApiBody(fields({ format: { enum: ['html', 'pdf'] } }))
  @ApiProduces('text/html', 'application/pdf')
  async sheet(@By() by: Actor, @Param('id') id: string, @Body() body: unknown) {
    const { format } = parse(sheetBody, body ?? {});
    const sheet = await this.makeSheet.run(by, { visitId: id, format });
    const disposition = `attachment; filename="lembar-${sheet.visit.onDay}.${format}"`;
    if (format === 'pdf') return new StreamableFile(await this.sheets.pdf(sheet), { type: 'application/pdf', disposition });
    return new StreamableFile(Buffer.from(this.sheets.html(sheet)), { type: 'text/html; charset=utf-8', disposition });
  }

  @Post(':id/records')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Take what a crew wrote down: the JSON of its sheet, or { content } with its text code; any order, any number of times',
  })
  @ApiBody(fields({ content: { ...TEXT, description: 'the file or the text code; or send the JSON of the file itself' } }))
  taken(@By() by: Actor, @Param('id') id: string, @Body() body: Record<string, unknown>) {
    const content = typeof body?.content === 'string' ? body.content : JSON.stringify(body ?? {});
    return this.merge.run(by, { visitId: id, content });
  }
}

function shown<T extends { requesterId?: string }>({ requesterId: _, ...request }: T): Omit<T, 'requesterId'> {
  return request;
}

export const OUTREACH_APIS = [VisitRequestsApi, HomeVisitsApi];
