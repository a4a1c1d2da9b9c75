import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Actor, AddToRoster, MoveInRoster, RemoveFromRoster, Roster } from '../people/index.js';
import { By } from '../web/index.js';

/** Who one is, and who is on duty. */
@ApiTags('people')
@ApiBearerAuth()
@Controller('api/v1')
export class PeopleApi {
  constructor(
    private readonly roster: Roster,
    private readonly addToRoster: AddToRoster,
    private readonly moveInRoster: MoveInRoster,
    private readonly removeFromRoster: RemoveFromRoster,
  ) {}

  @Get('me')
  @ApiOperation({ summary: 'The person and the roles behind this token' })
  me(@By() by: Actor) {
    return { person: by.person, name: by.name, roles: by.holders };
  }

  @Get('roster')
  @ApiOperation({ summary: 'The duty roster, first to be told first' })
  members() {
    return this.roster.members();
  }

  @Post('roster')
  @ApiOperation({ summary: 'Add a place at the end of the roster' })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['functionName'],
      properties: {
        functionName: { type: 'string' },
        phone: { type: 'string' },
        email: { type: 'string' },
        isSample: { type: 'boolean' },
      },
    },
  })
  add(@By() by: Actor, @Body() body: unknown) {
    return this.addToRoster.run(by, body);
  }

  @Post('roster/:memberId/move')
  @HttpCode(200)
  @ApiOperation({ summary: 'Move a place up or down by one' })
  @ApiBody({
    schema: { type: 'object', required: ['direction'], properties: { direction: { type: 'string', enum: ['up', 'down'] } } },
  })
  move(@By() by: Actor, @Param('memberId') memberId: string, @Body() body: object = {}) {
    return this.moveInRoster.run(by, { ...body, memberId });
  }

  @Delete('roster/:memberId')
  @ApiOperation({ summary: 'Take a place off the roster' })
  remove(@By() by: Actor, @Param('memberId') memberId: string) {
    return this.removeFromRoster.run(by, { memberId });
  }
}
