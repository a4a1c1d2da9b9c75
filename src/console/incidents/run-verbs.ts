import { Injectable } from '@nestjs/common';
import { CompleteStep, PauseRun, ResumeRun, RetryStep, SkipStep } from '../../playbooks/index.js';

/** What people can do with a run. */
@Injectable()
export class RunVerbs {
  constructor(
    readonly pause: PauseRun,
    readonly resume: ResumeRun,
    readonly complete: CompleteStep,
    readonly retry: RetryStep,
    readonly skip: SkipStep,
  ) {}
}
