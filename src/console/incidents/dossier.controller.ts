import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../people/index.js';
import { DossierPress } from '../../playbooks/index.js';
import { By } from '../../web/index.js';

/** The dossier of an incident, to sign and to search. */
@ApiExcludeController()
@Controller('dasbor/kejadian')
export class DossierController {
  constructor(private readonly press: DossierPress) {}

  @Get(':id/berkas.pdf')
  async pdf(@Res() reply: FastifyReply, @By() by: Actor, @Param('id') id: string) {
    by.must('ledger:read');
    return send(reply, 'application/pdf', `berkas-${id}.pdf`, await this.press.pdf(id));
  }

  @Get(':id/berkas.csv')
  async csv(@Res() reply: FastifyReply, @By() by: Actor, @Param('id') id: string) {
    by.must('ledger:read');
    return send(reply, 'text/csv; charset=utf-8', `berkas-${id}.csv`, await this.press.csv(id));
  }
}

function send(reply: FastifyReply, type: string, name: string, body: Buffer | string): FastifyReply {
  return reply
    .type(type)
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(body);
}
