import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Actor } from '../people/index.js';
import { parse } from '../platform/index.js';
import { DossierPress, Dossiers } from '../playbooks/index.js';
import { By } from '../web/index.js';

const query = z.object({ format: z.enum(['json', 'csv', 'pdf']).default('json') });

/** What was said, done and not done in one incident: for whoever may read the ledger. */
@ApiTags('incidents')
@ApiBearerAuth()
@Controller('api/v1/incidents')
export class DossierApi {
  constructor(
    private readonly dossiers: Dossiers,
    private readonly press: DossierPress,
  ) {}

  @Get(':id/dossier')
  @ApiOperation({ summary: 'The dossier of an incident: what was said, done and not done, and when, with hashes' })
  @ApiQuery({ name: 'format', required: false, enum: ['json', 'csv', 'pdf'] })
  @ApiOkResponse({ description: 'JSON, CSV, or PDF/A' })
  async dossier(@Res() reply: FastifyReply, @By() by: Actor, @Param('id') id: string, @Query() asked: unknown) {
    by.must('ledger:read');
    const { format } = parse(query, asked);
    reply.header('cache-control', 'no-store');
    if (format === 'json') return reply.send(await this.dossiers.of(id));
    if (format === 'csv') return reply.type('text/csv; charset=utf-8').send(await this.press.csv(id));
    return reply.type('application/pdf').send(await this.press.pdf(id));
  }
}
