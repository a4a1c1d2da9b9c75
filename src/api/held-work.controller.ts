import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DecideHeldWork } from '../operations/index.js';
import type { Actor } from '../people/index.js';
import { HeldWork } from '../platform/index.js';
import { By } from '../web/index.js';

const DECISION = {
  schema: {
    type: 'object',
    required: ['decision'],
    properties: {
      ids: { type: 'array', items: { type: 'string' }, description: 'all that is held when not given' },
      decision: { enum: ['release', 'drop'], description: 'goes on where it was, or never' },
    },
  },
};

@ApiTags('operations')
@ApiBearerAuth()
@Controller('api/v1/held-work')
export class HeldWorkApi {
  constructor(
    private readonly held: HeldWork,
    private readonly decide: DecideHeldWork,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Work of before a restore, oldest first, and since when it is held' })
  async all(@By() by: Actor) {
    by.must('workflow:decide');
    return { since: await this.held.since(), work: await this.held.all() };
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Say what becomes of held work' })
  @ApiBody(DECISION)
  async decided(@By() by: Actor, @Body() body: unknown) {
    return { count: await this.decide.run(by, body) };
  }
}
