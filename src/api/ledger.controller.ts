import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { LedgerEntries, type LedgerEntry, SealLedger, type Verification, VerifyLedger } from '../audit/index.js';
import type { Actor } from '../people/index.js';
import { parse } from '../platform/index.js';
import { By } from '../web/index.js';

const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  before: z.coerce.number().int().positive().optional(),
});

@ApiBearerAuth()
@ApiTags('ledger')
@Controller('api/v1/ledger')
export class LedgerApi {
  constructor(
    private readonly entries: LedgerEntries,
    private readonly seal: SealLedger,
    private readonly verify: VerifyLedger,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Entries of the append-only ledger, newest first' })
  @ApiQuery({ name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 500, default: 50 } })
  @ApiQuery({ name: 'before', required: false, description: 'id of an entry: older ones than that' })
  page(@By() by: Actor, @Query() query: unknown): Promise<LedgerEntry[]> {
    by.must('ledger:read');
    const { limit, before } = parse(pageQuery, query);
    return this.entries.page(limit, before);
  }

  @Get('verification')
  @ApiOperation({ summary: 'Recomputes the whole chain and checks every signed head' })
  @ApiOkResponse({ description: 'intact, or the first entry that is not what was sealed' })
  async verification(@By() by: Actor): Promise<Verification> {
    by.must('ledger:read');
    await this.seal.run();
    return this.verify.run();
  }
}
