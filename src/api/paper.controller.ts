import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { DropPaper, EnterPaper, PaperWork, RegisterPaper } from '../backup/index.js';
import type { Actor } from '../people/index.js';
import { parse } from '../platform/index.js';
import { By } from '../web/index.js';

const span = z.object({ from: z.iso.date(), to: z.iso.date() });

/** What was done on paper while a database was away, by office and day. */
@ApiTags('paper')
@ApiBearerAuth()
@Controller('api/v1')
export class PaperApi {
  constructor(
    private readonly paper: PaperWork,
    private readonly registerPaper: RegisterPaper,
    private readonly enterPaper: EnterPaper,
    private readonly dropPaper: DropPaper,
  ) {}

  @Get('paper')
  @ApiOperation({ summary: 'Offices with forms on paper, the one with the most that are missing first' })
  offices(@By() by: Actor) {
    by.must('paper:work');
    return this.paper.offices();
  }

  @Get('offices/:office/paper')
  @ApiOperation({
    summary: 'Each service and service day of an office: unknown, open or done, with its bundles and what is missing',
  })
  @ApiQuery({ name: 'from', format: 'date' })
  @ApiQuery({ name: 'to', format: 'date' })
  days(@By() by: Actor, @Param('office') officeId: string, @Query() query: unknown) {
    by.must('paper:work');
    const { from, to } = parse(span, query);
    return this.paper.days(officeId, from, to);
  }

  @Post('offices/:office/paper')
  @ApiOperation({ summary: 'Registers a bundle of forms; 0 forms says that nothing was done on paper on that day' })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['serviceId', 'day', 'forms'],
      properties: {
        serviceId: { type: 'string', example: 'pkb-tahunan' },
        day: { type: 'string', format: 'date' },
        forms: { type: 'integer', minimum: 0 },
        serialFrom: { type: 'string', example: 'SKPD-0101' },
        serialTo: { type: 'string', example: 'SKPD-0110' },
        liesAt: { type: 'string', example: 'lemari 2' },
      },
    },
  })
  register(@By() by: Actor, @Param('office') officeId: string, @Body() body: object = {}) {
    return this.registerPaper.run(by, { ...body, officeId });
  }

  @Post('paper/:batch/entered')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ticks forms of a bundle as entered: so many more, or a range of serial numbers' })
  @ApiBody({
    schema: {
      type: 'object',
      properties: { count: { type: 'integer', minimum: 1 }, serialFrom: { type: 'string' }, serialTo: { type: 'string' } },
    },
  })
  enter(@By() by: Actor, @Param('batch') batchId: string, @Body() body: object = {}) {
    return this.enterPaper.run(by, { ...body, batchId });
  }

  @Delete('paper/:batch')
  @ApiOperation({ summary: 'Takes a bundle away that was registered by mistake' })
  drop(@By() by: Actor, @Param('batch') batchId: string) {
    return this.dropPaper.run(by, { batchId });
  }
}
