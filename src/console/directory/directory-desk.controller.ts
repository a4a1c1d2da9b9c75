import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApplyImport, CheckImport } from '../../directory/index.js';
import type { Actor } from '../../people/index.js';
import { By, Uploads } from '../../web/index.js';
import { DirectoryPages } from './directory-pages.js';

const HERE = '/dasbor/direktori';

/** The directory in and out: files are checked, their difference is looked at, then they are applied. */
@ApiExcludeController()
@Controller('dasbor/direktori')
export class DirectoryDeskController {
  constructor(
    private readonly pages: DirectoryPages,
    private readonly uploads: Uploads,
    private readonly check: CheckImport,
    private readonly applyImport: ApplyImport,
  ) {}

  @Get()
  desk(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor) {
    by.must('directory:import');
    return this.pages.desk(request, reply);
  }

  @Post('periksa')
  async take(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor) {
    by.must('directory:import');
    try {
      const { id } = await this.check.run(by, { files: await this.uploads.files(request, 'files') });
      return reply.redirect(`${HERE}/${id}`, 303);
    } catch (error) {
      return this.pages.desk(request, reply, error);
    }
  }

  @Get('berkas/:file')
  export(@Res() reply: FastifyReply, @By() by: Actor, @Param('file') file: string) {
    by.must('directory:import');
    return this.pages.export(reply, file);
  }

  @Get(':id')
  one(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('id') id: string) {
    by.must('directory:import');
    return this.pages.checked(request, reply, id);
  }

  @Post(':id/terapkan')
  async apply(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @By() by: Actor, @Param('id') importId: string) {
    try {
      await this.applyImport.run(by, { importId });
      return reply.redirect(`${HERE}/${importId}?selesai=exchange:done.applied`, 303);
    } catch (error) {
      by.must('directory:import');
      return this.pages.checked(request, reply, importId, error);
    }
  }
}
