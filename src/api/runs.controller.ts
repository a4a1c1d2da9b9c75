import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { Actor } from '../people/index.js';
import { parse } from '../platform/index.js';
import { CompleteStep, PauseRun, PlaybookShelf, ResumeRun, RetryStep, Runs, SkipStep, StartRun } from '../playbooks/index.js';
import { By } from '../web/index.js';

const listQuery = z.object({ incident: z.uuid().optional() });

/** Written procedures, and their runs for an incident. */
@ApiTags('playbooks')
@ApiBearerAuth()
@Controller('api/v1')
export class RunsApi {
  constructor(
    private readonly shelf: PlaybookShelf,
    private readonly runs: Runs,
    private readonly startRun: StartRun,
    private readonly pauseRun: PauseRun,
    private readonly resumeRun: ResumeRun,
  ) {}

  @Get('playbooks')
  @ApiOperation({ summary: 'The files on the shelf, each with its playbook or with what is wrong and where' })
  playbooks() {
    return this.shelf.read();
  }

  @Get('runs')
  @ApiOperation({ summary: 'Runs of an incident; without one, those that are running or paused' })
  @ApiQuery({ name: 'incident', required: false })
  list(@Query() query: unknown) {
    const { incident } = parse(listQuery, query);
    return incident ? this.runs.ofIncident(incident) : this.runs.live();
  }

  @Get('runs/:id')
  @ApiOperation({ summary: 'One run with the state of each step' })
  one(@Param('id') id: string) {
    return this.runs.get(id);
  }

  @Post('runs')
  @ApiOperation({ summary: 'Start a playbook by hand' })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['playbookId', 'incidentId'],
      properties: { playbookId: { type: 'string', example: 'office-lost' }, incidentId: { type: 'string', format: 'uuid' } },
    },
  })
  start(@By() by: Actor, @Body() body: unknown) {
    return this.startRun.run(by, body);
  }

  @Post('runs/:id/pause')
  @HttpCode(200)
  @ApiOperation({ summary: 'Nothing further begins by itself until the run is resumed' })
  pause(@By() by: Actor, @Param('id') runId: string) {
    return this.pauseRun.run(by, { runId });
  }

  @Post('runs/:id/resume')
  @HttpCode(200)
  @ApiOperation({ summary: 'Go on, with the news that came meanwhile' })
  resume(@By() by: Actor, @Param('id') runId: string) {
    return this.resumeRun.run(by, { runId });
  }
}

/** What a person does with one step of a run. */
@ApiTags('playbooks')
@ApiBearerAuth()
@Controller('api/v1/runs/:id/steps/:stepId')
export class StepsApi {
  constructor(
    private readonly completeStep: CompleteStep,
    private readonly retryStep: RetryStep,
    private readonly skipStep: SkipStep,
  ) {}

  @Post('complete')
  @HttpCode(200)
  @ApiOperation({ summary: 'Somebody with the role of the step says that it is done' })
  @ApiBody({ schema: { type: 'object', properties: { note: { type: 'string' } } } })
  complete(@By() by: Actor, @Param('id') runId: string, @Param('stepId') stepId: string, @Body() body: object = {}) {
    return this.completeStep.run(by, { ...body, runId, stepId });
  }

  @Post('retry')
  @HttpCode(200)
  @ApiOperation({ summary: 'Try a failed step again' })
  retry(@By() by: Actor, @Param('id') runId: string, @Param('stepId') stepId: string) {
    return this.retryStep.run(by, { runId, stepId });
  }

  @Post('skip')
  @HttpCode(200)
  @ApiOperation({ summary: 'Leave a step out, with a reason' })
  @ApiBody({ schema: { type: 'object', required: ['reason'], properties: { reason: { type: 'string' } } } })
  skip(@By() by: Actor, @Param('id') runId: string, @Param('stepId') stepId: string, @Body() body: object = {}) {
    return this.skipStep.run(by, { ...body, runId, stepId });
  }
}

export const RUN_APIS = [RunsApi, StepsApi];
