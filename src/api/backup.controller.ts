import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiBody, ApiOperation, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import {
  ApproveRestore,
  ClusterSetups,
  Points,
  ProvePoint,
  RecoveryCards,
  RefuseRestore,
  RestorePoint,
  RestoreSeries,
  Restores,
  Sources,
  SwitchRestore,
  TakeBackup,
  VerifyPoint,
} from '../backup/index.js';
import { Actor } from '../people/index.js';
import { moment, parse } from '../platform/index.js';
import { By } from '../web/index.js';

const previewQuery = z.object({ point: z.uuid().optional(), until: moment.optional() });
const RESTORE = {
  schema: {
    type: 'object',
    required: ['sourceId'],
    properties: {
      sourceId: { type: 'string', example: 'samsat-katang-db' },
      pointId: { type: 'string', format: 'uuid', description: 'the newest proven one when not given' },
      until: {
        type: 'string',
        format: 'date-time',
        description: 'the moment to go back to, in place of a point; where the source keeps its log',
      },
      target: { enum: ['beside', 'original', 'in-place'], default: 'beside' },
      reason: { type: 'string', description: 'required in place, which only asks: a second person approves' },
      dropsOriginal: { type: 'boolean', default: false, description: 'in place: drop the old one once the switch has worked' },
    },
  },
};

const SEVERAL = {
  schema: {
    type: 'object',
    properties: {
      sourceIds: { type: 'array', items: { type: 'string' } },
      officeId: { type: 'string', example: 'samsat-katang', description: 'all its sources' },
      target: { enum: ['beside', 'original'], default: 'beside' },
    },
  },
};

/** What is protected, its recovery points, and restores. Work is begun by a request and done by the server: ask again how it went. */
@ApiTags('backup')
@ApiBearerAuth()
@Controller('api/v1')
export class BackupApi {
  constructor(
    private readonly sources: Sources,
    private readonly points: Points,
    private readonly restores: Restores,
    private readonly setups: ClusterSetups,
    private readonly take: TakeBackup,
    private readonly verify: VerifyPoint,
    private readonly prove: ProvePoint,
    private readonly restore: RestorePoint,
    private readonly several: RestoreSeries,
    private readonly approve: ApproveRestore,
    private readonly refuse: RefuseRestore,
    private readonly switchNames: SwitchRestore,
    private readonly cards: RecoveryCards,
  ) {}

  @Get('sources')
  @ApiOperation({
    summary:
      'All sources: what they are (a database of a system, or a folder), promised and achieved RPO and RTO in milliseconds, last proven point, alarms',
  })
  all(@By() by: Actor) {
    by.must('backup:read');
    return this.sources.all();
  }

  @Get('sources/:id')
  @ApiOperation({ summary: 'One source and how it stands' })
  source(@By() by: Actor, @Param('id') id: string) {
    by.must('backup:read');
    return this.sources.get(id);
  }

  @Get('sources/:id/setup')
  @ApiOperation({ summary: 'What the PostgreSQL server of a source must still be told, so that its log comes into the vault' })
  setup(@By() by: Actor, @Param('id') id: string) {
    by.must('backup:read');
    return this.setups.of(id);
  }

  @Get('sources/:id/points')
  @ApiOperation({ summary: 'Recovery points of a source, newest first' })
  pointsOf(@By() by: Actor, @Param('id') id: string) {
    by.must('backup:read');
    return this.points.of(id);
  }

  @Post('sources/:id/points')
  @HttpCode(202)
  @ApiOperation({ summary: 'Begin a backup; the point becomes stored, then verified, or failed with a reason' })
  @ApiAcceptedResponse({ description: 'the new point, running' })
  begin(@By() by: Actor, @Param('id') sourceId: string) {
    return this.take.run(by, { sourceId });
  }

  @Get('sources/:id/card')
  @ApiOperation({ summary: 'The recovery card of a source: one page for a sealed envelope (PDF/A)' })
  @ApiProduces('application/pdf')
  async card(@By() by: Actor, @Param('id') id: string, @Res() reply: FastifyReply) {
    by.must('backup:restore');
    const { pdf } = await this.cards.pdf(id);
    return reply.type('application/pdf').send(pdf);
  }

  @Get('sources/:id/restores')
  @ApiOperation({ summary: 'Restores of a source, newest first' })
  async restoresOf(@By() by: Actor, @Param('id') id: string) {
    by.must('backup:read');
    return this.restores.of(this.sources.declaredAs(id).id);
  }

