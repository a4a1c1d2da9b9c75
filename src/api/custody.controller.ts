import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import {
  ChangeMilestone,
  DataLosses,
  DecideReplacement,
  ITEM_STATES,
  Milestones,
  NOTICE_RECIPIENTS,
  PlanMilestone,
  RecordLossNotice,
  Register,
  RegisterItems,
  ReportDataLoss,
  SetItemState,
} from '../custody/index.js';
import type { Actor } from '../people/index.js';
import { parse } from '../platform/index.js';
import { By } from '../web/index.js';

const page = z.object({ limit: z.coerce.number().int().min(1).max(500).default(100), after: z.uuid().optional() });

/** What stood in a lost building. For staff: citizens look for their own number at `/titipan`. */
@ApiTags('custody')
@ApiBearerAuth()
@Controller('api/v1/incidents/:incident/custody')
export class CustodyApi {
  constructor(
    private readonly register: Register,
    private readonly registerItems: RegisterItems,
    private readonly setState: SetItemState,
    private readonly decideReplacement: DecideReplacement,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The register: how many of each, what replaces what, and a page of entries' })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 500, default: 100 } })
  @ApiQuery({ name: 'after', required: false, description: 'id of the last entry of the page before' })
  async all(@By() by: Actor, @Param('incident') incidentId: string, @Query() query: unknown) {
    by.must('custody:register');
    const { limit, after } = parse(page, query);
    return {
      counts: await this.register.counts(incidentId),
      replacements: await this.register.replacements(incidentId),
      items: await this.register.page(incidentId, limit, after),
    };
  }

  @Post()
  @HttpCode(201)
  @ApiOperation({ summary: 'Takes a list into the register, whole or not at all; every fault is named by row and column' })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['register'],
      properties: { register: { description: 'CSV text with a header, or a list of its rows', type: 'string' } },
    },
  })
  add(@By() by: Actor, @Param('incident') incidentId: string, @Body() body: { register?: unknown }) {
    return this.registerItems.run(by, { incidentId, register: body?.register });
  }

  @Post('items/:item/state')
  @HttpCode(200)
  @ApiOperation({ summary: 'What became of an entry, or of a part of a range of blanks' })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['state'],
      properties: {
        state: { type: 'string', enum: [...ITEM_STATES] },
        serialFrom: { type: 'string', example: 'SKPD-000110' },
        serialTo: { type: 'string', example: 'SKPD-000119' },
      },
    },
  })
  state(@By() by: Actor, @Param('item') itemId: string, @Body() body: object = {}) {
    return this.setState.run(by, { ...body, itemId });
  }

  @Post('replacements')
  @HttpCode(200)
  @ApiOperation({ summary: 'Decides what replaces a document that is gone; its basis is required' })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['document', 'words', 'basis'],
      properties: { document: { type: 'string' }, words: { type: 'string' }, basis: { type: 'string' } },
    },
  })
  decide(@By() by: Actor, @Param('incident') incidentId: string, @Body() body: object = {}) {
    return this.decideReplacement.run(by, { ...body, incidentId });
  }
}

/** Lost personal data: UU 27/2022 art. 46 gives 72 hours to tell of it. */
@ApiTags('custody')
@ApiBearerAuth()
@Controller('api/v1/incidents/:incident/data-losses')
export class DataLossesApi {
  constructor(
    private readonly losses: DataLosses,
    private readonly report: ReportDataLoss,
    private readonly record: RecordLossNotice,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Reports of lost data with their deadlines and the notices that were given' })
  @ApiOkResponse({ description: 'the nearest deadline first' })
  all(@By() by: Actor, @Param('incident') incidentId: string) {
    by.must('custody:data-loss');
    return this.losses.ofIncident(incidentId);
  }

  @Post()
  @HttpCode(201)
  @ApiOperation({ summary: 'Reports a loss; the 72 hours run from the discovery' })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['data', 'how', 'measures'],
      properties: {
        discoveredAt: { type: 'string', format: 'date-time', description: 'now when it is left out' },
        data: { type: 'string' },
        how: { type: 'string' },
        measures: { type: 'string' },
        people: { type: 'integer', minimum: 0, description: 'left out while unknown' },
      },
    },
  })
  add(@By() by: Actor, @Param('incident') incidentId: string, @Body() body: object = {}) {
    return this.report.run(by, { ...body, incidentId });
  }

  @Post(':loss/notices')
  @HttpCode(201)
  @ApiOperation({ summary: 'Records that somebody was told' })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['recipient', 'means'],
      properties: {
        recipient: { type: 'string', enum: [...NOTICE_RECIPIENTS] },
        means: { type: 'string' },
        sentAt: { type: 'string', format: 'date-time', description: 'now when it is left out' },
      },
    },
  })
  told(@By() by: Actor, @Param('loss') lossId: string, @Body() body: object = {}) {
    return this.record.run(by, { ...body, lossId });
  }
}

/** Steps of the repair. */
@ApiTags('custody')
@ApiBearerAuth()
@Controller('api/v1/incidents/:incident/milestones')
export class MilestonesApi {
  constructor(
    private readonly milestones: Milestones,
    private readonly plan: PlanMilestone,
    private readonly change: ChangeMilestone,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Steps of the repair, by day' })
  all(@Param('incident') incidentId: string) {
    return this.milestones.ofIncident(incidentId);
  }

  @Post()
  @HttpCode(201)
  @ApiOperation({ summary: 'Plans a step; with `reopens` its day is the expected end of the incident' })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['title', 'dueOn'],
      properties: {
        title: { type: 'string' },
        dueOn: { type: 'string', format: 'date' },
        reopens: { type: 'boolean', default: false },
      },
    },
  })
  add(@By() by: Actor, @Param('incident') incidentId: string, @Body() body: object = {}) {
    return this.plan.run(by, { ...body, incidentId });
  }

  @Post(':milestone')
  @HttpCode(200)
  @ApiOperation({ summary: 'Moves a step, or says that it is done' })
  @ApiBody({
    schema: {
      type: 'object',
      properties: { dueOn: { type: 'string', format: 'date' }, doneOn: { type: 'string', format: 'date', nullable: true } },
    },
  })
  move(@By() by: Actor, @Param('milestone') milestoneId: string, @Body() body: object = {}) {
    return this.change.run(by, { ...body, milestoneId });
  }
}

export const CUSTODY_APIS = [CustodyApi, DataLossesApi, MilestonesApi];
