import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Directory, Feedback } from '../directory/index.js';
import { addDays, Clock, civilDate, parse } from '../platform/index.js';

const LONGEST_DAYS = 366;
const query = z
  .object({ from: z.iso.date().optional(), to: z.iso.date().optional() })
  .refine(({ from, to }) => !from || !to || (from <= to && to <= addDays(from, LONGEST_DAYS)), {
    path: ['to'],
    message: 'lies before from, or more than a year after it',
  });

/** What citizens pressed after they had been at an office; for staff. */
@ApiTags('directory')
@ApiBearerAuth()
@Controller('api/v1/offices/:id/feedback')
export class FeedbackApi {
  constructor(
    private readonly directory: Directory,
    private readonly feedback: Feedback,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Served and turned away by day, as citizens pressed it; the last seven days when nothing is asked' })
  @ApiQuery({ name: 'from', required: false, description: 'civil date at the office, such as 2025-09-01' })
  @ApiQuery({ name: 'to', required: false, description: 'civil date, included' })
  @ApiOkResponse({ description: 'one entry for each day on which somebody pressed: date, served, turnedAway, heardAt' })
  async days(@Param('id') id: string, @Query() asked: unknown) {
    const { from, to } = parse(query, asked);
    const { zone } = await this.directory.office(id);
    const today = civilDate(this.clock.now(), zone);
    const last = to ?? (from ? addDays(from, 6) : today);
    return this.feedback.days([id], from ?? addDays(last, -6), last);
  }
}