  @Get('sources/:id/preview')
  @ApiOperation({
    summary:
      'What a restore would bring back, what it would lose and how long it takes by what was measured; `reach` says which moments can be had',
  })
  @ApiQuery({ name: 'point', required: false, format: 'uuid' })
  @ApiQuery({ name: 'until', required: false, format: 'date-time' })
  preview(@By() by: Actor, @Param('id') id: string, @Query() query: unknown) {
    by.must('backup:restore');
    const { point: pointId, until } = parse(previewQuery, query);
    return this.restores.preview(id, { pointId, until });
  }

  @Get('points/:id')
  @ApiOperation({
    summary:
      'One recovery point with its copies, its manifest (tables and roles of a database; parts, files, bytes added and what was written to meanwhile of a folder) and its proof',
  })
  point(@By() by: Actor, @Param('id') id: string) {
    by.must('backup:read');
    return this.points.get(parse(z.uuid(), id));
  }

  @Post('points/:id/verification')
  @HttpCode(202)
  @ApiOperation({ summary: 'Begin reading every copy of the point back' })
  verification(@By() by: Actor, @Param('id') pointId: string) {
    return this.verify.run(by, { pointId });
  }

  @Post('points/:id/proof')
  @HttpCode(202)
  @ApiOperation({ summary: 'Begin proving the point by a restore into a throw-away place' })
  proof(@By() by: Actor, @Param('id') pointId: string) {
    return this.prove.run(by, { pointId });
  }

  @Post('restores')
  @HttpCode(202)
  @ApiOperation({ summary: 'Begin a restore beside the original or under its name once that is free; in place, ask for it' })
  @ApiBody(RESTORE)
  @ApiAcceptedResponse({ description: 'the restore, running; in place, asked for: `dueAt` says until when it may be approved' })
  beginRestore(@By() by: Actor, @Body() body: unknown) {
    return this.restore.run(by, body);
  }

  @Post('restores/series')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Restore several sources, or all of an office, in order of dependency; what needs a failed one is not begun',
  })
  @ApiBody(SEVERAL)
  @ApiAcceptedResponse({ description: 'the restores in their order' })
  beginSeries(@By() by: Actor, @Body() body: unknown) {
    return this.several.run(by, body);
  }

  @Get('restores/series/:id')
  @ApiOperation({ summary: 'Those restored together, in their order' })
  series(@By() by: Actor, @Param('id') id: string) {
    by.must('backup:read');
    return this.restores.series(parse(z.uuid(), id));
  }

  @Get('restores/:id')
  @ApiOperation({
    summary:
      'One restore: how far it is, at what pace, and its proof, with the rights that were given back and those that could not be',
  })
  oneRestore(@By() by: Actor, @Param('id') id: string) {
    by.must('backup:read');
    return this.restores.get(parse(z.uuid(), id));
  }

  @Post('restores/:id/approval')
  @HttpCode(202)
  @ApiOperation({ summary: 'Approve a restore in place, as a second person, which begins it' })
  @ApiAcceptedResponse({ description: 'the restore, running' })
  approval(@By() by: Actor, @Param('id') restoreId: string) {
    return this.approve.run(by, { restoreId });
  }

  @Post('restores/:id/refusal')
  @HttpCode(200)
  @ApiOperation({ summary: 'Refuse a restore in place, with a reason' })
  @ApiBody({ schema: { type: 'object', required: ['reason'], properties: { reason: { type: 'string' } } } })
  refusal(@By() by: Actor, @Param('id') restoreId: string, @Body() body: object) {
    return this.refuse.run(by, { ...body, restoreId });
  }

  @Post('restores/:id/switch')
  @HttpCode(202)
  @ApiOperation({ summary: 'Give the restored one the name of the original, which is kept under another one; or switch back' })
  @ApiBody({ schema: { type: 'object', properties: { way: { enum: ['forth', 'back'], default: 'forth' } } } })
  @ApiAcceptedResponse({ description: 'the switch, running: it is the lastSwitch of its restore' })
  beginSwitch(@By() by: Actor, @Param('id') restoreId: string, @Body() body: object = {}) {
    return this.switchNames.run(by, { ...body, restoreId });
  }

  @Get('restores/:id/ways-in')
  @ApiOperation({ summary: 'How applications find what was restored: addresses without passwords; empty before it is done' })
  async waysIn(@By() by: Actor, @Param('id') id: string) {
    by.must('backup:read');
    return (await this.restores.waysIn(parse(z.uuid(), id))) ?? {};
  }
}
