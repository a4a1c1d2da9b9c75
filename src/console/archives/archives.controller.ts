import { text } from 'node:stream/consumers';
import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ARCHIVE_COLUMNS, DropArchive, RegisterArchives } from '../../backup/index.js';
import type { Actor } from '../../people/index.js';
import { By, Uploads, wordIn } from '../../web/index.js';
import { ArchivePages } from './archives.pages.js';

const HERE = '/dasbor/arsip';
const MAY = 'archive:register';

/** The register of paper archives: one entry by a form, or many by a file. */
@ApiExcludeController()
@Controller('dasbor/arsip')
export class ArchiveController {
  constructor(
    private readonly pages: ArchivePages,
    private readonly uploads: Uploads,
    private readonly register: RegisterArchives,
    private readonly drop: DropArchive,
  ) {}

  @Get()
  all(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor) {
    by.must(MAY);
    return this.pages.all(request, reply);
  }

  @Post()
  one(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Body() sent: Record<string, unknown> = {}) {
    const row = Object.fromEntries(ARCHIVE_COLUMNS.map((column) => [column, wordIn(sent[column])]));
    return this.does(request, reply, by, sent, 'registered', () => this.register.run(by, { register: [row] }));
  }

  @Post('berkas')
  upload(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor) {
    return this.does(request, reply, by, {}, 'registered', async () => {
      const [file] = await this.uploads.files(request, 'file');
      return this.register.run(by, { register: file ? await text(file.content) : '' });
    });
  }

  @Post(':id/hapus')
  remove(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('id') archiveId: string) {
    return this.does(request, reply, by, {}, 'dropped', () => this.drop.run(by, { archiveId }));
  }

  private async does(
    request: FastifyRequest,
    reply: FastifyReply,
    by: Actor,
    sent: object,
    done: string,
    work: () => Promise<unknown>,
  ) {
    by.must(MAY);
    try {
      await work();
    } catch (error) {
      return this.pages.all(request, reply, { sent, error });
    }
    return reply.redirect(`${HERE}?selesai=archives:done.${done}`, 303);
  }
}
