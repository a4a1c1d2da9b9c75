import { Readable } from 'node:stream';
import { Body, Controller, Get, Headers, Post, Query, UnsupportedMediaTypeException } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ImportObligations, Obligations } from '../dispensation/index.js';
import { Actor } from '../people/index.js';
import { parse } from '../platform/index.js';
import { By } from '../web/index.js';

const dueQuery = z.object({ office: z.string().min(1), from: z.iso.date(), to: z.iso.date() });

/** What is owed by when: for staff. */
@ApiTags('obligations')
@ApiBearerAuth()
@Controller('api/v1/obligations')
export class ObligationsApi {
  constructor(
    private readonly obligations: Obligations,
    private readonly importObligations: ImportObligations,
  ) {}

  @Get('due')
  @ApiOperation({
    summary: 'Unpaid obligations of an office that fall due between two days; imported is false where the count says nothing',
  })
  due(@Query() query: unknown) {
    const { office, from, to } = parse(dueQuery, query);
    return this.obligations.dueBetween(office, from, to);
  }

  @Get('imports')
  @ApiOperation({ summary: 'The newest imports' })
  imports() {
    return this.obligations.imports();
  }

  @Post()
  @ApiOperation({ summary: 'Import a CSV file whole or not at all; wrong rows are named by file, row and column' })
  @ApiConsumes('text/csv')
  @ApiBody({
    schema: {
      type: 'string',
      description: 'vehicle_ref, plate, region_code, service_id, due_on, pkb, opsen, swdkllj, pnbp, paid_on',
    },
  })
  take(@By() by: Actor, @Body() body: unknown, @Headers('x-file-name') name = 'obligations.csv') {
    if (!(body instanceof Readable)) throw new UnsupportedMediaTypeException('send the file as text/csv');
    return this.importObligations.run(by, { name, content: body });
  }
}
