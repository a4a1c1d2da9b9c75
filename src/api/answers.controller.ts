import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Answer, Answers, carries, momentIn } from '../answers/index.js';
import { Directory } from '../directory/index.js';
import { Config, LOCALES, parse, Texts } from '../platform/index.js';
import { Open } from '../web/index.js';
import { answerFormats, formatted } from './answer-formats.js';

const answerQuery = z.object({
  at: z.string().max(40).optional(),
  format: z.enum(answerFormats).default('json'),
  lang: z.enum(LOCALES).default('id'),
});
const lookupQuery = answerQuery.extend({ service: z.string().min(1).max(200), region: z.string().min(1).max(200) });
const AT = {
  name: 'at',
  required: false,
  description: 'what was told at that moment, such as 2025-09-05T10:00 in the zone of the region',
};
const FORMAT = { name: 'format', required: false, enum: [...answerFormats] };
const LANG = { name: 'lang', required: false, enum: [...LOCALES] };
const OK = {
  description: 'the answer; sms has at most 160 characters of GSM 03.38, spoken at most 75 words, schema.org is JSON-LD',
};

/** The citizen's answer, as data and as text. */
@Open()
@ApiTags('answers')
@Controller('api/v1')
export class AnswersApi {
  constructor(
    private readonly answers: Answers,
    private readonly directory: Directory,
    private readonly texts: Texts,
    private readonly config: Config,
  ) {}

  @Get('lookup')
  @ApiOperation({ summary: 'The same by a query: where a service is given for people of a region' })
  @ApiQuery({ name: 'service', example: 'pkb-tahunan' })
  @ApiQuery({ name: 'region', example: '35.06.03', description: 'Kemendagri code' })
  @ApiQuery(AT)
  @ApiQuery(FORMAT)
  @ApiQuery(LANG)
  @ApiOkResponse(OK)
  lookup(@Res() reply: FastifyReply, @Query() query: unknown) {
    const { service, region, ...how } = parse(lookupQuery, query);
    return this.send(reply, service, region, how);
  }

  @Get('lookup/formats')
  @ApiOperation({ summary: 'Which facts each format carries whenever the record holds them' })
  formats() {
    return carries;
  }

  @Get('answers/:service/:region')
  @ApiOperation({ summary: 'Where a service is given for people of a region; what they are excused for; what is not known' })
  @ApiQuery(AT)
  @ApiQuery(FORMAT)
  @ApiQuery(LANG)
  @ApiOkResponse(OK)
  answer(
    @Res() reply: FastifyReply,
    @Param('service') service: string,
    @Param('region') region: string,
    @Query() query: unknown,
  ) {
    return this.send(reply, service, region, parse(answerQuery, query));
  }

  private async send(reply: FastifyReply, service: string, region: string, how: z.output<typeof answerQuery>) {
    const { at, format, lang } = how;
    const answer = at === undefined ? await this.answers.answer(service, region) : await this.told(service, region, at);
    const url = `${this.config.url}/layanan/${answer.service.id}/${answer.region.code}`;
    const { type, body } = formatted(answer, format, { locale: lang, texts: this.texts, url });
    return reply.header('access-control-allow-origin', '*').type(type).send(body);
  }

  private async told(service: string, region: string, at: string): Promise<Answer> {
    const { zone } = await this.directory.region(region);
    return this.answers.toldOrThrow(service, region, momentIn(at, zone));
  }
}
