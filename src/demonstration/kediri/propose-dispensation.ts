import { Injectable } from '@nestjs/common';
import { Dispensations, ProposeDispensation as Propose } from '../../dispensation/index.js';
import { CompleteStep, Runs } from '../../playbooks/index.js';
import { Cast } from './cast.js';
import type { Chapter } from './chapter.js';
import { DISPENSATION, KATANG, KRAS_PAGE } from './facts.js';

@Injectable()
export class ProposeDispensation implements Chapter {
  readonly at = '2025-09-03T10:00:00+07:00';
  readonly title = 'A dispensation is proposed for what fell due while the office was shut; the page says no more than that';

  constructor(
    private readonly cast: Cast,
    private readonly propose: Propose,
    private readonly dispensations: Dispensations,
    private readonly runs: Runs,
    private readonly complete: CompleteStep,
  ) {}

  async isOver(): Promise<boolean> {
    return (await this.dispensations.ofIncident((await this.cast.incident()).id)).length > 0;
  }

  async play(): Promise<void> {
    const { number: _later, ...terms } = DISPENSATION;
    const command = { incidentId: (await this.cast.incident()).id, officeId: KATANG, parts: ['pkb', 'opsen'], ...terms };
    await this.propose.run(await this.cast.as('dispensation-officer'), command);
  }

  async hasSettled(): Promise<boolean> {
    const [run] = await this.runs.ofIncident((await this.cast.incident()).id);
    const waits = run?.steps.some((step) => step.stepId === 'propose-dispensation' && step.state === 'waiting');
    if (run && waits)
      await this.complete.run(await this.cast.as('dispensation-officer'), { runId: run.id, stepId: 'propose-dispensation' });
    return true;
  }

  async tell(): Promise<string[]> {
    return [`${KRAS_PAGE}?pada=2025-09-05T10:00`, '/dasbor/dispensasi'];
  }
}
