import { Readable } from 'node:stream';
import { Body, Controller, Get, Headers, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ApplyImport, CheckImport, ExportDirectory, HSDS_FILE, Imports } from '../directory/index.js';
import type { Actor } from '../people/index.js';
import { parse } from '../platform/index.js';
import { By, Uploads } from '../web/index.js';

const page = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  offset: z.coerce.number().int().min(0).default(0),
});

/** The directory in and out: for staff. */
@ApiTags('directory')
@ApiBearerAuth()
@Controller('api/v1/directory')
export class DirectoryExchangeApi {
  constructor(
    private readonly imports: Imports,
    private readonly check: CheckImport,
    private readonly applyImport: ApplyImport,
    private readonly directory: ExportDirectory,
    private readonly uploads: Uploads,
  ) {}

  @Post('imports')
  @ApiOperation({ summary: 'Check files against the directory: the difference and every problem; nothing of it changes yet' })
  @ApiConsumes('multipart/form-data', 'text/csv')
  @ApiBody({
    schema: { type: 'object', properties: { files: { type: 'array', items: { type: 'string', format: 'binary' } } } },
    description:
      'CSV files by their names (offices.csv, …) or one HSDS 3 document (*.json); or one CSV as text/csv with x-file-name',
  })
  async take(@Req() request: FastifyRequest, @By() by: Actor, @Body() body: unknown, @Headers('x-file-name') name?: string) {
    by.must('directory:import');
    const files = name && body instanceof Readable ? [{ name, content: body }] : await this.uploads.files(request, 'files');
    return this.shown((await this.check.run(by, { files })).id, { limit: 100, offset: 0 });
  }

  @Get('imports')
  @ApiOperation({ summary: 'The newest checks of files, newest first' })
  list(@By() by: Actor) {
    by.must('directory:import');
    return this.imports.newest();
  }

  @Get('imports/:id')
  @ApiOperation({ summary: 'One check of files with its problems and its changes, page by page' })
  @ApiQuery({ name: 'limit', required: false, description: 'problems and changes a page, 1 to 1000' })
  @ApiQuery({ name: 'offset', required: false })
  one(@By() by: Actor, @Param('id') id: string, @Query() query: unknown) {
    by.must('directory:import');
    return this.shown(id, parse(page, query));
  }

  @Post('imports/:id/apply')
  @ApiOperation({ summary: 'Apply what was checked, whole or not at all; refused when the directory has changed since' })
  apply(@By() by: Actor, @Param('id') importId: string) {
    return this.applyImport.run(by, { importId });
  }

  @Get('export/:file')
  @ApiOperation({ summary: 'One file of the directory as an import takes it' })
  @ApiParam({ name: 'file', description: 'agencies.csv, services.csv, …, or hsds.json' })
  export(@By() by: Actor, @Param('file') file: string, @Res() reply: FastifyReply) {
    by.must('directory:import');
    return sendExport(reply, file, this.directory.file(file));
  }

  private async shown(id: string, { limit, offset }: z.infer<typeof page>) {
    const found = await this.imports.get(id);
    return {
      ...found,
      found: await this.imports.problems(id, limit, offset),
      changes: await this.imports.items(id, limit, offset),
    };
  }
}

function sendExport(reply: FastifyReply, name: string, content: Readable) {
  return reply
    .type(name === HSDS_FILE ? 'application/json; charset=utf-8' : 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'private, no-store')
    .send(content);
}
