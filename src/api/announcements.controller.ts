import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiCreatedResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import {
  Announcements,
  CancelAnnouncement,
  cancelReasons,
  PublishAnnouncement,
  UpdateAnnouncement,
} from '../announcements/index.js';
import { Actor } from '../people/index.js';
import { parse } from '../platform/index.js';
import { By, Open } from '../web/index.js';

const listQuery = z.object({ at: z.iso.datetime({ offset: true }).optional(), all: z.enum(['true', 'false']).default('false') });

/** What the public is told. Feed and CAP are at /umpan.atom and /cap/<id>.xml. */
@ApiTags('announcements')
@ApiBearerAuth()
@Controller('api/v1/announcements')
export class AnnouncementsApi {
  constructor(
    private readonly announcements: Announcements,
    private readonly publish: PublishAnnouncement,
    private readonly update: UpdateAnnouncement,
    private readonly cancel: CancelAnnouncement,
  ) {}

  @Open()
  @Get()
  @ApiOperation({ summary: 'Announcements in force, the newest change first; with all, the cancelled ones too' })
  @ApiQuery({ name: 'at', required: false, description: 'as they stood at that moment' })
  @ApiQuery({ name: 'all', required: false, enum: ['true', 'false'] })
  list(@Query() query: unknown) {
    const { at, all } = parse(listQuery, query);
    const then = at ? new Date(at) : undefined;
    return all === 'true' ? this.announcements.all(then) : this.announcements.current(then);
  }

  @Open()
  @Get(':id')
  @ApiOperation({ summary: 'One announcement with all its messages, the oldest first' })
  one(@Param('id') id: string) {
    return this.announcements.get(id);
  }

  @Post()
  @ApiOperation({ summary: 'Announce an incident, from its facts' })
  @ApiBody({
    schema: { type: 'object', required: ['incidentId'], properties: { incidentId: { type: 'string', format: 'uuid' } } },
  })
  @ApiCreatedResponse({ description: 'the announcement' })
  create(@By() by: Actor, @Body() body: unknown) {
    return this.publish.run(by, body);
  }

  @Post(':id/update')
  @HttpCode(200)
  @ApiOperation({ summary: 'Say what is new; changed is false when nothing is' })
  more(@By() by: Actor, @Param('id') announcementId: string) {
    return this.update.run(by, { announcementId });
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @ApiOperation({ summary: 'Say that it no longer holds' })
  @ApiBody({ schema: { type: 'object', properties: { reason: { enum: [...cancelReasons] } } } })
  end(@By() by: Actor, @Param('id') announcementId: string, @Body() body?: object) {
    return this.cancel.run(by, { ...body, announcementId });
  }
}
