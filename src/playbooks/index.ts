/**
 * Written procedures and their runs. A playbook is a file on the shelf `playbooks/`; a run begins with the news it starts on, does
 * by itself what rooms have registered, waits for news of its incident, and asks people for the rest.
 */
export { CompleteStep } from './complete-step.js';
export { type Dossier, type DossierLine, DossierPress, Dossiers } from './dossier/index.js';
export { PauseRun } from './pause-run.js';
export { PlaybooksModule } from './playbooks.module.js';
export { ResumeRun } from './resume-run.js';
export { RetryStep } from './retry-step.js';
export { definitionOf, LEFT_OPEN, type RunVerb, type StepVerb, TRANSITIONS } from './rules.js';
export { Runs } from './runs.js';
export { inOneLine, PlaybookShelf, type Reading } from './shelf.js';
export { SkipStep } from './skip-step.js';
export { StartRun } from './start-run.js';
export type { Playbook, Problem, Run, RunState, Step, StepDefinition, StepState, Words } from './types.js';
