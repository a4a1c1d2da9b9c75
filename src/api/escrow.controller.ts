import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AnswerDrill, AskDrill, CatalogueStanding, Escrows, SharedAlarms } from '../backup/index.js';
import type { Actor } from '../people/index.js';
import { By } from '../web/index.js';

const ASK = {
  schema: { type: 'object', required: ['recipient'], properties: { recipient: { type: 'string', example: 'age1…' } } },
};
const ANSWER = { schema: { type: 'object', required: ['answer'], properties: { answer: { type: 'string' } } } };

/** What is left when the server is gone: officers' keys, and the catalogue in the vaults. */
@ApiTags('backup')
@ApiBearerAuth()
@Controller('api/v1')
export class EscrowApi {
  constructor(
    private readonly escrows: Escrows,
    private readonly ask: AskDrill,
    private readonly answer: AnswerDrill,
    private readonly catalogue: CatalogueStanding,
    private readonly shared: SharedAlarms,
  ) {}

  @Get('catalogue')
  @ApiOperation({ summary: 'The signed catalogue: newest number, fingerprint of its key, and how it lies in each vault' })
  now(@By() by: Actor) {
    by.must('backup:read');
    return this.catalogue.now();
  }

  @Get('escrow')
  @ApiOperation({ summary: "Officers' keys that open every copy, when each was last shown to open, and alarms" })
  standing(@By() by: Actor) {
    by.must('backup:read');
    return this.escrows.standing();
  }

  @Get('shared-alarms')
  @ApiOperation({
    summary: "What concerns every source: a vault in trouble, an officer's key that is missing or was not tried in time",
  })
  alarms(@By() by: Actor) {
    by.must('backup:read');
    return this.shared.all();
  }

  @Post('escrow/drills')
  @ApiOperation({ summary: 'Make a riddle that only the holder of this key can open (age, ASCII armor)' })
  @ApiBody(ASK)
  async begin(@By() by: Actor, @Body() body: unknown) {
    const { id, recipient, sealed } = await this.ask.run(by, body);
    return { id, recipient, sealed };
  }

  @Post('escrow/drills/:id/answer')
  @HttpCode(204)
  @ApiOperation({ summary: 'Record that the key opened its riddle' })
  @ApiBody(ANSWER)
  async answered(@By() by: Actor, @Param('id') drillId: string, @Body() body: { answer?: string } = {}): Promise<void> {
    await this.answer.run(by, { drillId, answer: body.answer });
  }
}
