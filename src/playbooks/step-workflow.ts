import { Injectable } from '@nestjs/common';
import { Actor } from '../people/index.js';
import { Durable } from '../platform/index.js';
import { FailStep } from './fail-step.js';
import { PerformStep } from './perform-step.js';
import { STEP } from './run-desk.js';

const LONGEST_MESSAGE = 500;

/** One attempt at one step. Both verbs are exactly-once, so a crash anywhere in here loses and doubles nothing. */
@Injectable()
export class StepWorkflow {
  constructor(
    durable: Durable,
    private readonly performStep: PerformStep,
    private readonly failStep: FailStep,
  ) {
    durable.workflow(STEP, (runId: string, stepId: string, attempt: number) => this.attempt({ runId, stepId, attempt }));
  }

  private async attempt(which: { runId: string; stepId: string; attempt: number }): Promise<void> {
    const by = Actor.system('playbooks');
    try {
      await this.performStep.run(by, which);
    } catch (error) {
      await this.failStep.run(by, { ...which, ...reasonOf(error) });
    }
  }
}

/** After a crash an error comes back from its record without its class. */
function reasonOf(error: unknown): { code: string; message: string } {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  const isOurs = typeof code === 'string' && /^[a-z]+\.[a-z-]+$/.test(code);
  return { code: isOurs ? code : 'playbooks.unexpected', message: String(message ?? error).slice(0, LONGEST_MESSAGE) };
}
