import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { parse } from '../../platform/index.js';
import { Limited } from '../../web/index.js';
import { errors } from './errors.js';
import { Posters } from './posters.js';

const query = z.object({ ukuran: z.enum(['a3', 'a4']).default('a3') });

/** `/poster/samsat-katang.pdf`, for whoever stands at the door with a roll of tape. */
@ApiExcludeController()
@Controller('poster')
export class PosterController {
  constructor(private readonly posters: Posters) {}

  @Get(':file')
  @Limited('PRINTS')
  async poster(@Res() reply: FastifyReply, @Param('file') file: string, @Query() asked: unknown) {
    const officeId = /^([a-z0-9-]+)\.pdf$/.exec(file)?.[1];
    if (!officeId) throw errors.noSuchPoster();
    const pdf = await this.posters.pdf(officeId, parse(query, asked).ukuran);
    const name = `inline; filename="poster-${officeId}.pdf"`;
    return reply.type('application/pdf').header('cache-control', 'no-cache').header('content-disposition', name).send(pdf);
  }
}
