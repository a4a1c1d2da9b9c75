import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type Answer, Answers, forwardText, momentIn, smsText } from '../answers/index.js';
import { Directory } from '../directory/index.js';
import { Config, LOCALES, parse, Texts } from '../platform/index.js';
import { Open } from '../web/index.js';

const answerQuery = z.object({
  at: z.string().max(40).optional(),
  format: z.enum(['json', 'sms', 'forward']).default('json'),
  lang: z.enum(LOCALES).default('id'),
});

/** The citizen's answer, as data and as text. */
@Open()
@ApiTags('answers')
@Controller('api/v1/answers')
export class AnswersApi {
  constructor(
    private readonly answers: Answers,
    private readonly directory: Directory,
    private readonly texts: Texts,
    private readonly config: Config,
  ) {}

  @Get(':service/:region')
  @ApiOperation({ summary: 'Where a service is given for people of a region; what they are excused for; what is not known' })
  @ApiQuery({
    name: 'at',
    required: false,
    description: 'what was told at that moment, such as 2025-09-05T10:00 in the zone of the region',
  })
  @ApiQuery({ name: 'format', required: false, enum: ['json', 'sms', 'forward'] })
  @ApiQuery({ name: 'lang', required: false, enum: [...LOCALES] })
  @ApiOkResponse({ description: 'the answer; sms has at most 160 characters of GSM 03.38' })
  async answer(
    @Res() reply: FastifyReply,
    @Param('service') service: string,
    @Param('region') region: string,
    @Query() query: unknown,
  ) {
    const { at, format, lang } = parse(answerQuery, query);
    const answer = at === undefined ? await this.answers.answer(service, region) : await this.told(service, region, at);
    reply.header('access-control-allow-origin', '*');
    if (format === 'json') return reply.send(answer);
    return reply
      .type('text/plain; charset=utf-8')
      .send(format === 'sms' ? smsText(answer, lang, this.texts) : this.forward(answer, lang));
  }

  private async told(service: string, region: string, at: string): Promise<Answer> {
    const { zone } = await this.directory.region(region);
    return this.answers.toldOrThrow(service, region, momentIn(at, zone));
  }

  private forward(answer: Answer, lang: (typeof LOCALES)[number]): string {
    return forwardText(answer, lang, this.texts, `${this.config.url}/layanan/${answer.service.id}/${answer.region.code}`);
  }
}
