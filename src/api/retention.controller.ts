import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApproveRequest, AskSecond, Leftovers, ProtectedServices, RefuseRequest, Retention, SetHold } from '../backup/index.js';
import { Actor } from '../people/index.js';
import { By } from '../web/index.js';

const HOLD = {
  schema: {
    type: 'object',
    required: ['reason', 'basis'],
    properties: {
      pointId: { type: 'string', format: 'uuid', description: 'the whole source when not given' },
      reason: { type: 'string' },
      basis: { type: 'string', description: 'the letter or article that asks for it' },
    },
  },
};
const REQUEST = {
  schema: {
    type: 'object',
    required: ['kind', 'reason'],
    properties: {
      kind: { enum: ['remove-point', 'lift-hold', 'change-policy'] },
      pointId: { type: 'string', format: 'uuid' },
      holdId: { type: 'string', format: 'uuid' },
      sourceId: { type: 'string', example: 'samsat-katang-db' },
      reason: { type: 'string' },
    },
  },
};

/** What is kept and why, legal holds, what needs two people, and whether services are protected. */
@ApiTags('backup')
@ApiBearerAuth()
@Controller('api/v1')
export class RetentionApi {
  constructor(
    private readonly retention: Retention,
    private readonly services: ProtectedServices,
    private readonly leftovers: Leftovers,
    private readonly setHold: SetHold,
    private readonly ask: AskSecond,
    private readonly approve: ApproveRequest,
    private readonly refuse: RefuseRequest,
  ) {}

  @Get('sources/:id/retention')
  @ApiOperation({
    summary: 'The policy on the shelf and the one in force, why each point is kept, what goes now and next, holds, requests',
  })
  of(@By() by: Actor, @Param('id') id: string) {
    by.must('backup:read');
    return this.retention.of(id);
  }

  @Post('sources/:id/holds')
  @ApiOperation({
    summary: 'Set a legal hold on a source or one of its points: nothing of it is removed until two people lift it',
  })
  @ApiBody(HOLD)
  hold(@By() by: Actor, @Param('id') sourceId: string, @Body() body: object) {
    return this.setHold.run(by, { ...body, sourceId });
  }

  @Post('backup-requests')
  @ApiOperation({ summary: 'Ask for what needs two people: remove a point, lift a hold, let the changed retention policy rule' })
  @ApiBody(REQUEST)
  request(@By() by: Actor, @Body() body: unknown) {
    return this.ask.run(by, body);
  }

  @Post('backup-requests/:id/approval')
  @HttpCode(200)
  @ApiOperation({ summary: 'Approve as a second person; it is done at once' })
  approval(@By() by: Actor, @Param('id') requestId: string) {
    return this.approve.run(by, { requestId });
  }

  @Post('backup-requests/:id/refusal')
  @HttpCode(200)
  @ApiOperation({ summary: 'Refuse, or take back what one asked oneself' })
  refusal(@By() by: Actor, @Param('id') requestId: string) {
    return this.refuse.run(by, { requestId });
  }

  @Get('leftovers')
  @ApiOperation({
    summary: 'What vaults have not let go though it was removed: how many points of a source, since when, and why',
  })
  left(@By() by: Actor) {
    by.must('backup:read');
    return this.leftovers.all();
  }

  @Get('leftovers/failed')
  @ApiOperation({
    summary:
      'What failed points have left in vaults and is kept though a week is over: how many of a source, since when, and why',
  })
  leftOfFailed(@By() by: Actor) {
    by.must('backup:read');
    return this.leftovers.ofFailed();
  }

  @Get('protected-services')
  @ApiOperation({
    summary: 'Services by the systems that they need: red, amber or green, worst first, and those that declare none',
  })
  board(@By() by: Actor) {
    by.must('backup:read');
    return this.services.board();
  }
}
