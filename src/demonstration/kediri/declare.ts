import { Injectable } from '@nestjs/common';
import { DeclareIncident } from '../../incidents/index.js';
import { SampleOffice } from '../sample-office.js';
import { Cast } from './cast.js';
import type { Chapter } from './chapter.js';
import { FIRE, KATANG, KRAS_PAGE } from './facts.js';

@Injectable()
export class Declare implements Chapter {
  readonly at = '2025-08-30T21:34:00+07:00';
  readonly title = 'Samsat Katang burns; its server with it. An admin marks the whole office as unavailable';

  constructor(
    private readonly cast: Cast,
    private readonly declare: DeclareIncident,
    private readonly office: SampleOffice,
  ) {}

  async isOver(): Promise<boolean> {
    return (await this.cast.maybeIncident()) !== undefined;
  }

  async play(): Promise<void> {
    await this.office.lose();
    await this.declare.run(await this.cast.as('admin'), { officeId: KATANG, cause: 'kebakaran', beganAt: FIRE });
  }

  async hasSettled(): Promise<boolean> {
    return true;
  }

  async tell(): Promise<string[]> {
    const { id } = await this.cast.incident();
    return ['The public is warned at once, as unconfirmed:', `${KRAS_PAGE}?pada=2025-08-30T21:40`, `/dasbor/kejadian/${id}`];
  }
}
