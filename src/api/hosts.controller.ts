import { Body, Controller, Get, Header, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOkResponse, ApiOperation, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { HostSheets, SheetPress } from '../answers/index.js';
import { DayReports, Directory, dayReportKinds, ReportDay } from '../directory/index.js';
import { PlanReturn, Returns } from '../incidents/index.js';
import { Actor } from '../people/index.js';
import { Clock, civilDate, parse } from '../platform/index.js';
import { disclosures, SetDisclosure } from '../rerouting/index.js';
import { By } from '../web/index.js';

const dayQuery = z.object({ date: z.iso.date().optional() });
const text = { type: 'string' } as const;

/** What a host has to know, what the public may know of it. */
@ApiTags('reroutes')
@ApiBearerAuth()
@Controller('api/v1/reroutes/questions/:request')
export class HostsApi {
  constructor(
    private readonly sheets: HostSheets,
    private readonly press: SheetPress,
    private readonly disclosure: SetDisclosure,
  ) {}

  @Get('sheet')
  @ApiOperation({ summary: 'What the clerks of a host have to know; only for an office that said yes' })
  sheet(@Param('request') requestId: string) {
    return this.sheets.of(requestId);
  }

  @Get('sheet.pdf')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'The same on one page of A4, in Indonesian' })
  @ApiProduces('application/pdf')
  async print(@Res() reply: FastifyReply, @Param('request') requestId: string) {
    const { pdf, name } = await this.press.pdf(requestId);
    return reply.type('application/pdf').header('content-disposition', `inline; filename="${name}"`).send(pdf);
  }

  @Post('disclosure')
  @HttpCode(200)
  @ApiOperation({ summary: 'Settle what the public may know of a host: its name, its kabupaten or kota alone, or nothing' })
  @ApiBody({
    schema: { type: 'object', required: ['disclosure'], properties: { disclosure: { ...text, enum: [...disclosures] } } },
  })
  disclose(@By() by: Actor, @Param('request') requestId: string, @Body() sent: object) {
    return this.disclosure.run(by, { ...sent, requestId });
  }
}

/** What offices said of their days. */
@ApiTags('directory')
@ApiBearerAuth()
@Controller('api/v1/offices/:office/day-reports')
export class DayReportsApi {
  constructor(
    private readonly reports: DayReports,
    private readonly report: ReportDay,
    private readonly directory: Directory,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The reports of one day, oldest first; of today at the office when no date is given' })
  @ApiQuery({ name: 'date', required: false, format: 'date' })
  async of(@Param('office') officeId: string, @Query() query: unknown) {
    const { date } = parse(dayQuery, query);
    const { zone } = await this.directory.office(officeId);
    return this.reports.of(officeId, date ?? civilDate(this.clock.now(), zone));
  }

  @Post()
  @ApiOperation({
    summary: 'Record what an office said of its day, on the telephone or otherwise; the same key is recorded once',
  })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['kind'],
      properties: {
        kind: { ...text, enum: [...dayReportKinds] },
        people: { type: 'integer', description: 'how many so far that day; required for served' },
        note: { ...text, description: 'why people were turned away' },
        toldBy: { ...text, description: 'the function of who called; then it counts as told on the telephone' },
        date: { ...text, format: 'date', description: 'today at the office when left out' },
        key: text,
      },
    },
  })
  @ApiOkResponse({ description: 'the report' })
  record(@By() by: Actor, @Param('office') officeId: string, @Body() sent: { toldBy?: unknown }) {
    return this.report.run(by, { ...sent, officeId, via: sent.toldBy ? 'call' : 'console' });
  }
}

/** How people come back to an office that opens again. */
@ApiTags('incidents')
@ApiBearerAuth()
@Controller('api/v1/incidents/:incident/return')
export class ReturnsApi {
  constructor(
    private readonly returns: Returns,
    private readonly plan: PlanReturn,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The stages by which people come back, soonest first, and what is still closed' })
  async of(@Param('incident') id: string) {
    const incidentId = parse(z.uuid(), id);
    return { stages: await this.returns.of(incidentId), closed: await this.returns.held(incidentId) };
  }

  @Put()
  @ApiOperation({ summary: 'Plan the stages in place of those not carried out; no stage takes the plan back' })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['stages'],
      properties: {
        stages: {
          type: 'array',
          items: {
            type: 'object',
            required: ['date', 'services'],
            properties: { date: { ...text, format: 'date' }, services: { type: 'array', items: text } },
          },
        },
      },
    },
  })
  set(@By() by: Actor, @Param('incident') incidentId: string, @Body() sent: object) {
    return this.plan.run(by, { ...sent, incidentId });
  }
}

export const HOST_APIS = [HostsApi, DayReportsApi, ReturnsApi];
