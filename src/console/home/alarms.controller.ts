import { Controller, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AcknowledgeAlarm } from '../../incidents/index.js';
import type { Actor } from '../../people/index.js';
import { By } from '../../web/index.js';

/** An alarm that somebody has seen leaves the home page. */
@ApiExcludeController()
@Controller('dasbor/alarm')
export class AlarmsController {
  constructor(private readonly acknowledge: AcknowledgeAlarm) {}

  @Post(':id/lihat')
  async seen(@Res() reply: FastifyReply, @By() by: Actor, @Param('id') alarmId: string) {
    await this.acknowledge.run(by, { alarmId });
    return reply.redirect('/dasbor?selesai=incidents:done.alarm-seen', 303);
  }
}
