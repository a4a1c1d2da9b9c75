import { Body, Controller, Delete, Get, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Archives, DropArchive, RegisterArchives } from '../backup/index.js';
import { Directory } from '../directory/index.js';
import type { Actor } from '../people/index.js';
import { By } from '../web/index.js';

/** Paper archives: where they lie, and how much is scanned. */
@ApiTags('archives')
@ApiBearerAuth()
@Controller('api/v1')
export class ArchivesApi {
  constructor(
    private readonly archives: Archives,
    private readonly directory: Directory,
    private readonly register: RegisterArchives,
    private readonly drop: DropArchive,
  ) {}

  @Get('archives')
  @ApiOperation({ summary: 'The whole register, by office, the least scanned first' })
  all(@By() by: Actor) {
    by.must('archive:register');
    return this.archives.all();
  }

  @Get('offices/:office/archives')
  @ApiOperation({ summary: 'What paper would be lost with this building; registered is false where nobody registered any' })
  async atOffice(@By() by: Actor, @Param('office') office: string) {
    by.must('archive:register');
    const { id } = await this.directory.office(office);
    const lost = await this.archives.atOffice(id);
    return { registered: lost !== undefined, ...lost };
  }

  @Post('archives')
  @ApiOperation({ summary: 'Takes a list into the register, whole or not at all; every fault is named by row and column' })
  @ApiBody({
    schema: {
      type: 'object',
      required: ['register'],
      properties: { register: { description: 'CSV text with a header, or a list of its rows', type: 'string' } },
    },
  })
  add(@By() by: Actor, @Body() body: object = {}) {
    return this.register.run(by, body);
  }

  @Delete('archives/:id')
  @ApiOperation({ summary: 'Takes an entry out of the register' })
  remove(@By() by: Actor, @Param('id') archiveId: string) {
    return this.drop.run(by, { archiveId });
  }
}
