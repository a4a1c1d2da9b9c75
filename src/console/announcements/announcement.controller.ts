import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CancelAnnouncement, PublishAnnouncement, UpdateAnnouncement } from '../../announcements/index.js';
import { Actor } from '../../people/index.js';
import { By } from '../../web/index.js';
import { AnnouncementPages } from './pages.js';

const HERE = '/dasbor/pengumuman';
const DONE = 'announcements:done.';

/** Compose from an incident, look at every format, publish, update, cancel. */
@ApiExcludeController()
@Controller('dasbor/pengumuman')
export class AnnouncementDeskController {
  constructor(
    private readonly show: AnnouncementPages,
    private readonly publish: PublishAnnouncement,
    private readonly update: UpdateAnnouncement,
    private readonly cancel: CancelAnnouncement,
  ) {}

  @Get()
  list(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor) {
    return this.show.list(request, reply, by);
  }

  @Get('susun/:incidentId')
  preview(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('incidentId') incidentId: string) {
    by.must('announcement:publish');
    return this.show.preview(request, reply, incidentId);
  }

  @Post('susun/:incidentId')
  async create(@Res() reply: FastifyReply, @By() by: Actor, @Param('incidentId') incidentId: string) {
    const { id } = await this.publish.run(by, { incidentId });
    return reply.redirect(`${HERE}/${id}?selesai=${DONE}published`, 303);
  }

  @Get(':id')
  one(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('id') id: string) {
    return this.show.one(request, reply, by, id);
  }

  @Post(':id/perbarui')
  async more(@Res() reply: FastifyReply, @By() by: Actor, @Param('id') id: string) {
    const { changed } = await this.update.run(by, { announcementId: id });
    return reply.redirect(`${HERE}/${id}?selesai=${DONE}${changed ? 'updated' : 'unchanged'}`, 303);
  }

  @Post(':id/cabut')
  async end(@Res() reply: FastifyReply, @By() by: Actor, @Param('id') id: string, @Body() body: { reason?: string } = {}) {
    await this.cancel.run(by, { announcementId: id, reason: body.reason });
    return reply.redirect(`${HERE}/${id}?selesai=${DONE}cancelled`, 303);
  }
}
