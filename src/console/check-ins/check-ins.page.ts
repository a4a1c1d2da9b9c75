import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Directory } from '../../directory/index.js';
import { type CheckIn, CheckIns } from '../../incidents/index.js';
import type { Actor } from '../../people/index.js';
import { Texts } from '../../platform/index.js';
import { type Failed, formAfter, localeOf, Pages } from '../../web/index.js';
import { sendPage } from '../send-page.js';

const TAGS = { waiting: 'plain', asked: 'wait', alarmed: 'stop', open: 'ok', shut: 'plain' } as const;
const ORDER: CheckIn['state'][] = ['alarmed', 'asked', 'waiting', 'open', 'shut'];

/** The list of this morning. */
@Injectable()
export class CheckInsPage {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly directory: Directory,
    private readonly checkIns: CheckIns,
  ) {}

  async show(request: FastifyRequest, reply: FastifyReply, by: Actor, failed?: Failed) {
    const form = formAfter(failed, this.texts, localeOf(request));
    const offices = await this.directory.officesByIds(await this.checkIns.offices());
    const days = new Map((await this.checkIns.newest()).map((day) => [day.officeId, day]));
    const lines = offices.map((office) => {
      const day = days.get(office.id);
      return { office, ...day, isSilent: day?.state === 'asked' || day?.state === 'alarmed', tag: day && TAGS[day.state] };
    });
    const data = {
      lines: lines.sort((a, b) => place(a.state) - place(b.state)),
      all: (await this.directory.offices()).map(({ name }) => name),
      maySet: by.may('check-in:set'),
      mayReport: by.may('day:report'),
      form,
    };
    return sendPage(reply, this.pages.console(request, 'incidents/check-ins', data), failed ? 422 : 200);
  }
}

function place(state: CheckIn['state'] | undefined): number {
  return state ? ORDER.indexOf(state) : ORDER.length;
}
