import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Directory, lineage } from '../../directory/index.js';
import { PreviewWave } from '../../incidents/index.js';
import type { Actor } from '../../people/index.js';
import { Clock, DomainError, Texts } from '../../platform/index.js';
import { type Failed, formAfter, localeOf, Pages } from '../../web/index.js';
import { toField } from '../incidents/local-time.js';
import { sendPage } from '../send-page.js';
import { WaveFolders } from './wave-folders.js';
import type { AreaSent } from './wave-forms.js';

const PROVINCE_AND_KABKOTA = 5;
const INVALID = 422;

/** Closing many offices at once: choosing them, what it would mean, and what became of it. */
@Injectable()
export class WavePages {
  constructor(
    private readonly pages: Pages,
    private readonly texts: Texts,
    private readonly directory: Directory,
    private readonly preview: PreviewWave,
    private readonly folders: WaveFolders,
    private readonly clock: Clock,
  ) {}

  async choose(request: FastifyRequest, reply: FastifyReply, by: Actor, failed?: Failed) {
    const offices = await this.directory.offices();
    const codes = [...new Set(offices.flatMap(({ regionCode }) => lineage(regionCode).filter(isLarge)))].sort();
    const regions = (await this.directory.regions(codes)).map(({ code, name }) => ({ value: code, text: name }));
    const data = {
      regions,
      offices: offices.map(({ name }) => name),
      waves: await this.folders.lines(),
      mayDeclare: by.may('incident:declare'),
      form: formAfter(failed, this.texts, localeOf(request)),
    };
    return sendPage(reply, this.pages.console(request, 'incidents/waves', data), failed ? INVALID : 200);
  }

  /** What closing these offices would mean, with the button that does it. */
  async impact(request: FastifyRequest, reply: FastifyReply, officeIds: string[], area: AreaSent, failed?: Failed) {
    const seen = await this.preview.of({ officeIds });
    const locale = localeOf(request);
    const zone = seen.offices[0]!.office.zone;
    const data = {
      ...seen,
      isRough: area.cara === 'sekitar' && !seen.isSurveyed,
      services: seen.total.services.map(({ names }) => names[locale]),
      closing: seen.offices.filter(({ already }) => !already),
      already: seen.offices.filter(({ already }) => already),
      causes: this.texts.t(locale, 'incidents:closure.causes').split(', '),
      form: formAfter(failed, this.texts, locale, { beganAt: toField(this.clock.now(), zone) }),
      isOpen: failed !== undefined,
    };
    const status = failed ? (failed.error instanceof DomainError && failed.error.kind === 'conflict' ? 409 : INVALID) : 200;
    return sendPage(reply, this.pages.console(request, 'incidents/wave-preview', data, { zone }), status);
  }

  async one(request: FastifyRequest, reply: FastifyReply, by: Actor, id: string, lost: string[], failed?: Failed) {
    const data = {
      ...(await this.folders.of(id, by, lost)),
      form: formAfter(failed, this.texts, localeOf(request)),
    };
    return sendPage(reply, this.pages.console(request, 'incidents/wave', data, { zone: data.zone }), failed ? INVALID : 200);
  }
}

function isLarge(code: string): boolean {
  return code.length <= PROVINCE_AND_KABKOTA;
}
