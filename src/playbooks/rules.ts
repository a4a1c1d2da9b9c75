import { errors } from './errors.js';
import type { Playbook, Run, RunState, Step, StepDefinition, StepState } from './types.js';

export type StepVerb = 'begin' | 'hold' | 'succeed' | 'fail' | 'await' | 'complete' | 'retry' | 'skip' | 'leave';
export type RunVerb = 'pause' | 'resume' | 'end' | 'stop';

interface Transitions {
  run: Record<RunState, Partial<Record<RunVerb, RunState>>>;
  step: Record<StepState, Partial<Record<StepVerb, StepState>>>;
}

/** Every change of state there is, of a run and of its steps. */
export const TRANSITIONS: Transitions = {
  run: {
    running: { pause: 'paused', end: 'done', stop: 'stopped' },
    paused: { resume: 'running', stop: 'stopped' },
    done: {},
    stopped: {},
  },
  step: {
    pending: { begin: 'doing', await: 'waiting', skip: 'skipped', leave: 'skipped' },
    doing: { succeed: 'done', fail: 'failed', hold: 'pending', retry: 'doing', leave: 'skipped' },
    waiting: { complete: 'done', skip: 'skipped', leave: 'skipped' },
    failed: { retry: 'doing', skip: 'skipped', leave: 'skipped' },
    done: {},
    skipped: {},
  },
};

const CLOSING = 'incidents.closed';

/** The note of a step that the close of its incident left undone; nobody skipped it. */
export const LEFT_OPEN = CLOSING;

export function newSteps(definitions: readonly StepDefinition[]): Step[] {
  return definitions.map(({ id }) => ({ stepId: id, state: 'pending', attempt: 0 }));
}

export function moveRun(run: Run, verb: RunVerb, now: Date): Run {
  const state = TRANSITIONS.run[run.state][verb];
  if (!state) throw errors.notAllowedNow({ runId: run.id, state: run.state, verb });
  return { ...run, state, ...(Object.keys(TRANSITIONS.run[state]).length === 0 && { endedAt: now }) };
}

/** One step moved by one verb; everything else of the run stays. */
export function moveStep(run: Run, stepId: string, verb: StepVerb, now: Date, more: Partial<Step> = {}): Run {
  const step = stepOf(run, stepId);
  const state = TRANSITIONS.step[step.state][verb];
  if (!state) throw errors.notAllowedNow({ runId: run.id, stepId, state: step.state, verb });
  const moved = { ...step, ...marksOf(state, step, now), ...more, state };
  return { ...run, steps: run.steps.map((other) => (other.stepId === stepId ? moved : other)) };
}

function marksOf(state: StepState, step: Step, now: Date): Partial<Step> {
  if (state === 'pending') return { beganAt: undefined };
  if (state === 'waiting') return { beganAt: now };
  if (state === 'doing') return { beganAt: now, error: undefined, endedAt: undefined, attempt: step.attempt + 1 };
  return { endedAt: now };
}

/**
 * Moves a running run as far as it goes by itself: steps whose predecessors have ended begin or wait, waits whose news has come
 * end, and a run without unfinished steps ends. The close of the incident leaves undone what should have come before it. Asking
 * twice changes nothing more.
 */
export function advance(run: Run, happened: ReadonlySet<string>, now: Date): Run {
  if (happened.has(CLOSING)) run = leaveOpen(run, happened, now);
  if (run.state !== 'running') return run;
  for (;;) {
    const moved = nextMove(run, happened, now);
    if (!moved) break;
    run = moved;
  }
  return run.steps.every(hasEnded) ? moveRun(run, 'end', now) : run;
}

/** Steps that `after` does and `before` did not yet do: one workflow for each attempt. */
export function newlyDoing(before: Run, after: Run): Step[] {
  return after.steps.filter((step) => step.state === 'doing' && step.attempt > stepOf(before, step.stepId).attempt);
}

export function definitionOf(run: Run, stepId: string): StepDefinition {
  const definition = run.playbook.steps.find((step) => step.id === stepId);
  if (!definition) throw errors.noSuchStep({ runId: run.id, stepId });
  return definition;
}

export function stepOf(run: Run, stepId: string): Step {
  const step = run.steps.find((other) => other.stepId === stepId);
  if (!step) throw errors.noSuchStep({ runId: run.id, stepId });
  return step;
}

/**
 * The incident is closed: a step still open is left, with a note, unless its news has come or the playbook places it after the
 * close; a paused run with nothing after the close need not be resumed first. A step left is not recorded as done later: what it
 * asked for, such as data still to be restored, is done and recorded on the page of its link, which it goes on showing.
 */
function leaveOpen(run: Run, happened: ReadonlySet<string>, now: Date): Run {
  if (run.state !== 'running' && run.state !== 'paused') return run;
  const later = afterClose(run.playbook);
  for (const definition of run.playbook.steps) {
    const news = endingNews(definition);
    const isDue = later.has(definition.id) || (news !== undefined && happened.has(news));
    if (!isDue && !hasEnded(stepOf(run, definition.id))) run = moveStep(run, definition.id, 'leave', now, { note: LEFT_OPEN });
  }
  return run.state === 'paused' && later.size === 0 ? moveRun(run, 'resume', now) : run;
}

/** Steps that a playbook wants done once the incident is closed. */
function afterClose({ startsOn, steps }: Playbook): Set<string> {
  const closing = new Set(steps.filter((step) => endingNews(step) === CLOSING).map(({ id }) => id));
  const later = new Set<string>();
  const isLater = ({ id, after }: StepDefinition) =>
    !later.has(id) && (startsOn === CLOSING || after.some((before) => closing.has(before) || later.has(before)));
  for (let next = steps.find(isLater); next; next = steps.find(isLater)) later.add(next.id);
  return later;
}

function nextMove(run: Run, happened: ReadonlySet<string>, now: Date): Run | undefined {
  for (const definition of run.playbook.steps) {
    const { state } = stepOf(run, definition.id);
    if (state === 'pending' && definition.after.every((id) => hasEnded(stepOf(run, id)))) {
      return moveStep(run, definition.id, definition.kind === 'do' ? 'begin' : 'await', now);
    }
    const news = endingNews(definition);
    if (state === 'waiting' && news !== undefined && happened.has(news)) return moveStep(run, definition.id, 'complete', now);
  }
  return undefined;
}

function endingNews(definition: StepDefinition): string | undefined {
  if (definition.kind === 'wait-for') return definition.waitFor;
  return definition.kind === 'person' ? definition.endsWith : undefined;
}

function hasEnded({ state }: Step): boolean {
  return Object.keys(TRANSITIONS.step[state]).length === 0;
}
