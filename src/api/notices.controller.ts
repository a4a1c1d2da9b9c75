import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { NoticeLetters, Notices } from '../dispensation/index.js';
import { parse } from '../platform/index.js';
import { Limited, Open } from '../web/index.js';

const plate = z.string().trim().max(20).optional();
const oneQuery = z.object({ plate });
const checkBody = z.object({ code: z.string().max(40).optional(), token: z.string().max(2000).optional(), plate });

/** Notices: anybody may check one; the letter itself shows a plate and is for staff. */
@ApiTags('notices')
@Controller('api/v1/notices')
export class NoticesApi {
  constructor(
    private readonly notices: Notices,
    private readonly letters: NoticeLetters,
  ) {}

  @Open()
  @Get('key')
  @ApiOperation({ summary: 'The Ed25519 public keys of notices, raw in base64url and the one in use as PEM' })
  key() {
    return this.notices.keys();
  }

  @Open()
  @Post('check')
  @Limited('LOOKUPS')
  @HttpCode(200)
  @ApiOperation({ summary: 'Check a QR code’s token, or a code, and with plate whose notice it is' })
  @ApiBody({
    schema: { type: 'object', properties: { token: { type: 'string' }, code: { type: 'string' }, plate: { type: 'string' } } },
  })
  check(@Body() body: unknown) {
    return this.notices.check(parse(checkBody, body));
  }

  @Open()
  @Get(':code')
  @ApiOperation({ summary: 'Whether the notice with this code holds; the plate is masked' })
  @ApiQuery({ name: 'plate', required: false, description: 'answers plateMatches' })
  one(@Param('code') code: string, @Query() query: unknown) {
    return this.notices.check({ code, plate: parse(oneQuery, query).plate });
  }

  @Get(':code/letter.pdf')
  @Header('cache-control', 'private, no-store')
  @ApiOperation({ summary: 'The letter as PDF/A-2b' })
  @ApiProduces('application/pdf')
  async letter(@Param('code') code: string) {
    const { notice, pdf } = await this.letters.pdf(code);
    return new StreamableFile(pdf, { type: 'application/pdf', disposition: `inline; filename="${notice.code}.pdf"` });
  }
}
