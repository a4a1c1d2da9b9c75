import { Readable } from 'node:stream';
import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  Post,
  Query,
  StreamableFile,
  UnsupportedMediaTypeException,
} from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOperation, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ImportSettlement, MatchSettlement, PAYMENT_STATES, SetPaymentState, Settlements } from '../backup/index.js';
import type { Actor } from '../people/index.js';
import { parse } from '../platform/index.js';
import { By } from '../web/index.js';

const takeQuery = z.object({
  format: z.string().min(1),
  name: z.string().default('settlement.csv'),
  restore: z.uuid().optional(),
  lastDay: z.iso.date().optional(),
});
const page = z.object({
  state: z.enum(PAYMENT_STATES).default('open'),
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** Payments of a loss window: what banks took while the database was lost, and the worklist of what is missing in it. */
@ApiTags('losses')
@ApiBearerAuth()
@Controller('api/v1')
export class LossesApi {
  constructor(
    private readonly settlements: Settlements,
    private readonly importSettlement: ImportSettlement,
    private readonly matchSettlement: MatchSettlement,
    private readonly setState: SetPaymentState,
  ) {}

  @Get('sources/:id/settlements')
  @ApiOperation({ summary: 'Settlement files of a source, newest first, with what was found and how far the worklist is' })
  all(@By() by: Actor, @Param('id') sourceId: string) {
    by.must('settlement:work');
    return this.settlements.of(sourceId);
  }

  @Post('sources/:id/settlements')
  @ApiOperation({ summary: 'Takes over a CSV of payments, whole or not at all; then ask for its match' })
  @ApiConsumes('text/csv')
  @ApiBody({ schema: { type: 'string', description: 'columns as the format on the backup shelf names them' } })
  @ApiQuery({ name: 'format', example: 'bank-contoh' })
  @ApiQuery({ name: 'name', required: false, description: 'what the file is called' })
  @ApiQuery({ name: 'restore', required: false, format: 'uuid', description: 'the newest one that is done when left out' })
  @ApiQuery({ name: 'lastDay', required: false, format: 'date', description: 'the day of the restore when left out' })
  take(@By() by: Actor, @Param('id') sourceId: string, @Query() query: unknown, @Body() body: unknown) {
    const { format: formatId, restore: restoreId, ...asked } = parse(takeQuery, query);
    if (!(body instanceof Readable)) throw new UnsupportedMediaTypeException('send the file as text/csv');
    return this.importSettlement.run(by, { sourceId, formatId, restoreId, ...asked, content: body });
  }

  @Get('settlements/:id')
  @ApiOperation({ summary: 'One settlement file: its loss window, what was found, how far the worklist is' })
  one(@By() by: Actor, @Param('id') id: string) {
    by.must('settlement:work');
    return this.settlements.get(parse(z.uuid(), id));
  }

  @Post('settlements/:id/match')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Looks for every payment in the restored database, which is only read; what was entered since is closed',
  })
  match(@By() by: Actor, @Param('id') settlementId: string) {
    return this.matchSettlement.run(by, { settlementId });
  }

  @Get('settlements/:id/worklist')
  @ApiOperation({ summary: 'Payments on the worklist in one state, by id' })
  @ApiQuery({ name: 'state', required: false, enum: PAYMENT_STATES })
  @ApiQuery({ name: 'after', required: false, description: 'id of the last payment of the page before' })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 500, default: 100 } })
  async worklist(@By() by: Actor, @Param('id') id: string, @Query() query: unknown) {
    by.must('settlement:work');
    const { state, after, limit } = parse(page, query);
    const { id: known } = await this.settlements.get(parse(z.uuid(), id));
    return this.settlements.worklist(known, [state], after, limit);
  }

  @Get('settlements/:id/worklist.csv')
  @ApiOperation({ summary: 'The whole worklist as CSV' })
  @ApiProduces('text/csv')
  async csv(@By() by: Actor, @Param('id') id: string) {
    by.must('settlement:work');
    return new StreamableFile(await this.settlements.csv(parse(z.uuid(), id)), { type: 'text/csv; charset=utf-8' });
  }

  @Post('payments/:id/state')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Closes a payment on the worklist as entered, or as not this office’s with the reason; or opens it again',
  })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['state'],
      properties: { state: { type: 'string', enum: [...PAYMENT_STATES] }, reason: { type: 'string' } },
    },
  })
  state(@By() by: Actor, @Param('id') paymentId: string, @Body() body: object = {}) {
    return this.setState.run(by, { ...body, paymentId });
  }
}
