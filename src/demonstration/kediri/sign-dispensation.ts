import { Injectable } from '@nestjs/common';
import { type Dispensation, Dispensations, Notices, SignDispensation as Sign } from '../../dispensation/index.js';
import { errors } from '../errors.js';
import { Cast } from './cast.js';
import type { Chapter } from './chapter.js';
import { DISPENSATION, KRAS_PAGE } from './facts.js';

@Injectable()
export class SignDispensation implements Chapter {
  readonly at = '2025-09-10T14:00:00+07:00';
  readonly title = 'A second person signs it, with its number; each owner gets a notice that can be verified';

  constructor(
    private readonly cast: Cast,
    private readonly sign: Sign,
    private readonly dispensations: Dispensations,
    private readonly notices: Notices,
  ) {}

  async isOver(): Promise<boolean> {
    return (await this.decision()).state !== 'proposed';
  }

  async play(): Promise<void> {
    await this.sign.run(await this.cast.as('admin'), { dispensationId: (await this.decision()).id, number: DISPENSATION.number });
  }

  async hasSettled(): Promise<boolean> {
    const decision = await this.decision();
    const [{ valid }, excused] = [await this.notices.counts(decision.id), await this.dispensations.countExcused(decision)];
    return valid === excused;
  }

  async tell(): Promise<string[]> {
    const { id } = await this.decision();
    const { valid } = await this.notices.counts(id);
    const [first] = await this.notices.page(id, '', 1);
    return [`${valid} notices issued`, `${KRAS_PAGE}?pada=2025-09-10T15:00`, ...(first ? [`/periksa/${first.code}`] : [])];
  }

  private async decision(): Promise<Dispensation> {
    const [decision] = await this.dispensations.ofIncident((await this.cast.incident()).id);
    if (!decision) throw errors.storyOutOfOrder({ missing: 'the dispensation' });
    return decision;
  }
}
