import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, type ApiBodyOptions, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import {
  CloseIncident,
  ConfirmByCallback,
  ConfirmIncident,
  CorrectIncident,
  DeclareIncident,
  Incidents,
  PreviewClosure,
  Reconfirmations,
  ReconfirmStatus,
} from '../incidents/index.js';
import type { Actor } from '../people/index.js';
import { parse } from '../platform/index.js';
import { By } from '../web/index.js';

const listQuery = z.object({ office: z.string().min(1).optional(), open: z.enum(['true', 'false']).default('false') });
const previewQuery = z.object({ office: z.string().min(1), part: z.string().min(1).optional() });
const moment = { type: 'string', format: 'date-time', example: '2025-08-30T21:30:00+07:00' };
const DECLARATION: ApiBodyOptions = {
  schema: {
    type: 'object',
    required: ['officeId'],
    properties: {
      officeId: { type: 'string', example: 'samsat-katang' },
      part: { type: 'string', example: 'plate-printer', description: 'the whole office when it is left out' },
      cause: { type: 'string', example: 'kebakaran', description: 'left out while unknown' },
      beganAt: { ...moment, description: 'now when it is left out' },
      expectedEnd: { ...moment, description: 'left out while unknown' },
    },
  },
};

/** What is known of an incident: for staff. The public reads the answers that follow from it. */
@ApiTags('incidents')
@ApiBearerAuth()
@Controller('api/v1/incidents')
export class IncidentsApi {
  constructor(
    private readonly incidents: Incidents,
    private readonly preview: PreviewClosure,
    private readonly reconfirmations: Reconfirmations,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Incidents, newest first' })
  @ApiQuery({ name: 'office', required: false })
  @ApiQuery({ name: 'open', required: false, enum: ['true', 'false'], description: 'true: only reported and confirmed ones' })
  list(@Query() query: unknown) {
    const { office, open } = parse(listQuery, query);
    if (office !== undefined) return open === 'true' ? this.incidents.openAt(office) : this.incidents.ofOffice(office);
    return open === 'true' ? this.incidents.open() : this.incidents.all();
  }

  @Get('preview')
  @ApiOperation({ summary: 'What marking an office as closed would mean; changes nothing' })
  @ApiQuery({ name: 'office', required: true })
  @ApiQuery({ name: 'part', required: false })
  of(@Query() query: unknown) {
    const { office, part } = parse(previewQuery, query);
    return this.preview.of(office, part);
  }

  @Get('to-reconfirm')
  @ApiOperation({ summary: 'Confirmed closures that are stale, or will be within four hours; the most urgent first' })
  toReconfirm() {
    return this.reconfirmations.due();
  }

  @Get(':id')
  @ApiOperation({ summary: 'One incident, with its timeline and whom the duty roster has told' })
  async one(@Param('id') id: string) {
    const incident = await this.incidents.get(id);
    const [timeline, escalation, calls] = await Promise.all([
      this.incidents.timeline(id),
      this.incidents.escalation(id),
      this.incidents.calls(id),
    ]);
    return { ...incident, timeline, escalation, calls };
  }
}

/** Confirming what somebody else said, and what was confirmed before. */
@ApiTags('incidents')
@ApiBearerAuth()
@Controller('api/v1/incidents/:id')
export class IncidentConfirmApi {
  constructor(
    private readonly confirmIncident: ConfirmIncident,
    private readonly confirmByCallback: ConfirmByCallback,
    private readonly reconfirmStatus: ReconfirmStatus,
  ) {}

  @Post('confirm')
  @HttpCode(200)
  @ApiOperation({ summary: 'A second person confirms' })
  confirm(@By() by: Actor, @Param('id') incidentId: string) {
    return this.confirmIncident.run(by, { incidentId });
  }

  @Post('confirm-by-callback')
  @HttpCode(200)
  @ApiOperation({ summary: 'A report by SMS: a second person called the registered number back, and it is so' })
  @ApiBody({ schema: { type: 'object', properties: { calledAt: { ...moment, description: 'now when it is left out' } } } })
  callback(@By() by: Actor, @Param('id') incidentId: string, @Body() body: object = {}) {
    return this.confirmByCallback.run(by, { ...body, incidentId });
  }

  @Post('reconfirm')
  @HttpCode(200)
  @ApiOperation({ summary: 'Somebody has seen again that it is still so: fact for another 24 hours' })
  @ApiBody({ schema: { type: 'object', properties: { expectedEnd: { ...moment, description: 'as it was when left out' } } } })
  reconfirm(@By() by: Actor, @Param('id') incidentId: string, @Body() body: object = {}) {
    return this.reconfirmStatus.run(by, { ...body, incidentId });
  }
}

/** Changes of an incident. */
@ApiTags('incidents')
@ApiBearerAuth()
@Controller('api/v1/incidents')
export class IncidentVerbsApi {
  constructor(
    private readonly declareIncident: DeclareIncident,
    private readonly correctIncident: CorrectIncident,
    private readonly closeIncident: CloseIncident,
  ) {}

  @Post()
  @ApiOperation({ summary: 'Mark an office, or one part of it, as unavailable: public at once, as unconfirmed' })
  @ApiBody(DECLARATION)
  declare(@By() by: Actor, @Body() body: unknown) {
    return this.declareIncident.run(by, body);
  }

  @Post(':id/correct')
  @HttpCode(200)
  @ApiOperation({ summary: 'Declared by mistake: takes everything back in one step, and the public sees that it was' })
  @ApiBody({ schema: { type: 'object', properties: { reason: { type: 'string' } } } })
  correct(@By() by: Actor, @Param('id') incidentId: string, @Body() body: object = {}) {
    return this.correctIncident.run(by, { ...body, incidentId });
  }

  @Post(':id/close')
  @HttpCode(200)
  @ApiOperation({ summary: 'The office serves again' })
  @ApiBody({ schema: { type: 'object', properties: { reopenedAt: { ...moment, description: 'now when it is left out' } } } })
  close(@By() by: Actor, @Param('id') incidentId: string, @Body() body: object = {}) {
    return this.closeIncident.run(by, { ...body, incidentId });
  }
}

export const INCIDENT_APIS = [IncidentsApi, IncidentConfirmApi, IncidentVerbsApi];
